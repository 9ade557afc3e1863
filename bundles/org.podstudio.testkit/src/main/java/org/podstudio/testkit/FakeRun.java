package org.podstudio.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** A run outside the engine: keeps what a processor reports, and can be canceled at a given progress. For any thread. */
public final class FakeRun implements Run {

    private final Path scratch;
    private final Map<String, Path> models = new ConcurrentHashMap<>();
    private final List<Double> seen = new CopyOnWriteArrayList<>();
    private final List<String> stages = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean canceled = new AtomicBoolean();
    private double done;
    private double stageStart;
    private double stageWeight = 1;
    private double stageDone;
    private double cancelAt = Double.POSITIVE_INFINITY;

    /** @param scratch an existing empty folder; the caller deletes it */
    public FakeRun(Path scratch) {
        this.scratch = scratch;
    }

    /** Cancels as soon as the whole progress reaches the fraction, 0 to 1; 0 cancels at once. */
    public FakeRun cancelAt(double fraction) {
        cancelAt = fraction;
        if (fraction <= 0) {
            cancel();
        }
        return this;
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

    /** Every progress reported, in order, as a fraction of the whole. */
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
        stageDone = Math.max(stageDone, fraction);
        report(stageStart + Math.clamp(fraction, 0, 1) * stageWeight);
    }

    @Override
    public synchronized void stage(String name, double weight) {
        if (!stages.isEmpty()) {
            report(stageStart + stageWeight);
            stageStart += stageWeight;
        }
        stages.add(name);
        stageWeight = weight;
        stageDone = 0;
    }

    private void report(double whole) {
        synchronized (this) {
            done = Math.max(done, Math.min(1, whole));
            seen.add(done);
        }
        if (done >= cancelAt) {
            cancel();
        }
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
        return () -> actions.remove(once);
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public Run part(double upTo) {
        return new PartRun(this, stageDone, upTo);
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

    /** Runs its action the first time only. */
    private static final class Once implements Runnable {
        private final AtomicBoolean ran = new AtomicBoolean();
        private final Runnable action;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (ran.compareAndSet(false, true)) {
                action.run();
            }
        }
    }

    /** A part of the whole: its stages fill the parent's current stage up to a point. */
    private static final class PartRun implements Run {
        private final FakeRun whole;
        private final double from;
        private final double upTo;
        private double stageStart;
        private double stageWeight = 1;
        private boolean staged;

        PartRun(FakeRun whole, double from, double upTo) {
            this.whole = whole;
            this.from = from;
            this.upTo = upTo;
        }

        @Override
        public void progress(double fraction) {
            whole.progress(from + (upTo - from) * (stageStart + Math.clamp(fraction, 0, 1) * stageWeight));
        }

        @Override
        public void stage(String name, double weight) {
            if (staged) {
                stageStart += stageWeight;
            }
            staged = true;
            stageWeight = weight;
        }

        @Override
        public void checkCanceled() {
            whole.checkCanceled();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return whole.onCancel(action);
        }

        @Override
        public Path scratch() {
            return whole.scratch();
        }

        @Override
        public Run part(double further) {
            return new PartRun(whole, from, from + (upTo - from) * further);
        }

        @Override
        public Path model(String id) {
            return whole.model(id);
        }

        @Override
        public void note(String text) {
            whole.note(text);
        }
    }
}
