package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Run;
import org.podstudio.engine.internal.learning.Crowd;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.learning.ListOfLessons;

class StepRunTest implements Reporter {

    @TempDir
    Path folder = Path.of("");

    private final List<Double> seen = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Timesheet timesheet = new Timesheet(Optional.empty());
    private final Cancellation cancellation = new Cancellation();
    private final Experience experience = new Experience(new ListOfLessons(), new Crowd(), 1);

    @AfterEach
    void close() {
        experience.close();
    }

    @Override
    public void progress(double fraction, String stage) {
        seen.add(fraction);
        titles.add(stage);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    @Override
    public Timesheet timesheet() {
        return timesheet;
    }

    @Test
    void stages_share_the_span_by_their_weights() {
        StepRun run = run(0, 1);
        run.stage("decode", 0.2);
        run.progress(0.5);
        run.stage("encode", 0.8);
        run.progress(0.5);
        run.end();
        assertEquals(List.of(0.0, 0.1, 0.2, 0.6, 1.0), seen.stream().map(f -> Math.round(f * 1e6) / 1e6).toList());
        assertEquals("crop: encode", titles.get(3));
    }

    @Test
    void a_later_step_fills_its_own_span() {
        StepRun run = run(0.5, 1);
        run.progress(0.5);
        run.progress(0.1);
        run.progress(7);
        assertEquals(List.of(0.75, 0.75, 1.0), seen);
    }

    @Test
    void weights_that_add_up_to_more_than_one_do_not_leave_the_span() {
        StepRun run = run(0, 0.5);
        run.stage("a", 0.9);
        run.stage("b", 0.9);
        run.progress(1);
        run.stage("c", 0.9);
        run.progress(1);
        assertTrue(seen.stream().allMatch(fraction -> fraction <= 0.5), seen.toString());
    }

    @Test
    void a_part_fills_the_stage_up_to_where_it_was_told() {
        StepRun run = run(0, 1);
        run.stage("tiles", 0.5);
        Run part = run.part(0.5);
        part.stage("one", 1);
        part.progress(1);
        assertEquals(0.25, seen.getLast());
        assertEquals("crop: tiles: one", titles.getLast());
    }

    @Test
    void the_next_part_begins_where_the_last_one_ended() {
        StepRun run = run(0, 1);
        run.part(0.5).progress(1);
        Run second = run.part(1);
        second.progress(0.5);
        assertEquals(0.75, seen.getLast());
        second.part(1).progress(1);
        assertEquals(1, seen.getLast());
    }

    @Test
    void what_is_no_number_is_no_progress() {
        StepRun run = run(0, 1);
        run.progress(0.5);
        run.progress(Double.NaN);
        run.part(Double.NaN).progress(Double.NaN);
        run.progress(0.75);
        assertEquals(0.75, seen.getLast());
        assertTrue(seen.stream().noneMatch(fraction -> fraction.isNaN()), seen.toString());
    }

    @Test
    void from_many_threads_it_never_falls() throws InterruptedException {
        StepRun run = run(0, 1);
        run.stage("tiles", 0.7);
        Run part = run.part(0.8);
        List<Thread> threads = IntStream.range(0, 8).mapToObj(n -> Thread.ofPlatform().start(() -> {
            for (int step = 0; step <= 500; step++) {
                (n % 2 == 0 ? run : part).progress(step % 7 == 0 ? Double.NaN : step / 500.0);
                if (n == 3 && step == 250) {
                    run.stage("rest", 0.3);
                }
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        double highest = 0;
        for (double fraction : List.copyOf(seen)) {
            assertTrue(fraction >= highest && fraction <= 1, () -> fraction + " after more");
            highest = fraction;
        }
    }

    @Test
    void notes_reach_the_user_and_the_log() throws IOException {
        run(0, 1).note("took the slow way");
        assertEquals(List.of("took the slow way"), notes);
        assertTrue(Files.readString(folder.resolve("job.log")).endsWith("note: took the slow way\n"));
    }

    @Test
    void models_and_cancel_come_from_outside() {
        StepRun run = run(0, 1);
        assertEquals(Path.of("m.onnx"), run.model("m"));
        run.checkCanceled();
        cancellation.cancel(Cancellation.Reason.REQUESTED);
        assertThrows(CanceledException.class, run::checkCanceled);
    }

    @Test
    void a_thread_that_outlives_its_run_gets_no_folder() {
        StepRun run = run(0, 1);
        assertEquals(folder, run.scratch());
        Run part = run.part(1);
        run.end();
        assertThrows(CanceledException.class, run::scratch);
        assertThrows(CanceledException.class, part::scratch);
        assertThrows(CanceledException.class, () -> part.part(1, "tile"));
        assertFalse(Files.exists(folder.resolve("tile")));
    }

    private StepRun run(double from, double to) {
        Map<String, Path> models = new TreeMap<>(Map.of("m", Path.of("m.onnx")));
        return new StepRun(new StepRun.Desk(() -> folder, this, cancellation, new Standstill(cancellation),
                new JobLog(folder.resolve("job.log"), Clock.systemUTC()), new Children(folder),
                id -> Objects.requireNonNull(models.get(id)), experience.meter("crop"), 5,
                new Checkpoints(folder.resolve("checkpoints"))),
                "crop", from, to);
    }
}
