package org.podstudio.api;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a processor promises about an output, for the engine to measure independently before the file counts.
 *
 * @param width pixels, after orientation; empty: not promised
 * @param height pixels, after orientation; empty: not promised
 * @param seconds duration; empty, or 0 as of a source that does not tell: not promised. Measured within 0.1 s or 1 %, whichever is more
 */
public record Expected(OptionalInt width, OptionalInt height, OptionalDouble seconds) {

    private static final String ADVICE = "Run it again; if it stays so, report it with the job's log.";

    /** Nothing beyond "it decodes and is not broken". */
    public static final Expected ANYTHING = new Expected(OptionalInt.empty(), OptionalInt.empty(),
            OptionalDouble.empty());

    /** A picture of exactly this size in pixels. */
    public static Expected picture(int width, int height) {
        return new Expected(OptionalInt.of(width), OptionalInt.of(height), OptionalDouble.empty());
    }

    /** Sound of this duration. */
    public static Expected sound(double seconds) {
        return new Expected(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.of(seconds));
    }

    /** Moving pictures of exactly this size in pixels and this duration. */
    public static Expected film(int width, int height, double seconds) {
        return new Expected(OptionalInt.of(width), OptionalInt.of(height), OptionalDouble.of(seconds));
    }

    /**
     * Holds the size of a result against what is promised, if it is.
     *
     * @param width pixels; empty: it has none
     * @param height pixels; empty: it has none
     * @throws ProcessingException {@code verify.wrong-size}
     */
    public void requireSize(Path result, OptionalInt width, OptionalInt height) {
        boolean wrong = this.width.isPresent() && !this.width.equals(width)
                || this.height.isPresent() && !this.height.equals(height);
        if (wrong) {
            throw unmet("verify.wrong-size", result, "has " + words(width) + " x " + words(height)
                    + " pixels instead of " + words(this.width) + " x " + words(this.height));
        }
    }

    /** The failure of a result that is not what was promised. @param what is wrong with it: {@code is too long} */
    public static ProcessingException unmet(String code, Path result, String what) {
        return new ProcessingException(ErrorKind.TOOL, code, "The result " + result.getFileName() + " " + what + ".",
                ADVICE);
    }

    /** The failure of a result that is damaged. @param cause what was found */
    public static ProcessingException unreadable(ProcessingException cause) {
        return new ProcessingException(ErrorKind.TOOL, "verify.unreadable", "The result cannot be read back: "
                + cause.message(), ADVICE, cause);
    }

    private static String words(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "no";
    }
}
