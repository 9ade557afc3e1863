package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.JobSnapshot;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;

/** The log of the program, by the configuration that is shipped. */
@Timeout(60)
class AppLogTest {

    private static final LocalDate FIRST = LocalDate.now(ZoneId.systemDefault());

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_new_file_each_day_and_seven_are_kept() throws Exception {
        LoggerContext context = context();
        try (AppLog log = new AppLog(folder, context)) {
            for (int day = 0; day < 20; day++) {
                day(log, day);
                context.getLogger("test").info("day {}", day);
                context.getLogger("test").info("still day {}", day);
                tidied(log);
                assertEquals(Stream.concat(Stream.iterate(Math.max(0, day - 7), old -> old + 1).limit(Math.min(day, 7))
                        .map(old -> "app." + FIRST.plusDays(old) + ".0.log"), Stream.of("app.log")).toList(),
                        log.files());
            }
            assertEquals(List.of("day 18", "still day 18"),
                    Files.readAllLines(folder.resolve("app." + FIRST.plusDays(18) + ".0.log")).stream()
                            .map(line -> line.substring(line.lastIndexOf(" - ") + 3)).toList());
            assertEquals(2, log.lines().size());
        }
    }

    @Test
    void a_program_that_was_not_used_for_weeks_tidies_up_when_it_is() throws Exception {
        LoggerContext context = context();
        try (AppLog log = new AppLog(folder, context)) {
            context.reset();
            for (int day = -38; day < -9; day++) {
                Files.writeString(folder.resolve("app." + FIRST.plusDays(day) + ".0.log"), "day " + day);
            }
            Files.writeString(folder.resolve("app.log"), "day -9");
            Files.setLastModifiedTime(folder.resolve("app.log"),
                    FileTime.from(Instant.now().minus(Duration.ofDays(9))));
            log.configure();
            context.getLogger("test").info("today");
            tidied(log);
            assertEquals(List.of("app.log"), log.files());
            assertEquals(1, log.lines().size());
        }
    }

    /** Twenty million bytes a file would make a slow test. */
    @Test
    void the_size_of_a_file_and_of_all_is_bounded() throws Exception {
        LoggerContext context = context();
        try (AppLog log = new AppLog(folder, context)) {
            var policy = (SizeAndTimeBasedRollingPolicy<?>) log.appender().getRollingPolicy();
            assertEquals(200L << 20, size(policy, "totalSizeCap"));
            assertEquals(20L << 20, size(policy, "maxFileSize"));
            assertEquals(7, policy.getMaxHistory());
        }
    }

    /** From the order to the end, in whichever thread: one id finds it all, in the program's log, the job's log and the store. */
    @Test
    void one_id_finds_all_that_was_logged_of_a_job() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Actor<?> shaky = Actor.of("shaky", (request, run) -> {
            LoggerFactory.getLogger("processor").info("the processor works");
            run.child(4711, List.of("ffmpeg", "-i", "cat.png")).accept(new ChildUsage(0, Duration.ZERO, 0));
            if (runs.getAndIncrement() == 0) {
                throw new ProcessingException(ErrorKind.TOOL, "media.killed", "It died.", "Retry.");
            }
            return Result.of(Actor.mark("shaky", request, run));
        });
        try (AppLog log = AppLog.ofAll(folder.resolve("logs")); Rig rig = new Rig(folder, shaky)) {
            BlockingQueue<JobSnapshot> told = new LinkedBlockingQueue<>();
            JobSnapshot job;
            try (var listening = rig.engine.listen(snapshot -> {
                LoggerFactory.getLogger("listener").info("the listener hears");
                told.add(snapshot);
            })) {
                rig.perform("shaky", rig.picture("dog.png", "another job, which says much the same"));
                runs.set(0);
                job = rig.perform("shaky", rig.picture("cat.png"));
                while (!told.take().id().equals(job.id()) || !told.isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            List<String> lines = log.lines();
            String marks = "[" + job.batch() + " " + job.id() + "]";
            List<String> ofJob = lines.stream().filter(line -> line.contains(marks)).toList();
            assertEquals(2, count(ofJob, "processor - the processor works"), ofJob.toString());
            assertTrue(count(ofJob, "listener - the listener hears") >= 4, ofJob.toString());
            assertEquals(2, count(ofJob, " starts: shaky on cat.png"), ofJob.toString());
            assertEquals(1, count(ofJob, " is over: shaky on cat.png, SUCCESS"), ofJob.toString());
            assertEquals(1, count(lines, "[" + job.batch() + " ] "), "its batch was accepted");
            assertEquals(0, lines.stream().filter(line -> line.contains("processor works") && line.contains("[ ]"))
                    .count());
            String own = rig.log(job);
            assertTrue(own.contains(job.id().toString()) && own.contains(job.batch().toString()), own);
            assertTrue(own.contains("child 4711 ffmpeg -i cat.png"), own);
            assertEquals(2, rig.engine.inspect(job.id()).orElseThrow().attempts().size());
        }
    }

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private static long count(List<String> lines, String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    /** Sets the clock of the log to noon of a day. */
    private static void day(AppLog log, int day) {
        long noon = FIRST.plusDays(day).atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
        var policy = (TimeBasedRollingPolicy<?>) log.appender().getRollingPolicy();
        policy.getTimeBasedFileNamingAndTriggeringPolicy().setCurrentTime(noon);
    }

    /** Old files are removed in another thread, which shares a calendar with the one that logs: a day apart is well, a millisecond is not. */
    private static void tidied(AppLog log) throws Exception {
        if (field(log.appender().getRollingPolicy(), "cleanUpFuture") instanceof Future<?> tidying) {
            tidying.get();
        }
    }

    private static long size(Object policy, String name) throws ReflectiveOperationException {
        return field(policy, name) instanceof FileSize size ? size.getSize() : 0;
    }

    private static @Nullable Object field(Object object, String name) throws ReflectiveOperationException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                var field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(object);
            } catch (NoSuchFieldException above) {
                continue;
            }
        }
        throw new NoSuchFieldException(name);
    }
}
