package org.podstudio.cli.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;

/** Reads the log of a job as a file, so that it can be read while another program has the project open. For one thread. */
final class LogReader {

    private static final String ENDING = ".log";
    /** What the engine writes last: {@code 2026-11-21T10:30:00Z over: success}. */
    private static final Pattern LAST = Pattern.compile("\\S+ over: (success|failed|canceled)");
    /** A folder that cannot be watched, as one on another machine, is looked at this often. */
    static final long LOOK_SECONDS = 1;

    private final Path file;
    /** A line of which the end is not written yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long position;
    private boolean over;

    private LogReader(Path file) {
        this.file = file;
    }

    /**
     * Finds it.
     *
     * @param id of a job, or how it begins
     * @return empty when the job has written none
     * @throws ProcessingException {@code usage.ambiguous}
     */
    static Optional<LogReader> find(ProjectFolder project, String id) throws IOException {
        List<Path> found = new ArrayList<>();
        Path folder = project.jobLog(new UUID(0, 0)).resolveSibling("");
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, log -> name(log).startsWith(id))) {
            logs.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            found.clear();
        }
        if (found.size() > 1) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.ambiguous",
                    found.size() + " logs of jobs begin with '" + id + "'.", "Write more of the id.");
        }
        return found.stream().findFirst().map(LogReader::new);
    }

    /** The whole id of the job. */
    String job() {
        String name = name(file);
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** All lines that are there, one that is being written included. */
    List<String> all() throws IOException {
        return Files.readAllLines(file);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            byte[] fresh = new byte[(int) Math.min(in.length() - position, 1 << 20)];
            in.readFully(fresh);
            position += fresh.length;
            for (byte letter : fresh) {
                if (letter == '\n') {
                    lines.add(begunLine());
                } else {
                    begun.write(letter);
                }
            }
        }
        over = lines.isEmpty() ? over : LAST.matcher(lines.getLast()).matches();
        return lines;
    }

    /**
     * Tells every line there is, and every line that comes, until the job is over.
     *
     * @param stopped whether the reader has had enough
     * @return whether the job is over
     */
    boolean follow(Consumer<String> reader, BooleanSupplier stopped) throws IOException, InterruptedException {
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            file.resolveSibling("").register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!stopped.getAsBoolean()) {
                List<String> fresh = lines();
                fresh.forEach(reader);
                if (fresh.isEmpty() && over) {
                    return true;
                }
                if (fresh.isEmpty()) {
                    @Nullable
                    WatchKey key = watch.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                    if (key != null) {
                        key.pollEvents();
                        key.reset();
                    }
                }
            }
            return over;
        }
    }

    private String begunLine() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        return line;
    }

    private static String name(Path log) {
        return log.getFileName().toString();
    }
}
