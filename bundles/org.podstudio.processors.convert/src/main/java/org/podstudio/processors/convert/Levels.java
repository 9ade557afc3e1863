package org.podstudio.processors.convert;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.processors.convert.Params.Quality;

/** What the words for quality mean in each format, and the steps between its smallest and its best file. */
final class Levels {

    /** Numbers on each format's own scale for low, medium, high and maximum, chosen to look alike. */
    private static final Map<ImageFormat, int[]> NUMBERS = new EnumMap<>(Map.of(
            ImageFormat.JPEG, new int[]{60, 75, 85, 95},
            ImageFormat.WEBP, new int[]{55, 75, 85, 95},
            ImageFormat.AVIF, new int[]{45, 60, 75, 90}));
    /** Of a PNG, which loses nothing but colours: 0 keeps all of them. */
    private static final int[] COLOURS = {64, 256, 0, 0};

    private static final int LOWEST = 1;
    /** Above it files grow and pictures do not get better. */
    private static final int HIGHEST = 98;

    private Levels() {
    }

    /** An encoding of a quality in words; AUTO is high. */
    static Encoding of(ImageFormat format, Quality quality) {
        int index = quality == Quality.AUTO ? Quality.HIGH.ordinal() - 1 : quality.ordinal() - 1;
        int[] numbers = NUMBERS.get(format);
        return numbers == null
                ? Encoding.PNG.withColours(COLOURS[index])
                : new Encoding(format, numbers[index], false);
    }

    /** The same format from its smallest files to its best. */
    static List<Encoding> steps(Encoding encoding) {
        if (encoding.format() == ImageFormat.PNG) {
            return Stream.of(2, 4, 8, 16, 32, 64, 128, 256, 0).map(encoding::withColours).toList();
        }
        return IntStream.rangeClosed(LOWEST, HIGHEST).mapToObj(
                level -> new Encoding(encoding.format(), level, false, encoding.progressive(), 0, encoding.effort()))
                .toList();
    }

    /** As people read it: {@code quality 85}, {@code 64 colours}, {@code lossless}. */
    static String words(Encoding encoding) {
        if (encoding.format() == ImageFormat.PNG) {
            return encoding.colours() == 0 ? "lossless" : encoding.colours() + " colours";
        }
        return encoding.lossless() ? "lossless" : "quality " + encoding.quality();
    }
}
