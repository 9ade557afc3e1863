package org.podstudio.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

class JobBoardTest {

    private final JobBoard board = new JobBoard();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void what_runs_is_first_then_what_waits_then_what_is_over() {
        board.put(job(first, 1, JobState.QUEUED, 10));
        board.put(job(second, 1, JobState.QUEUED, 20));
        assertEquals(List.of(first, second), ids());
        assertTrue(board.put(job(second, 2, JobState.RUNNING, 20)));
        assertEquals(List.of(second, first), ids());
        board.put(job(first, 2, JobState.SUCCESS, 10));
        board.put(job(second, 3, JobState.SUCCESS, 20));
        assertEquals(List.of(second, first), ids());
    }

    private List<UUID> ids() {
        return board.list(JobBoard.View.ALL).stream().map(JobSnapshot::id).toList();
    }

    @Test
    void a_snapshot_that_comes_late_changes_nothing() {
        board.put(job(first, 3, JobState.SUCCESS, 10));
        assertFalse(board.put(job(first, 2, JobState.RUNNING, 10)));
        assertEquals(0, board.count(JobBoard.View.ACTIVE));
    }

    @Test
    void views_count_what_they_show() {
        board.put(job(first, 1, JobState.FAILED, 10));
        board.put(job(second, 1, JobState.WAITING_TO_RETRY, 20));
        assertEquals(1, board.count(JobBoard.View.FAILED));
        assertEquals(second, board.list(JobBoard.View.ACTIVE).getFirst().id());
    }

    @Test
    void a_failure_says_why_and_what_next() {
        assertEquals("4 GB are free. Choose smaller tiles.", JobPainter.remark(job(first, 1, JobState.FAILED, 10)));
    }

    @Test
    void actions_fit_the_state() {
        assertEquals(List.of(JobAction.CANCEL), JobAction.of(job(first, 1, JobState.QUEUED, 1)));
        assertEquals(List.of(JobAction.RETRY, JobAction.LOG), JobAction.of(job(first, 1, JobState.FAILED, 1)));
        assertEquals(List.of(JobAction.LOG), JobAction.of(job(first, 1, JobState.SUCCESS, 1)));
    }

    private static JobSnapshot job(UUID id, long sequence, JobState state, int second) {
        Optional<Problem> problem = state == JobState.FAILED
                ? Optional.of(new Problem(ErrorKind.RESOURCE, "x.memory",
                        "4 GB are free.", "Choose smaller tiles.", Optional.empty()))
                : Optional.empty();
        return new JobSnapshot(id, id, sequence, new Recipe(List.of(new Step("crop", Map.of()))), Path.of("a.png"),
                Optional.empty(), state, JobTurn.first(Priority.NORMAL), JobProgress.NONE, List.of(), List.of(),
                problem,
                JobTimes.submitted(Instant.ofEpochSecond(second)));
    }
}
