package org.podstudio.processors.crop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Profiled;
import org.podstudio.imaging.metadata.Beside;

/** The picture that several results are made of: each form of it is read once, when the first result needs it. For one thread. */
final class Original {

    private final Images images;
    private final Path file;
    private final ImageHeader header;
    private final Run run;
    private final Beside beside;
    private final Map<Form, Profiled> pictures = new HashMap<>();

    Original(Images images, Path file, ImageHeader header, Run run) throws IOException {
        this.images = images;
        this.file = file;
        this.header = header;
        this.run = run;
        this.beside = images.carried(file, run::note);
        int depth = images.depth(file);
        if (depth > 8) {
            run.note("The original has " + depth + " bits a channel, the result 8.");
        }
    }

    ImageHeader header() {
        return header;
    }

    Profiled picture(Form form) throws IOException {
        Profiled known = pictures.get(form);
        if (known != null) {
            return known;
        }
        Profiled picture = form.profiled()
                ? images.readWithProfile(file, run::checkCanceled)
                : new Profiled(Reduction.read(images, file, header, form.reduction(), run), Optional.empty());
        pictures.put(form, picture);
        return picture;
    }

    /** What goes along with a result. @param profile that its colours are in */
    Beside beside(Picture result, Params params, Optional<byte[]> profile) {
        return beside.remade(result.width(), result.height(), profile, params.metadata());
    }
}
