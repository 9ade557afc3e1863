package org.podstudio.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;

import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.Brightness;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Sanity;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;

/** One result held against what was promised of it. */
final class Verification {

    private final Images images;
    private final Ffmpeg ffmpeg;
    private final Output output;
    private final Run run;

    Verification(Images images, Ffmpeg ffmpeg, Output output, Run run) {
        this.images = images;
        this.ffmpeg = ffmpeg;
        this.output = output;
        this.run = run;
    }

    void run(Path source) throws IOException {
        run.checkCanceled();
        if (images.sniff(output.file()).isPresent()) {
            picture(source);
        } else {
            new Audit(ffmpeg).whole(output.file(), output.expected(), source, run);
        }
    }

    private void picture(Path source) throws IOException {
        Brightness light = light();
        output.expected().requireSize(output.file(), OptionalInt.of(light.width()), OptionalInt.of(light.height()));
        // a picture made of a sound or a film has nothing to be judged against
        if (output.shelf() != Shelf.MASKS && images.sniff(source).isPresent()) {
            Sanity.check(light, () -> whole(output.file()), () -> source(source, light));
        }
    }

    private Brightness light() throws IOException {
        try {
            return images.brightness(output.file(), run::checkCanceled);
        } catch (ProcessingException e) {
            throw Expected.unreadable(e);
        }
    }

    private Picture whole(Path file) {
        try {
            return images.read(file, run::checkCanceled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit into memory as a whole is looked at in about the size of the result. */
    private Picture source(Path source, Brightness result) {
        try {
            return images.header(source).large()
                    ? images.readAtLeast(source, result.width(), result.height(), run::checkCanceled)
                    : whole(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
