package org.podstudio.imaging;

import java.util.Optional;
import java.util.function.Supplier;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.pixels.Picture;

/**
 * Whether a picture that was made can be meant: not black, not of one colour throughout, not wholly transparent and without straight seams,
 * unless what it was made of explains it. A black source may stay black, a cut from a blue sky may be blue, a drawing has lines, and a book that
 * was cut out has edges.
 */
public final class Sanity {

    private static final String ADVICE = "Run it again; if it stays so, choose another model or other parameters and report it with the job's log.";

    private Sanity() {
    }

    /**
     * Asks for colours only when the brightness looks wrong.
     *
     * @param light of what was made
     * @param result gives all of it
     * @param source gives what it was made of
     * @throws ProcessingException {@code image.black}, {@code image.flat}, {@code image.alpha-vanished} or {@code image.seam}, of the
     *             kind TOOL
     */
    public static void check(Brightness light, Supplier<Picture> result, Supplier<Picture> source) {
        Optional<Patch> uniform = light.even() ? Patch.of(result.get()) : Optional.empty();
        if (uniform.isPresent() && !uniform.get().isFoundIn(source.get())) {
            throw problem(uniform.get());
        }
        Optional<Seams.Line> seam = uniform.isPresent() ? Optional.empty() : Seams.in(light);
        if (seam.isPresent() && !seam.get().isFoundIn(Brightness.of(source.get()), light)
                && !seam.get().isCutOf(result.get())) {
            throw problem(seam.get());
        }
    }

    private static ProcessingException problem(Seams.Line seam) {
        return new ProcessingException(ErrorKind.TOOL, "image.seam",
                "The result has a seam at " + (seam.vertical() ? "column " : "row ") + seam.at()
                        + " that its source does not have: its tiles do not fit together.",
                ADVICE);
    }

    private static ProcessingException problem(Patch patch) {
        return switch (patch.look()) {
            case INVISIBLE -> new ProcessingException(ErrorKind.TOOL, "image.alpha-vanished",
                    "The result is wholly transparent although its source is not.", ADVICE);
            case BLACK -> new ProcessingException(ErrorKind.TOOL, "image.black",
                    "The result is black although its source is not.", ADVICE);
            case FLAT -> new ProcessingException(ErrorKind.TOOL, "image.flat",
                    "The result is one colour throughout although its source is not.", ADVICE);
        };
    }
}
