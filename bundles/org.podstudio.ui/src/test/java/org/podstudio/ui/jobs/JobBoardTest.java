package org.podstudio.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.DeadLetter;

class JobBoardTest {

    private final JobBoard board = new JobBoard();
    private final Sample first = Sample.at(10);
    private final Sample second = Sample.at(20);
    private final UUID batch = UUID.randomUUID();

    @Test
    void what_runs_is_first_then_what_waits_then_what_is_over() {
        put(first, second);
        assertEquals(List.of(first.id(), second.id()), ids(JobView.ALL));
        put(second.in(JobState.RUNNING));
        assertEquals(List.of(second.id(), first.id()), ids(JobView.ALL));
        put(first.in(JobState.SUCCESS), second.in(JobState.RUNNING).in(JobState.SUCCESS));
        assertEquals(List.of(second.id(), first.id()), ids(JobView.ALL));
    }

    @Test
    void a_snapshot_that_comes_late_changes_nothing() {
        put(first.in(JobState.RUNNING).in(JobState.SUCCESS));
        assertFalse(board.put(first.in(JobState.RUNNING).job()));
        assertEquals(0, board.count(JobView.RUNNING));
        assertEquals(1, board.count(JobView.DONE));
    }

    @Test
    void only_what_may_stand_elsewhere_asks_for_new_lines() {
        assertTrue(board.put(first.job()));
        Sample running = first.in(JobState.RUNNING);
        assertTrue(board.put(running.job()));
        assertFalse(board.put(running.with(new JobProgress(0.5, "tiles", Optional.empty())).job()));
        assertTrue(board.put(running.with(JobProgress.NONE).paused().job()));
    }

    @Test
    void those_that_wait_stand_in_the_order_of_the_queue() {
        put(first, second);
        board.arrange(List.of(second.id(), first.id()));
        assertEquals(List.of(second.id(), first.id()), ids(JobView.WAITING));
        assertEquals(List.of(second.id(), first.id()), ids(JobView.ALL));
    }

    @Test
    void what_the_queue_did_not_tell_yet_stands_behind_what_it_told() {
        put(first, second);
        board.arrange(List.of(second.id()));
        assertEquals(List.of(second.id(), first.id()), ids(JobView.WAITING));
    }

    @Test
    void jobs_submitted_together_stand_below_one_head_that_folds() {
        put(first.of(batch), second.of(batch));
        assertEquals(List.of(batch, first.id(), second.id()), ids(JobView.ALL));
        board.fold(batch, true);
        assertEquals(List.of(batch), ids(JobView.ALL));
        assertEquals(List.of(first.id(), second.id()), ids(JobView.WAITING));
    }

    @Test
    void only_batches_that_are_over_are_closed_by_themselves() {
        put(first.of(batch).in(JobState.SUCCESS), second.of(batch).in(JobState.FAILED));
        put(Sample.at(1));
        board.foldFinished();
        assertTrue(board.folded(batch));
        assertEquals(2, board.rows(JobView.ALL).size());
    }

    @Test
    void failures_are_listed_until_they_are_settled() {
        Sample failed = first.in(JobState.FAILED);
        put(failed);
        assertEquals(0, board.count(JobView.FAILED));
        board.care(List.of(new DeadLetter(failed.job(), Instant.EPOCH, "a note")));
        assertEquals(1, board.count(JobView.FAILED));
        assertEquals(List.of(first.id()), ids(JobView.FAILED));
        board.care(List.of());
        assertEquals(List.of(), ids(JobView.FAILED));
        assertEquals(List.of(first.id()), ids(JobView.ALL));
    }

    @Test
    void ten_thousand_jobs_are_arranged_within_a_frame_or_two() {
        List<Sample> many = IntStream.range(0, 10_000).mapToObj(Sample::at).map(s -> s.of(batch)).toList();
        many.forEach(this::put);
        board.arrange(many.stream().map(Sample::id).toList());
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertEquals(10_001, new Rows(board.rows(JobView.ALL)).size());
            best = Math.min(best, System.nanoTime() - start);
        }
        long taken = best;
        System.getLogger("measured").log(System.Logger.Level.INFO, "10,000 jobs arranged in {0} us", taken / 1000);
        assertTrue(taken < 40_000_000, () -> taken / 1000 + " us");
    }

    private void put(Sample... jobs) {
        List.of(jobs).forEach(j -> board.put(j.job()));
    }

    private List<UUID> ids(JobView view) {
        return board.rows(view).stream().map(Row::id).toList();
    }
}
