package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/** Small pictures of one file: decoded once, no larger than the largest needs. */
final class Thumbnails {

    /** From what is smaller still the next can be made without a trace of it. */
    private static final int STEP = 2;

    private Thumbnails() {
    }

    static void make(Decoder decoder, Path source, List<Thumbnail> wanted, Av1 av1) throws IOException {
        List<Thumbnail> largestFirst = wanted.stream().sorted(Comparator.comparingInt(t -> -t.size())).toList();
        int largest = largestFirst.getFirst().size();
        boolean halved = wanted.stream().map(Thumbnail::encoding).allMatch(Encoding::halvesColours);
        IntFunction<Picture> original = original(decoder, source, largest, halved);
        Picture last = original.apply(largest);
        for (Thumbnail thumbnail : largestFirst) {
            if (longer(last) > thumbnail.size()) {
                last = longer(last) >= STEP * thumbnail.size()
                        ? fitted(last, thumbnail.size())
                        : original.apply(thumbnail.size());
            }
            Files.write(thumbnail.target(), Encoder.encode(last, thumbnail.encoding(), av1, Blocks.GO_ON));
        }
    }

    private static int longer(Picture picture) {
        return Math.max(picture.width(), picture.height());
    }

    /** Makes pictures of any size up to the largest of what is decoded at once. */
    private static IntFunction<Picture> original(Decoder decoder, Path source, int largest, boolean halved)
            throws IOException {
        Optional<Eighths> jpeg = decoder.format() == ImageFormat.JPEG
                ? Eighths.read(source,
                        (width, height) -> sides(width, height, Fit.of(width, height, largest), halved),
                        Blocks.GO_ON)
                : Optional.empty();
        if (jpeg.isPresent()) {
            return size -> fitted(jpeg.get(), size, halved);
        }
        Picture picture = decoder.atLeast((int) Math.ceil(Eighths.MARGIN_OF_MEANS * largest));
        return size -> fitted(picture, size);
    }

    private static Set<Integer> sides(int width, int height, Fit fit, boolean halved) {
        long pixels = (long) width * height;
        OptionalInt side = Eighths.side(width, height, fit.width, fit.height, halved);
        Set<Integer> sides = side.isPresent() ? Set.of(side.getAsInt()) : Set.of();
        return pixels <= Decoder.MOST_PIXELS && Heap.holds(Eighths.heapBytes(pixels, sides)) ? sides : Set.of();
    }

    private static Picture fitted(Eighths jpeg, int size, boolean halved) {
        Fit fit = Fit.of(jpeg.width(), jpeg.height(), size);
        return jpeg.picture(fit.width(), fit.height(), halved, Blocks.GO_ON).orElseThrow();
    }

    private static Picture fitted(Picture picture, int size) {
        Fit fit = Fit.of(picture.width(), picture.height(), size);
        return Resizer.resize(picture, fit.width(), fit.height(), Filter.LANCZOS);
    }

    /** A size that fits into a square and has the shape of another. */
    record Fit(int width, int height) {

        static Fit of(int width, int height, int size) {
            double scale = Math.min(1, (double) size / Math.max(width, height));
            return new Fit((int) Math.max(1, Math.round(width * scale)),
                    (int) Math.max(1, Math.round(height * scale)));
        }
    }
}
