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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one attempt of a job: a line an event, its time in front. Held back at first, and written at once from {@link #tell} on: most
 * jobs that take no time and make nothing have nothing to say that their history does not, and get no file; their lines are not even put
 * into words. A log that cannot be written harms no job. For any thread.
 */
public final class JobLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);
    /** So many lines are held back at most. */
    private static final int MOST_HELD = 100;

    private final Path file;
    private final Clock clock;
    private final List<Line> held = new ArrayList<>();
    private @Nullable OutputStream writer;
    private boolean told;
    private boolean continued;
    private boolean broken;
    private boolean closed;

    /** Appends to the file, which is made when it is first written. */
    public JobLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** What happened when. */
    private record Line(Instant time, Supplier<String> text) {

        String words() {
            return time.truncatedTo(ChronoUnit.MILLIS) + " " + text.get().strip().replace("\n", "\n    ") + "\n";
        }
    }

    /** One event; further lines of the text are indented. */
    public void line(String text) {
        line(() -> text);
    }

    /** One event, put into words when it is written. */
    public void line(Supplier<String> text) {
        line(clock.instant(), text);
    }

    /** An event of another time than now. */
    public synchronized void line(Instant time, Supplier<String> text) {
        if (closed) {
            return; // from a thread that a processor has left running
        }
        held.add(new Line(time, text));
        if (told || held.size() >= MOST_HELD) {
            tell();
        }
    }

    /** One event that nobody finds anywhere else: written at once, with all before it. */
    public synchronized void remark(String text) {
        line(text);
        tell();
    }

    /** Writes what was held back; from now on each line is written when it comes. */
    public synchronized void tell() {
        told = true;
        if (held.isEmpty()) {
            return;
        }
        try {
            // whole lines, or who follows the log would read half of one
            open().write(held.stream().map(Line::words).collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            complain(e);
        }
        held.clear();
    }

    /**
     * The last line there will be. Those who follow a log wait for it: {@code over: success}. A success without anything worth a file gets
     * none.
     */
    public synchronized void over(JobState state) {
        line("over: " + state.name().toLowerCase(Locale.ROOT));
        if (state != JobState.SUCCESS) {
            tell();
        } else if (!told) {
            held.clear();
        }
    }

    /** What nobody expected, with its stack: here and nowhere else. */
    public void trace(Throwable problem) {
        StringWriter text = new StringWriter();
        try {
            problem.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError e) {
            text.append(problem.getClass().getName()).append(", which cannot be told");
        }
        remark(text.toString());
    }

    /** Whether there was a log of the job when this one was first written; false before. */
    public synchronized boolean continued() {
        return continued;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() {
        tell();
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
            continued |= Files.exists(file);
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
