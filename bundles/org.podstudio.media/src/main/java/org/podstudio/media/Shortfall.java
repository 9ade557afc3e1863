package org.podstudio.media;

import java.nio.file.Path;
import java.util.Locale;

import org.podstudio.api.ProcessingException;

/** How long something says that it lasts, held against what there is. */
public final class Shortfall {

    private static final double LEAST_SECONDS = 0.1;
    private static final double SHARE = 1 / 100.0;

    private Shortfall() {
    }

    /** Whether times differ by more than rounding and the padding of codecs explain. */
    public static boolean differ(double seconds, double wanted) {
        return Math.abs(seconds - wanted) > Math.max(LEAST_SECONDS, wanted * SHARE);
    }

    /** Whether less is there than was said, by more than that. @param said seconds; 0: nothing was said */
    public static boolean of(double there, double said) {
        return there < said && differ(there, said);
    }

    /**
     * Refuses a file of which less is there than it says.
     *
     * @param there seconds
     * @param said seconds; 0: it does not say
     * @throws ProcessingException {@code media.cut-short}
     */
    public static void refuse(Path file, double there, double said) {
        if (of(there, said)) {
            throw cutShort(String.format(Locale.ROOT, "%s ends after %.2f s, though it says that it lasts %.2f s",
                    file.getFileName(), there, said));
        }
    }

    /** @param how it is seen */
    static ProcessingException cutShort(String how) {
        return ProcessingException.input("media.cut-short", how + ": a part of it is missing.",
                "Get the file again from where it came from.");
    }
}
