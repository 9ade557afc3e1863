package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
        Optional<Picture> quick = decoder.format() == ImageFormat.JPEG
                ? reduced(source, largest, halved)
                : Optional.empty();
        Picture picture = quick.isPresent()
                ? quick.get()
                : decoder.atLeast((int) Math.ceil(Eighths.MARGIN_OF_MEANS * largest));
        Picture last = picture;
        for (Thumbnail thumbnail : largestFirst) {
            last = fitted(longer(last) >= STEP * thumbnail.size() ? last : picture, thumbnail.size());
            Files.write(thumbnail.target(), Encoder.encode(last, thumbnail.encoding(), av1, Blocks.GO_ON));
        }
    }

    private static int longer(Picture picture) {
        return Math.max(picture.width(), picture.height());
    }

    /** Of a JPEG that is larger. */
    private static Optional<Picture> reduced(Path source, int size, boolean halved) throws IOException {
        return Eighths.read(source, (width, height) -> sides(width, height, Fit.of(width, height, size), halved),
                Blocks.GO_ON)
                .flatMap(jpeg -> {
                    Fit fit = Fit.of(jpeg.width(), jpeg.height(), size);
                    return jpeg.picture(fit.width(), fit.height(), halved, Blocks.GO_ON);
                });
    }

    private static Set<Integer> sides(int width, int height, Fit fit, boolean halved) {
        long pixels = (long) width * height;
        OptionalInt side = Eighths.side(width, height, fit.width, fit.height, halved);
        Set<Integer> sides = side.isPresent() ? Set.of(side.getAsInt()) : Set.of();
        return pixels <= Decoder.MOST_PIXELS && Heap.holds(Eighths.heapBytes(pixels, sides)) ? sides : Set.of();
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
