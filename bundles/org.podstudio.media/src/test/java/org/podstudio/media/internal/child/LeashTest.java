package org.podstudio.media.internal.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;

/** The kernel keeps children; looked at from outside. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class LeashTest {

    private static final List<String> ENDLESS = List.of("-f", "lavfi", "-i", "testsrc2=s=1280x720", "-c:v",
            "libopenh264");

    @TempDir
    private Path folder = Path.of("");

    /** A program of its own, which says when its ffmpeg works, and is then killed. */
    static final class Victim {

        private Victim() {
        }

        public static void main(String[] folder) throws InterruptedException {
            FakeRun run = new FakeRun(Path.of(folder[0]));
            // a virtual thread: its carrier may end before the child does
            Thread.ofVirtual().start(() -> new Ffmpeg().run(endless(Path.of(folder[0])), 10_000, run));
            run.awaitProgress();
            System.out.println("works");
            Thread.currentThread().join();
        }
    }

    @Test
    void a_child_ends_within_two_seconds_when_the_program_is_killed() throws IOException {
        Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Victim.class.getName(), folder.toString())
                .redirectError(folder.resolve("stderr.txt").toFile()).start();
        try (var said = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(said.lines().anyMatch("works"::equals), Files.readString(folder.resolve("stderr.txt")));
            ProcessHandle child = program.descendants().filter(LeashTest::ffmpeg).findFirst().orElseThrow();
            assertTrue(runs(child));
            program.destroyForcibly();
            long killed = System.nanoTime();
            while (runs(child) && System.nanoTime() - killed < 2_000_000_000L) {
                LockSupport.parkNanos(20_000_000);
            }
            assertFalse(runs(child) && child.destroyForcibly(), "the child outlived the program");
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void a_child_has_a_group_of_its_own_and_a_limit_on_memory() throws Exception {
        FakeRun run = new FakeRun(folder);
        Thread.ofPlatform().start(() -> new Ffmpeg().run(endless(folder), 10_000, run));
        run.awaitProgress();
        ProcessHandle child = ProcessHandle.current().children().filter(LeashTest::ffmpeg).findFirst().orElseThrow();
        assertEquals(Long.toString(child.pid()), words(child, "stat").substring(words(child, "stat").indexOf(')'))
                .split(" ")[3]);
        assertTrue(words(child, "limits").lines().anyMatch(l -> l.matches("Max data size +\\d+ .*")));
        run.cancel();
        child.onExit().get(2, TimeUnit.SECONDS);
    }

    @Test
    void a_child_is_halted_and_goes_on() throws Exception {
        FakeRun run = new FakeRun(folder);
        Thread.ofPlatform().start(() -> new Ffmpeg().run(endless(folder), 10_000, run));
        run.awaitProgress();
        ProcessHandle child = ProcessHandle.current().children().filter(LeashTest::ffmpeg).findFirst().orElseThrow();
        run.pause();
        awaitState(child, true);
        run.resume();
        awaitState(child, false);
        run.pause();
        run.cancel();
        child.onExit().get(2, TimeUnit.SECONDS);
    }

    @Test
    void time_for_which_a_child_was_halted_does_not_count() throws Exception {
        Process sleeper = Leash.start(new ProcessBuilder("sleep", "60"), 4L << 30);
        try {
            Halt halt = new Halt(sleeper);
            AtomicBoolean late = new AtomicBoolean();
            Child.limit(sleeper, Duration.ofMillis(500), halt, late);
            halt.halt();
            LockSupport.parkNanos(1_000_000_000);
            assertTrue(sleeper.isAlive(), "it stands for longer than it may work");
            halt.goOn();
            assertTrue(halt.lasted().toMillis() >= 1000, halt.lasted()::toString);
            assertTrue(sleeper.waitFor(20, TimeUnit.SECONDS));
            assertTrue(late.get());
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private static void awaitState(ProcessHandle process, boolean halted) throws IOException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (words(process, "stat").contains(") T ") != halted && System.nanoTime() < until) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(halted, words(process, "stat").contains(") T "));
    }

    /** The filter keeps every frame, to begin with the last one. */
    private static final List<String> GREEDY = List.of("-f", "lavfi", "-i", "testsrc2=s=3840x2160:d=60", "-vf",
            "reverse", "-f", "null", "-");

    @Test
    void a_child_that_wants_more_memory_than_its_run_allows_is_refused_it() {
        FakeRun run = new FakeRun(folder).withChildMemory(300L << 20);
        var refused = assertThrows(ProcessingException.class, () -> new Ffmpeg().run(GREEDY, 60, run));
        assertEquals("media.no-memory", refused.code());
        assertEquals(ErrorKind.RESOURCE, refused.kind());
        ChildUsage usage = run.children().getLast();
        assertTrue(usage.peakBytes() > 50L << 20 && usage.peakBytes() < 300L << 20, usage::toString);
        assertTrue(usage.cpu().toMillis() > 0, usage::toString);
    }

    /** It reads for a line that never ends, and keeps all of it. */
    @Test
    void where_the_kernel_sets_no_limit_a_child_that_takes_too_much_is_ended() throws Exception {
        Process eater = new ProcessBuilder("tail", "/dev/zero").redirectErrorStream(true).start();
        try (Vitals vitals = Vitals.watch(eater, 64L << 20, eater::destroyForcibly)) {
            assertTrue(eater.waitFor(20, TimeUnit.SECONDS));
            assertTrue(vitals.over());
            assertEquals("media.no-memory", Failures.of(List.of("ffmpeg", "-i", "file:/a.mp4"),
                    new Child.Ending(137, new StderrTail(), OptionalLong.of(vitals.limitBytes()))).code());
        } finally {
            eater.destroyForcibly();
        }
    }

    @Test
    void nobody_gets_more_than_the_machine_has() {
        assertEquals(1L << 30, Leash.limit(1L << 30));
        assertTrue(Leash.limit(Long.MAX_VALUE) < 1L << 50);
    }

    @Test
    void children_of_children_end_with_a_cancel_though_their_parents_are_gone() throws Exception {
        FakeRun run = new FakeRun(folder);
        Path pids = folder.resolve("pids");
        // the one in the middle ends at once, so that nothing leads from the child to the last one
        String script = "(sh -c 'sleep 300 & echo $! >> \"$0\"' \"$0\"); sleep 300 & echo $! >> \"$0\"; wait";
        Thread child = Thread.ofPlatform().start(() -> assertThrows(CanceledException.class,
                () -> Child.run(Natives.unpack(), List.of("/bin/sh", "-c", script, pids.toString()),
                        Duration.ofMinutes(5), run, InputStream::readAllBytes)));
        List<ProcessHandle> all = List.of();
        while (all.size() < 2) {
            all = Files.exists(pids)
                    ? Files.readAllLines(pids).stream().map(Long::parseLong)
                            .flatMap(pid -> ProcessHandle.of(pid).stream()).toList()
                    : List.of();
        }
        long asked = System.nanoTime();
        run.cancel();
        for (ProcessHandle one : all) {
            while (runs(one)) {
                assertTrue(System.nanoTime() - asked < 2_000_000_000L || !one.destroyForcibly(), "it goes on");
                Thread.onSpinWait();
            }
        }
        child.join();
    }

    static List<String> endless(Path folder) {
        List<String> words = new java.util.ArrayList<>(ENDLESS);
        words.add(Ffmpeg.file(folder.resolve("endless.mp4")));
        return words;
    }

    static boolean ffmpeg(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/ffmpeg");
    }

    /** Not when it has ended and nobody has asked how. */
    private static boolean runs(ProcessHandle process) {
        try {
            return !words(process, "stat").contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private static String words(ProcessHandle process, String what) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/" + what));
    }
}
