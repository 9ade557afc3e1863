package org.podstudio.store.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was added and changed in a project, a line of JSON each ({@code {"asset":{…}}}), the latest of an id counts. Written after the database
 * has it, and read when that is damaged. Handed to the system with each call, so that a killed process loses nothing of it; forced to the disk
 * when it is closed, so that a power failure may cost its last lines. One that cannot be written harms nobody, and an interruption
 * keeps no line from it. Its first line says of which layout it is. For any thread.
 */
public final class Chronicle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    /**
     * First line of each, since settings, lessons and what was said of failures are told too. Those who know nothing of it pass it over.
     */
    static final String FIRST = "{\"chronicle\":2}";

    private final Path file;
    /** No channel: that one would be closed by the first thread that is interrupted while it writes. */
    private @Nullable RandomAccessFile open;
    private boolean gap;
    private boolean grew;

    /** Touches nothing yet: the file is made with the first line. */
    public Chronicle(Path file) {
        this.file = file;
    }

    /** Takes a line that could be read. */
    @FunctionalInterface
    public interface Reader {
        /** @param number of the line, from 0 */
        void line(long number, String kind, Map<?, ?> record);
    }

    /** A record of a kind. */
    public record Line(String kind, Record told) {

        private void write(StringBuilder text) {
            text.append("{\"").append(kind).append("\":");
            PlainRecord.write(told, text);
            text.append("}\n");
        }
    }

    /** Adds a line for each. */
    public void write(String kind, List<? extends Record> records) {
        write(records.stream().map(one -> new Line(kind, one)).toList());
    }

    /** Adds lines in their order, all at once. */
    public void write(List<Line> lines) {
        try {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> line.write(text));
            write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            missed(e);
        }
    }

    /** Whether something could not be written since it was opened. */
    public synchronized boolean gap() {
        return gap;
    }

    /** Whether something was written since it was opened. */
    public synchronized boolean grew() {
        return grew;
    }

    @Override
    public synchronized void close() {
        RandomAccessFile last = open;
        open = null;
        if (last != null) {
            try (last) {
                last.getFD().sync();
            } catch (IOException e) {
                LOG.warn("{} was not closed in order: {}", file, e.toString());
            }
        }
    }

    /** Whether it was begun in the layout of today: one of an older program does not tell all that is known. */
    public static boolean current(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = (FIRST + "\n").getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(first, in.readNBytes(first.length));
        }
    }

    /**
     * Reads a file from its beginning; one that is not there has no lines.
     *
     * @return how many lines made no sense
     */
    public static int read(Path file, Reader reader) throws IOException {
        int broken = 0;
        if (Files.isRegularFile(file)) {
            // what is no UTF-8 is read as something else, and the line refused for it or not
            try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                    StandardCharsets.UTF_8))) {
                long number = 0;
                for (String line; (line = in.readLine()) != null; number++) {
                    broken += read(number, line, reader) ? 0 : 1;
                }
            }
        }
        return broken;
    }

    /** Whether it tells of something of a kind whose id begins like this. */
    public static boolean tells(Path file, String kind, String id) throws IOException {
        // ids have one letter a byte, and what else is in a line need not be understood
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith("{\"" + kind + "\":{\"id\":\"" + id));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean read(long number, String line, Reader reader) {
        try {
            Map<?, ?> kinds = Json.read(line, Map.class);
            for (Map.Entry<?, ?> one : kinds.entrySet()) {
                if (one.getValue() instanceof Map<?, ?> map) {
                    reader.line(number, String.valueOf(one.getKey()), map);
                }
            }
            return true;
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.debug("line {} makes no sense: {}", number, e.toString());
            return line.isBlank();
        }
    }

    private synchronized void write(byte[] lines) throws IOException {
        try {
            RandomAccessFile out = open();
            long before = out.length();
            try {
                out.seek(before);
                if (before == 0) {
                    out.write((FIRST + "\n").getBytes(StandardCharsets.UTF_8));
                }
                out.write(lines);
                grew = true;
            } catch (IOException e) {
                out.setLength(before); // half a line would spoil the next one
                throw e;
            }
        } catch (IOException e) {
            close(); // what failed may be opened anew
            throw e;
        }
    }

    private synchronized void missed(Exception why) {
        if (!gap) {
            LOG.warn("{} cannot be written: {}", file, why.toString());
        }
        gap = true;
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile out = open;
        if (out == null) {
            out = new RandomAccessFile(file.toFile(), "rw");
            open = out;
            endLine(out);
        }
        return out;
    }

    /** A power failure may have left half a line. */
    private static void endLine(RandomAccessFile out) throws IOException {
        long size = out.length();
        if (size > 0) {
            out.seek(size - 1);
            if (out.read() != '\n') {
                out.seek(size);
                out.write('\n');
            }
        }
    }
}
