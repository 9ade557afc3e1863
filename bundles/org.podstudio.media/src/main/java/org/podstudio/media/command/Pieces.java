package org.podstudio.media.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of files, or of parts of files, that {@link Input.Format#CONCAT} reads as one. Times are seconds as packets bear them. For one thread. */
public final class Pieces {

    private final List<String> lines = new ArrayList<>(List.of("ffconcat version 1.0"));

    /** The next file. */
    public Pieces file(Path file) {
        return line("file '" + Words.file(file).replace("'", "'\\''") + "'");
    }

    /** Of the last file no more than from a time on, and what comes before another. */
    public Pieces between(double from, double to) {
        return line("inpoint " + Words.number(from)).line("outpoint " + Words.number(to));
    }

    /** How long after the last file begins the next one does. */
    public Pieces lasting(double seconds) {
        return line("duration " + Words.number(seconds));
    }

    /**
     * Writes the list.
     *
     * @return the file
     * @throws IOException of the file system
     */
    public Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }

    private Pieces line(String line) {
        lines.add(line);
        return this;
    }
}
