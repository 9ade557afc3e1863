package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.ui.UiByHand;

class JobFeedTest {

    private final UiByHand ui = new UiByHand();
    private final EmptyProject project = new EmptyProject("p");
    private final List<JobState> moved = new ArrayList<>();
    private final List<JobState> over = new ArrayList<>();
    private final JobFeed feed = new JobFeed(ui, jobs -> jobs.forEach(j -> moved.add(j.state())),
            jobs -> jobs.forEach(j -> over.add(j.state())));
    private final UUID id = UUID.randomUUID();

    @Test
    void of_what_came_in_a_while_the_latest_is_told() {
        feed.follow(project);
        tell(1, JobState.QUEUED);
        tell(2, JobState.RUNNING);
        ui.all();
        assertEquals(List.of(JobState.RUNNING), moved);
    }

    @Test
    void a_closed_feed_does_not_even_tell_what_it_had_collected() {
        feed.follow(project);
        tell(1, JobState.RUNNING);
        feed.close();
        ui.all();
        assertEquals(List.of(), moved);
        assertTrue(project.quiet().listener.isEmpty());
    }

    @Test
    void a_feed_that_was_closed_before_it_follows_does_not_listen() {
        feed.close();
        feed.follow(project);
        assertTrue(project.quiet().listener.isEmpty());
        assertFalse(project.quiet().resumed);
    }

    @Test
    void what_waits_is_taken_up_when_somebody_looks() {
        feed.follow(project);
        assertTrue(project.quiet().resumed);
    }

    @Test
    void a_job_that_was_over_before_it_was_expected_ends_its_batch() {
        feed.follow(project);
        tell(3, JobState.SUCCESS);
        ui.all();
        feed.expect(List.of(job(1, JobState.QUEUED)));
        ui.all();
        assertEquals(List.of(JobState.SUCCESS), over);
    }

    @Test
    void jobs_that_run_are_counted_until_they_do_not() {
        feed.follow(project);
        tell(2, JobState.RUNNING);
        ui.all();
        assertEquals(1, feed.running());
        tell(1, JobState.QUEUED);
        ui.all();
        assertEquals(1, feed.running());
        tell(3, JobState.CANCELED);
        ui.all();
        assertEquals(0, feed.running());
    }

    private void tell(long sequence, JobState state) {
        project.quiet().listener.orElseThrow().accept(job(sequence, state));
    }

    private JobSnapshot job(long sequence, JobState state) {
        return new JobSnapshot(id, id, sequence, new Recipe(List.of(new Step("crop", Map.of()))), Path.of("a.png"),
                Optional.empty(), state, JobTurn.first(Priority.NORMAL), JobProgress.NONE, List.of(), List.of(),
                Optional.empty(), JobTimes.submitted(Instant.EPOCH));
    }
}
