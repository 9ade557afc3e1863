package org.podstudio.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ChildUsage;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.Scale;

/** A run outside the engine: keeps what a processor reports, and can be canceled at a given progress. For any thread. */
public final class FakeRun implements Run {

    private static final long PATIENCE_SECONDS = 60;

    private final Path scratch;
    private final Map<String, Path> models = new ConcurrentHashMap<>();
    private final List<Double> seen = new CopyOnWriteArrayList<>();
    private final List<String> stages = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final List<Pause> pauses = new CopyOnWriteArrayList<>();
    private final AtomicBoolean canceled = new AtomicBoolean();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final Scale scale = new Scale();
    private final List<ChildUsage> children = new CopyOnWriteArrayList<>();
    private final List<List<String>> commands = new CopyOnWriteArrayList<>();
    private volatile long childMemory = Long.MAX_VALUE;
    private volatile Optional<Path> checkpoints = Optional.empty();
    private double cancelAt = Double.POSITIVE_INFINITY;

    /** @param scratch an existing empty folder; the caller deletes it */
    public FakeRun(Path scratch) {
        this.scratch = scratch;
    }

    /** Cancels as soon as the whole progress reaches the fraction, 0 to 1; 0 cancels at once. */
    public FakeRun cancelAt(double fraction) {
        synchronized (this) {
            cancelAt = fraction;
        }
        if (fraction <= 0) {
            cancel();
        }
        return this;
    }

    /** Lets no child process have more, bytes. */
    public FakeRun withChildMemory(long bytes) {
        childMemory = bytes;
        return this;
    }

    /** Finds again what an earlier run has left below a folder. */
    public FakeRun withCheckpoints(Path folder) {
        checkpoints = Optional.of(folder);
        return this;
    }

    @Override
    public Optional<Path> checkpoint(String key) throws IOException {
        return checkpoints.isPresent()
                ? Optional.of(Files.createDirectories(checkpoints.get().resolve(key)))
                : Optional.empty();
    }

    /** Program and arguments of every child process that has begun, in order. */
    public List<List<String>> commands() {
        return List.copyOf(commands);
    }

    /** Every child process that has ended, in order. */
    public List<ChildUsage> children() {
        return List.copyOf(children);
    }

    /** Makes a model available under an id. */
    public FakeRun withModel(String id, Path file) {
        models.put(id, file);
        return this;
    }

    /** Cancels now, as a user would. */
    public void cancel() {
        if (canceled.compareAndSet(false, true)) {
            actions.forEach(Runnable::run);
        }
    }

    /** Halts who has registered for it, as when a user pauses the run; returns when all are halted. */
    public void pause() {
        pauses.forEach(pause -> pause.halt().run());
    }

    /** Lets go on who was halted. */
    public void resume() {
        pauses.forEach(pause -> pause.goOn().run());
    }

    /**
     * Waits for the first progress above nothing: the work is under way.
     *
     * @throws IllegalStateException when there is none for a minute
     */
    public void awaitProgress() throws InterruptedException {
        if (!underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no progress for " + PATIENCE_SECONDS + " s");
        }
    }

    /** Every progress as it was reported, in order, as a fraction of the whole; smaller ones are kept as well. */
    public List<Double> progressSeen() {
        return List.copyOf(seen);
    }

    /** Names of the stages begun, in order. */
    public List<String> stages() {
        return List.copyOf(stages);
    }

    /** Every note, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void progress(double fraction) {
        if (report(scale, fraction)) {
            cancel();
        }
    }

    @Override
    public void stage(String name, double weight) {
        if (begin(name, weight)) {
            cancel();
        }
    }

    /** The stage before it is over, which is progress too. */
    private synchronized boolean begin(String name, double weight) {
        boolean reached = !stages.isEmpty() && report(scale, 1);
        stages.add(name);
        scale.stage(weight);
        return reached;
    }

    /** Whether this is where the run is to be canceled. */
    private synchronized boolean report(Scale of, double fraction) {
        double whole = of.reached(fraction);
        seen.add(whole);
        if (whole > 0) {
            underWay.countDown();
        }
        return whole >= cancelAt;
    }

    @Override
    public void checkCanceled() {
        if (canceled.get()) {
            throw new CanceledException();
        }
    }

    @Override
    public Registration onCancel(Runnable action) {
        Once once = new Once(action);
        actions.add(once);
        if (canceled.get()) {
            once.run();
        }
        return () -> {
            actions.remove(once);
            once.close();
        };
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public synchronized Run part(double upTo) {
        return new PartRun(scale.part(upTo), scratch);
    }

    @Override
    public Run part(double upTo, String folder) throws IOException {
        Path own = Files.createDirectory(scratch.resolve(folder));
        synchronized (this) {
            return new PartRun(scale.part(upTo), own);
        }
    }

    @Override
    public Path model(String id) {
        Path file = models.get(id);
        if (file == null) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "models.not-installed",
                    "The model " + id + " is not installed.", "Give it to FakeRun.withModel.");
        }
        return file;
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    @Override
    public long childMemory() {
        return childMemory;
    }

    @Override
    public Consumer<ChildUsage> child(long pid, List<String> command) {
        commands.add(List.copyOf(command));
        return children::add;
    }

    /** Runs its action the first time only, and not after it was closed; closing waits for an action that runs in another thread. */
    private static final class Once implements Runnable {
        private final Runnable action;
        private boolean over;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public synchronized void run() {
            if (!over) {
                over = true;
                action.run();
            }
        }

        synchronized void close() {
            over = true;
        }
    }

    @Override
    public Registration onPause(Runnable halt, Runnable goOn) {
        Pause pause = new Pause(halt, goOn);
        pauses.add(pause);
        return () -> pauses.remove(pause);
    }

    private record Pause(Runnable halt, Runnable goOn) {}

    /** A part of the whole, which fills the stage that was current when it was made from where that stood. */
    private final class PartRun implements Run {
        private final Scale part;
        private final Path own;

        PartRun(Scale part, Path own) {
            this.part = part;
            this.own = own;
        }

        @Override
        public void progress(double fraction) {
            if (report(part, fraction)) {
                cancel();
            }
        }

        @Override
        public void stage(String name, double weight) {
            synchronized (FakeRun.this) {
                part.stage(weight);
            }
        }

        @Override
        public void checkCanceled() {
            FakeRun.this.checkCanceled();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return FakeRun.this.onCancel(action);
        }

        @Override
        public Registration onPause(Runnable halt, Runnable goOn) {
            return FakeRun.this.onPause(halt, goOn);
        }

        @Override
        public Path scratch() {
            return own;
        }

        @Override
        public Run part(double upTo) {
            synchronized (FakeRun.this) {
                return new PartRun(part.part(upTo), own);
            }
        }

        @Override
        public Run part(double upTo, String folder) throws IOException {
            Path deeper = Files.createDirectory(own.resolve(folder));
            synchronized (FakeRun.this) {
                return new PartRun(part.part(upTo), deeper);
            }
        }

        @Override
        public Path model(String id) {
            return FakeRun.this.model(id);
        }

        @Override
        public long childMemory() {
            return childMemory;
        }

        @Override
        public Consumer<ChildUsage> child(long pid, List<String> command) {
            commands.add(List.copyOf(command));
            return children::add;
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    }
}
