package org.podstudio.ui.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.Range;

/** A processor that fails until it is mended. */
final class Fragile implements Processor<Fragile.Params> {

    record Params(@Range(min = 1, max = 9) int care) {}

    private final String id;
    private final ErrorKind kind;
    private volatile boolean mended;

    /** @param kind of its failures; what may pass is tried again by itself */
    Fragile(String id, ErrorKind kind) {
        this.id = id;
        this.kind = kind;
    }

    void mend() {
        mended = true;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>(id, 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), new Params(1));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.stage("look", 1);
        if (!mended) {
            throw new ProcessingException(kind, id + ".broken", "The colours of the picture could not be matched.",
                    "Give it a colour profile, or choose another picture.");
        }
        Path copy = run.scratch().resolve("copy.png");
        Files.copy(request.input(), copy);
        return Result.of(new Output(copy, "mended", Shelf.EDITS, Expected.ANYTHING));
    }
}
