package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.Run;
import org.podstudio.content.Inspection;
import org.podstudio.content.Inspector;
import org.podstudio.engine.internal.work.Examiner;

/** Looks into files with the inspector. */
record InspectorExaminer(Inspector inspector) implements Examiner {

    @Override
    public Optional<MediaKind> kind(Path file) throws IOException {
        return inspector.kind(file);
    }

    @Override
    public String sha256(Path file, Runnable check) throws IOException {
        return inspector.sha256(file, check);
    }

    @Override
    public Finding examine(Path file, Run run) throws IOException {
        Inspection inspection = inspector.inspect(file, run);
        return new Finding(inspection.kind(), inspection.content());
    }

    @Override
    public void verify(Output output, Path source, Run run) throws IOException {
        inspector.verify(output, source, run);
    }
}
