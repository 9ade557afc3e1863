package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.Run;
import org.podstudio.api.project.Attempt;
import org.podstudio.engine.internal.learning.Meter;

/** A processor's view of the job it runs in; its whole progress fills a span of the job's. For any thread. */
final class StepRun implements Run {

    private final Desk desk;
    private final String title;
    private final Reporting whole;
    private final Ended ended;
    private double stageStart;
    private double stageWeight = 1;
    private double stageDone;
    private String stage = "";
    private long stageSince = System.nanoTime();
    private boolean staged;

    /**
     * @param title what is shown before the name of a stage
     * @param from where in the job's progress it begins, 0 to 1
     * @param to where it ends
     */
    StepRun(Desk desk, String title, double from, double to) {
        this(desk, title, new Ended(),
                (fraction, words) -> desk.reporter().progress(from + (to - from) * fraction, words));
    }

    private StepRun(Desk desk, String title, Ended ended, Reporting whole) {
        this.desk = desk;
        this.ended = ended;
        this.title = title;
        this.whole = whole;
    }

    /** Takes how much of a run is done, 0 to 1, and what it does. */
    @FunctionalInterface
    private interface Reporting {
        void progress(double fraction, String title);
    }

    /** What a run and its parts share. @param scratch makes it when it is first asked for */
    record Desk(Supplier<Path> scratch, Reporter reporter, Cancellation cancellation, Standstill standstill, JobLog log,
            Children children, Function<String, Path> models, Meter meter, long childMemory, Checkpoints checkpoints) {

        Desk in(Path folder) {
            return new Desk(() -> folder, reporter, cancellation, standstill, log, children, models, meter,
                    childMemory, checkpoints);
        }
    }

    /** Whether the processor has returned: from then on nothing is heard that its threads say, and they are told to stop. */
    private static final class Ended {
        private final AtomicBoolean done = new AtomicBoolean();

        boolean now() {
            return done.get();
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
        if (!ended.now()) {
            desk.standstill().pass();
        }
    }

    private synchronized void report(double fraction) {
        if (!ended.now()) {
            advance(fraction, title());
        }
    }

    private synchronized void begin(String name, double weight) {
        if (ended.now()) {
            return;
        }
        endStage();
        desk.meter().sign();
        stage = name;
        staged = true;
        stageSince = System.nanoTime();
        stageWeight = Double.isNaN(weight) ? 0 : Math.clamp(weight, 0, 1 - stageStart);
        stageDone = 0;
        report();
    }

    /** Tells how long the last stage took, or all of it when it has no stages, and fills the span. */
    synchronized void end() {
        stop();
        stageStart = 1;
        stageWeight = 0;
        stageDone = 0;
        report();
    }

    /** As {@link #end}, when it did not come to its end; after that it does nothing. */
    synchronized void stop() {
        ended.done.set(true);
        if (staged) {
            endStage();
        } else {
            tell(title);
            staged = true;
        }
    }

    @Override
    public void checkCanceled() {
        if (ended.now()) {
            throw new CanceledException();
        }
        desk.standstill().check();
    }

    @Override
    public Registration onCancel(Runnable action) {
        if (ended.now()) {
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
        if (ended.now()) {
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

    private synchronized Run part(Desk place, double upTo) {
        double start = stageDone;
        double share = Math.max(0, Math.clamp(upTo, 0, 1) - start);
        // the part moves this run along, so that the next part begins where this one ends
        return new StepRun(place, title(), ended, (fraction, words) -> advance(start + share * fraction, words));
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
        if (ended.now()) {
            return;
        }
        desk.reporter().tell();
        desk.log().remark("note: " + text);
        desk.reporter().note(text);
    }

    @Override
    public Consumer<ChildUsage> child(long pid, List<String> command) {
        if (ended.now()) {
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
            stageStart = Math.min(1, stageStart + stageWeight);
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

    /** Never back; what is not a number is ignored. */
    private synchronized void advance(double fraction, String words) {
        if (fraction > stageDone) {
            desk.meter().sign();
            stageDone = Math.min(fraction, 1);
        }
        whole.progress(stageStart + stageWeight * stageDone, words);
    }

    private void report() {
        whole.progress(stageStart + stageWeight * stageDone, title());
    }

    private String title() {
        return stage.isEmpty() ? title : title + ": " + stage;
    }
}
