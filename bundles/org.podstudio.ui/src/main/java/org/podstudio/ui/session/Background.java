package org.podstudio.ui.session;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.osgi.util.NLS;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.ui.Messages;
import org.podstudio.ui.UiThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what takes a while in an Eclipse job and brings the result, or the reason why there is none, back to the UI
 * thread.
 */
final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final UiThread ui;

    Background(UiThread ui) {
        this.ui = ui;
    }

    /** Work that may fail in ways a user can act on. */
    @FunctionalInterface
    interface Work<T> {
        T get() throws IOException;
    }

    /** Begins at once; exactly one of the two is called, in the UI thread, unless the window is gone. */
    <T> void run(String name, Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
        Job job = new Job(name) {
            @Override
            protected IStatus run(@Nullable IProgressMonitor monitor) {
                attempt(name, work, done, failed);
                return Objects.requireNonNull(Status.OK_STATUS);
            }
        };
        job.setPriority(Job.SHORT);
        job.schedule();
    }

    private <T> void attempt(String name, Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
        try {
            T result = work.get();
            ui.post(() -> done.accept(result));
        } catch (ProcessingException e) {
            LOG.info("{} did not work: {}", name, e.code(), e);
            ui.post(() -> failed.accept(Problem.of(e)));
        } catch (IOException e) {
            String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            ui.post(() -> failed.accept(Problem.of(ProcessingException.input("ui.file",
                    NLS.bind(Messages.Background_File, why), Messages.Background_FileAdvice))));
        } catch (RuntimeException | Error e) {
            // The edge: what nobody foresaw is a bug, be it a library that cannot be loaded or memory that ran out; it
            // goes to the log with its trace and to the user without.
            LOG.error("{} failed", name, e);
            ui.post(() -> failed.accept(Problem.of(new ProcessingException(ErrorKind.SYSTEM, "ui.unforeseen",
                    Messages.Background_Unforeseen, Messages.Background_UnforeseenAdvice, e))));
        }
    }
}
