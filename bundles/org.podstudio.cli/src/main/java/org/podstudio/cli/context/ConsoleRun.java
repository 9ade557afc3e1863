package org.podstudio.cli.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobProgress;
import org.podstudio.cli.screen.Gauge;
import org.podstudio.cli.screen.Screen;
import org.podstudio.engine.TemporaryFolders;

/** Work that a command does itself: progress to the screen, Ctrl-C stops it, scratch is a temporary folder removed at the end. */
public final class ConsoleRun implements Run, AutoCloseable {

    private final String label;
    private final Consumer<String> notes;
    private final Gauge gauge;
    private final Interruption interruption;
    private final Studio studio;
    private final Path scratch = temporary();
    private final Stages stages = new Stages();
    private double done;
    private String stage = "";

    /** Begins a piece of work that people know by a label. */
    public ConsoleRun(Context context, Screen screen, String label) {
        this(context, screen, label, screen::note);
    }

    /** As the other constructor; remarks go where the caller wants them. */
    public ConsoleRun(Context context, Screen screen, String label, Consumer<String> notes) {
        this.label = label;
        this.notes = notes;
        this.gauge = new Gauge(screen, 1);
        this.interruption = context.interruption();
        this.studio = context.studio();
    }

    @Override
    public synchronized void progress(double fraction) {
        done = Math.max(done, stages.at(fraction));
        gauge.update(label, label, new JobProgress(done, stage, Optional.empty()));
    }

    @Override
    public synchronized void stage(String name, double weight) {
        stages.next(weight);
        stage = name;
        progress(0);
    }

    @Override
    public void checkCanceled() {
        interruption.check();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return interruption.onInterrupt(action);
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public synchronized Run part(double upTo) {
        return new Part(this, stages.within(done), upTo, new Stages(), scratch);
    }

    @Override
    public Run part(double upTo, String folder) throws IOException {
        Path own = Files.createDirectory(scratch.resolve(folder));
        synchronized (this) {
            return new Part(this, stages.within(done), upTo, new Stages(), own);
        }
    }

    @Override
    public Path model(String id) {
        return studio.models().installed(id).orElseThrow();
    }

    @Override
    public void note(String text) {
        notes.accept(text);
    }

    @Override
    public void close() {
        gauge.close();
        remove(scratch);
    }

    /** An empty folder that the caller removes. */
    static Path temporary() {
        try {
            return TemporaryFolders.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it, as far as possible. */
    static void remove(Path folder) {
        try {
            Removal.of(folder);
        } catch (IOException e) {
            // what is left goes when this process has ended
        }
        TemporaryFolders.removed(folder);
    }

    /** Stages follow each other; each fills its share of the whole. */
    private static final class Stages {

        private double base;
        private double weight = 1;
        private boolean begun;

        void next(double share) {
            base = begun ? Math.min(1, base + weight) : 0;
            weight = share;
            begun = true;
        }

        double at(double fraction) {
            return Math.min(1, base + weight * fraction);
        }

        double within(double done) {
            return Math.max(0, Math.min(1, (done - base) / weight));
        }
    }

    /** A share of another run's current stage, with stages of its own. */
    private record Part(Run whole, double from, double upTo, Stages stages, Path own) implements Run {

        @Override
        public void progress(double fraction) {
            whole.progress(from + (upTo - from) * stages.at(fraction));
        }

        @Override
        public void stage(String name, double weight) {
            stages.next(weight);
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
            return own;
        }

        @Override
        public Run part(double share) {
            return new Part(this, 0, share, new Stages(), own);
        }

        @Override
        public Run part(double share, String folder) throws IOException {
            return new Part(this, 0, share, new Stages(), Files.createDirectory(own.resolve(folder)));
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
