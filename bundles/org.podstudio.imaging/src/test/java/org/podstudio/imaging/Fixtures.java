package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.function.Executable;
import org.podstudio.api.ProcessingException;

/** Files made by other programs (see fixtures.py), and small measures. */
final class Fixtures {

    static final Images IMAGES = new Images();

    private Fixtures() {
    }

    static Path file(String name) {
        return Path.of("src", "test", "resources", name);
    }

    /** The largest difference of any channel; 256 when the sizes differ. */
    static int difference(Picture one, Picture two) {
        if (one.width() != two.width() || one.height() != two.height()) {
            return 256;
        }
        int most = 0;
        for (int i = 0; i < one.argb().length; i++) {
            most = Math.max(most, difference(one.argb()[i], two.argb()[i]));
        }
        return most;
    }

    static int difference(int one, int two) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs((one >>> shift & 255) - (two >>> shift & 255)));
        }
        return most;
    }

    /** Peak signal-to-noise ratio of the colours in decibels. */
    static double psnr(Picture one, Picture two) {
        double sum = 0;
        for (int i = 0; i < one.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double d = (one.argb()[i] >>> shift & 255) - (two.argb()[i] >>> shift & 255);
                sum += d * d;
            }
        }
        return sum == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255 * 3 * one.argb().length / sum);
    }

    static void near(int expected, int actual, int tolerance) {
        assertTrue(difference(expected, actual) <= tolerance,
                Integer.toHexString(actual) + " is not " + Integer.toHexString(expected));
    }

    static ProcessingException refusal(Executable work) {
        return Objects.requireNonNull(org.junit.jupiter.api.Assertions.assertThrows(ProcessingException.class, work));
    }
}
