package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one job: a line an event, its time in front. A log that cannot be written harms no job. For any thread. */
public final class JobLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private final Path file;
    private final Clock clock;
    private @Nullable OutputStream writer;
    private boolean broken;
    private boolean closed;

    /** Appends to the file, which is made with the first line. */
    public JobLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** One event; further lines of the text are indented. */
    public void line(String text) {
        line(clock.instant(), text);
    }

    /** An event of another time than now. */
    public synchronized void line(Instant time, String text) {
        if (closed) {
            return; // from a thread that a processor has left running
        }
        try {
            OutputStream out = open();
            String line = time.truncatedTo(ChronoUnit.MILLIS) + " " + text.strip().replace("\n", "\n    ") + "\n";
            // at once, or who follows the log would read half a line
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            complain(e);
        }
    }

    /** The last line there will be. Those who follow a log wait for it: {@code over: success}. */
    public void over(JobState state) {
        line("over: " + state.name().toLowerCase(Locale.ROOT));
    }

    /** What nobody expected, with its stack: here and nowhere else. */
    public void trace(Throwable problem) {
        StringWriter text = new StringWriter();
        try {
            problem.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError e) {
            text.append(problem.getClass().getName()).append(", which cannot be told");
        }
        line(text.toString());
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() {
        try {
            OutputStream out = writer;
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            complain(e);
        }
        writer = null;
        closed = true;
    }

    private OutputStream open() throws IOException {
        OutputStream out = writer;
        if (out == null) {
            try {
                out = append();
            } catch (NoSuchFileException firstOfItsProject) {
                Files.createDirectories(file.getParent());
                out = append();
            }
            writer = out;
        }
        return out;
    }

    private OutputStream append() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void complain(IOException e) {
        if (!broken) {
            broken = true;
            LOG.warn("The log {} cannot be written: {}", file, e.toString());
        }
    }
}
