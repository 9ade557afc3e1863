package org.podstudio.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

class JobWordsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1000);
    private final Sample job = Sample.at(10);

    @Test
    void a_failure_says_why_and_what_next() {
        assertEquals("4 GB are free. Choose smaller tiles.", remark(job.in(JobState.FAILED)));
    }

    @Test
    void a_recipe_is_told_by_its_operations_and_outputs() {
        Step cut = new Step("cut", Map.of());
        OutputSpecification crop = new OutputSpecification(new Step("crop", Map.of()));
        assertEquals("CUT  \u203a  CUT",
                JobWords.what(new Recipe(List.of(cut, cut)), id -> id.toUpperCase(Locale.ROOT)));
        assertEquals("CUT  \u203a  CROP \u00d72 + CUT", JobWords.what(
                new Recipe(List.of(cut), List.of(crop, crop, new OutputSpecification(cut))),
                id -> id.toUpperCase(Locale.ROOT)));
        assertEquals("CROP", JobWords.what(new Recipe(List.of(), List.of(crop)), id -> id.toUpperCase(Locale.ROOT)));
    }

    @Test
    void one_that_waits_says_for_what_and_where_it_stands() {
        assertEquals("Waiting  \u00b7  No. 3 in line", JobWords.remark(job.job(), OptionalInt.of(3), NOW));
        Sample scarce = job.with(new JobProgress(0, "waits for memory", Optional.empty()));
        assertEquals("Waits for memory  \u00b7  No. 1 in line",
                JobWords.remark(scarce.job(), OptionalInt.of(1), NOW));
        assertEquals("Paused", remark(job.paused()));
    }

    @Test
    void one_that_will_be_tried_again_counts_down() {
        Sample waiting = job.in(JobState.WAITING_TO_RETRY);
        assertEquals("Next try in 12 s  \u00b7  4 GB are free.", remark(waiting.with(next(11_500))));
        assertEquals("Next try in 3:21 min  \u00b7  4 GB are free.", remark(waiting.with(next(200_000))));
        assertEquals("Next try any moment  \u00b7  4 GB are free.", remark(waiting.with(next(-3_000))));
    }

    @Test
    void what_remains_is_told_no_more_exactly_than_it_is_known() {
        assertEquals("about 6\u20138 min", left(360, 480));
        assertEquals("about 6 min", left(350, 370));
        assertEquals("about 1\u20132 min", left(20, 110));
        assertEquals("about 30\u201345 s", left(31, 44));
        assertEquals("about 7\u20139 s", left(7, 9));
        assertEquals("a moment", left(0, 3));
        assertEquals("about 2\u20133 h", left(7200, 10_800));
    }

    @Test
    void time_taken_has_the_unit_that_reads_best() {
        assertEquals("40 ms", Spans.exact(Duration.ofMillis(40)));
        assertEquals("2.3 s", Spans.exact(Duration.ofMillis(2300)));
        assertEquals("1:05 min", Spans.exact(Duration.ofSeconds(65)));
        assertEquals("2:03 h", Spans.exact(Duration.ofMinutes(123)));
    }

    @Test
    void a_batch_tells_how_many_how_well_and_how_much_longer() {
        List<JobSnapshot> jobs = List.of(job.ran(0, 60).job(), job.ran(60, 120).job(), job.ran(120, 180).job(),
                job.ran(180, 240).job(), job.in(JobState.FAILED).job(), job.in(JobState.RUNNING).job(), job.job());
        assertEquals("5 of 7  \u00b7  1 failed  \u00b7  about 1\u20133 min", JobWords.tally(Tally.of(jobs)));
    }

    @Test
    void a_batch_of_which_nothing_may_go_on_is_paused_and_promises_nothing() {
        List<JobSnapshot> jobs = List.of(job.ran(0, 60).job(), job.ran(60, 120).job(), job.paused().job());
        assertEquals("2 of 3  \u00b7  Paused", JobWords.tally(Tally.of(jobs)));
    }

    @Test
    void a_batch_does_not_end_before_a_job_of_it_that_runs() {
        Remaining left = new Remaining(Duration.ofMinutes(5), Duration.ofMinutes(60));
        Tally tally = Tally.of(Stream.of(Sample.at(0).ran(0, 1), Sample.at(0).ran(1, 2),
                Sample.at(0).in(JobState.RUNNING).with(new JobProgress(0.2, "upscale", Optional.of(left))),
                Sample.at(0)).map(Sample::job).toList());
        assertEquals(Optional.of(Duration.ofMinutes(5)), tally.remaining().map(Remaining::least));
    }

    @Test
    void actions_fit_the_state() {
        assertEquals(List.of(JobAction.CANCEL, JobAction.PAUSE, JobAction.FIRST), JobAction.of(job.job(), false));
        assertEquals(List.of(JobAction.CANCEL, JobAction.RESUME, JobAction.FIRST),
                JobAction.of(job.paused().job(), false));
        assertEquals(List.of(JobAction.DISMISS, JobAction.RETRY, JobAction.NOTE, JobAction.LOG),
                JobAction.of(job.in(JobState.FAILED).job(), true));
        assertEquals(List.of(JobAction.RETRY, JobAction.LOG), JobAction.of(job.in(JobState.FAILED).job(), false));
        assertEquals(List.of(JobAction.SHOW, JobAction.FOLDER, JobAction.LOG),
                JobAction.of(job.in(JobState.SUCCESS).job(), false));
    }

    private static String remark(Sample sample) {
        return JobWords.remark(sample.job(), OptionalInt.empty(), NOW);
    }

    private static JobTurn next(int millis) {
        return new JobTurn(Priority.NORMAL, false, 2, Optional.of(NOW.plusMillis(millis)));
    }

    private static String left(int least, int most) {
        return Spans.left(new Remaining(Duration.ofSeconds(least), Duration.ofSeconds(most)));
    }
}
