package org.podstudio.api;

import java.io.IOException;
import java.nio.file.Path;

/** Makes what a store or a customer gets out of a finished pack folder. A declarative service in a bundle of its own. */
public interface Exporter {

    /** Stable id, {@code [a-z][a-z0-9-]*}: {@code zip}. */
    String id();

    /**
     * Writes the export; the same folder gives the same bytes. Runs in the calling thread.
     *
     * @param pack a finished pack folder; never written to
     * @param target file to create; does not exist yet
     * @param run progress and cancel; {@link Run#scratch()} for temporary files
     * @throws ProcessingException what the user can act on
     * @throws CanceledException when the run was canceled
     * @throws IOException of the file system
     */
    void export(Path pack, Path target, Run run) throws IOException;

    /**
     * Reads the export back and compares it with the folder, byte by byte.
     *
     * @throws ProcessingException {@code pack.verify-failed}, naming the first entry that differs
     * @throws IOException of the file system
     */
    void verify(Path pack, Path target, Run run) throws IOException;
}
