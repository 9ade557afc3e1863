package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.Run;
import org.podstudio.api.project.Content;

/** Looks into files, on the engine's behalf. For any thread. */
public interface Examiner {

    /** What a file is, by its first bytes; empty when it is not media. */
    Optional<MediaKind> kind(Path file) throws IOException;

    /** Hash of a file's bytes, lower-case hex. @param check called now and then; what it throws ends the reading */
    String sha256(Path file, Runnable check) throws IOException;

    /** All about a file. @param run canceled, it stops @throws org.podstudio.api.ProcessingException when it is not media or broken */
    Finding examine(Path file, Run run) throws IOException;

    /** Reads an output back and measures what was promised. @param run canceled, it stops @throws org.podstudio.api.ProcessingException when it is not so */
    void verify(Output output, Path source, Run run) throws IOException;

    /** What a file is and holds. */
    record Finding(MediaKind kind, Content content) {}
}
