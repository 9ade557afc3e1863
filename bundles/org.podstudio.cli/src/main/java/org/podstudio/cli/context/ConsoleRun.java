package org.podstudio.cli.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.Scale;
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
    private final Scale scale = new Scale();
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
    public void progress(double fraction) {
        reach(scale, fraction);
    }

    @Override
    public synchronized void stage(String name, double weight) {
        scale.stage(weight);
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
        return new Part(scale.part(upTo), scratch);
    }

    @Override
    public Run part(double upTo, String folder) throws IOException {
        Path own = Files.createDirectory(scratch.resolve(folder));
        synchronized (this) {
            return new Part(scale.part(upTo), own);
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

    private synchronized void reach(Scale of, double fraction) {
        done = Math.max(done, of.reached(fraction));
        gauge.update(label, label, new JobProgress(done, stage, Optional.empty()));
    }

    /** A share of the current stage, with stages of its own. */
    private final class Part implements Run {

        private final Scale part;
        private final Path own;

        Part(Scale part, Path own) {
            this.part = part;
            this.own = own;
        }

        @Override
        public void progress(double fraction) {
            reach(part, fraction);
        }

        @Override
        public void stage(String name, double weight) {
            synchronized (ConsoleRun.this) {
                part.stage(weight);
            }
        }

        @Override
        public void checkCanceled() {
            ConsoleRun.this.checkCanceled();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return ConsoleRun.this.onCancel(action);
        }

        @Override
        public Path scratch() {
            return own;
        }

        @Override
        public Run part(double upTo) {
            synchronized (ConsoleRun.this) {
                return new Part(part.part(upTo), own);
            }
        }

        @Override
        public Run part(double upTo, String folder) throws IOException {
            Path deeper = Files.createDirectory(own.resolve(folder));
            synchronized (ConsoleRun.this) {
                return new Part(part.part(upTo), deeper);
            }
        }

        @Override
        public Path model(String id) {
            return ConsoleRun.this.model(id);
        }

        @Override
        public void note(String text) {
            ConsoleRun.this.note(text);
        }
    }
}
