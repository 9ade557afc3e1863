package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Path;

/** What a job has written down when it dies. */
public final class JournalLine {

    private JournalLine() {
    }

    /**
     * Of a file that it has just put in place.
     *
     * @param name as the journal has it, percent-escaped
     */
    public static String placing(String name, Path file) throws IOException {
        return name + " =" + Identity.of(file).text() + "\n";
    }
}
