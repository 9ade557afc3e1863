package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.Run;
import org.podstudio.api.Scale;
import org.podstudio.api.project.Attempt;
import org.podstudio.engine.internal.learning.Meter;

/** A processor's view of the job it runs in; its whole progress fills a span of the job's. For any thread. */
final class StepRun implements Run {

    private final Desk desk;
    private final String title;
    private final Course course;
    private final Scale scale;
    private String stage = "";
    private long stageSince = System.nanoTime();
    private boolean staged;

    /**
     * @param title what is shown before the name of a stage
     * @param from where in the job's progress it begins, 0 to 1
     * @param to where it ends
     */
    StepRun(Desk desk, String title, double from, double to) {
        this(desk, title, new Course(from, to), new Scale());
    }

    private StepRun(Desk desk, String title, Course course, Scale scale) {
        this.desk = desk;
        this.title = title;
        this.course = course;
        this.scale = scale;
    }

    /** What a run and its parts share. @param scratch makes it when it is first asked for */
    record Desk(Supplier<Path> scratch, Reporter reporter, Cancellation cancellation, Standstill standstill, JobLog log,
            Children children, Function<String, Path> models, Meter meter, long childMemory, Checkpoints checkpoints) {

        Desk in(Path folder) {
            return new Desk(() -> folder, reporter, cancellation, standstill, log, children, models, meter,
                    childMemory, checkpoints);
        }
    }

    /** How far a run and its parts have come; guards their scales and stages. */
    private static final class Course {
        private final double from;
        private final double to;
        private double done;
        /** Whether the processor has returned: from then on nothing is heard that its threads say, and they are told to stop. */
        private volatile boolean over;

        Course(double from, double to) {
            this.from = from;
            this.to = to;
        }
    }

    @Override
    public void progress(double fraction) {
        pass();
        report(fraction);
    }

    @Override
    public void stage(String name, double weight) {
        pass();
        begin(name, weight);
    }

    /** A thread that outlives its run has nothing to wait for. */
    private void pass() {
        if (!course.over) {
            desk.standstill().pass();
        }
    }

    private void report(double fraction) {
        synchronized (course) {
            if (!course.over) {
                reach(scale.reached(fraction));
            }
        }
    }

    private void begin(String name, double weight) {
        synchronized (course) {
            if (course.over) {
                return;
            }
            endStage();
            desk.meter().sign();
            stage = name;
            staged = true;
            stageSince = System.nanoTime();
            scale.stage(weight);
            reach(scale.reached(0));
        }
    }

    /** Tells how long the last stage took, or all of it when it has no stages, and fills the span. */
    void end() {
        synchronized (course) {
            stop();
            reach(1);
        }
    }

    /** As {@link #end}, when it did not come to its end; after that it does nothing. */
    void stop() {
        synchronized (course) {
            course.over = true;
            if (staged) {
                endStage();
            } else {
                tell(title);
                staged = true;
            }
        }
    }

    @Override
    public void checkCanceled() {
        if (course.over) {
            throw new CanceledException();
        }
        desk.standstill().check();
    }

    @Override
    public Registration onCancel(Runnable action) {
        if (course.over) {
            action.run();
            return () -> {};
        }
        return desk.cancellation().onCancel(Trail.carrying(action));
    }

    @Override
    public Registration onPause(Runnable halt, Runnable goOn) {
        return desk.standstill().onPause(Trail.carrying(halt), Trail.carrying(goOn));
    }

    @Override
    public Path scratch() {
        if (course.over) {
            throw new CanceledException();
        }
        return desk.scratch().get();
    }

    @Override
    public Run part(double upTo) {
        return part(desk, upTo);
    }

    @Override
    public Run part(double upTo, String folder) throws IOException {
        return part(desk.in(Files.createDirectory(scratch().resolve(folder))), upTo);
    }

    private Run part(Desk place, double upTo) {
        synchronized (course) {
            return new StepRun(place, title(), course, scale.part(upTo));
        }
    }

    @Override
    public Optional<Path> checkpoint(String key) throws IOException {
        checkCanceled();
        return desk.checkpoints().take(key);
    }

    @Override
    public Path model(String id) {
        return desk.models().apply(id);
    }

    @Override
    public void note(String text) {
        if (course.over) {
            return;
        }
        desk.reporter().tell();
        desk.log().remark("note: " + text);
        desk.reporter().note(text);
    }

    @Override
    public Consumer<ChildUsage> child(long pid, List<String> command) {
        if (course.over) {
            return usage -> {};
        }
        long since = System.nanoTime();
        // before it waits for the disk: whoever is killed meanwhile is to leave no child that nobody knows of
        ProcessHandle.of(pid).ifPresent(process -> desk.children().add(process, command.getFirst()));
        desk.reporter().tell();
        // should it take the program with it, it is known what it was
        desk.log().remark("child " + pid + " " + String.join(" ", command.stream().map(StepRun::quoted).toList()));
        return usage -> {
            desk.meter().child(usage);
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            desk.log().line("child " + pid + " ended with " + usage.exitCode() + " after " + seconds(took) + ", "
                    + seconds(usage.cpu()) + " of CPU and " + (usage.peakBytes() >> 20) + " MB at its peak");
            desk.reporter().timesheet()
                    .child(new Attempt.Child(command, pid, OptionalInt.of(usage.exitCode()), took.toMillis() / 1e3,
                            usage.cpu().toMillis() / 1e3, usage.peakBytes()));
        };
    }

    @Override
    public long childMemory() {
        return desk.childMemory();
    }

    /** As one may paste it into a shell. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private void endStage() {
        if (!stage.isEmpty()) {
            tell(title());
            stage = "";
        }
    }

    private void tell(String what) {
        Duration took = Duration.ofNanos(System.nanoTime() - stageSince);
        desk.log().line(() -> "stage " + what + " took " + seconds(took));
        desk.reporter().timesheet().stage(what, took);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    /** Never back. @param whole of the run, 0 to 1 */
    private void reach(double whole) {
        if (whole > course.done) {
            desk.meter().sign();
            course.done = whole;
        }
        desk.reporter().progress(course.from + (course.to - course.from) * course.done, title());
    }

    private String title() {
        return stage.isEmpty() ? title : title + ": " + stage;
    }
}
