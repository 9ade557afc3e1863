package org.podstudio.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.podstudio.imaging.internal.eighth.DamagedJpegException;
import org.podstudio.imaging.internal.eighth.EighthJpeg;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small pictures of one file: decoded once, no larger than the largest needs. */
final class Thumbnails {

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    /** Where pixels are averaged while decoding, there are at least so many times as many a side: the resampling decides how it looks. */
    private static final double MARGIN_OF_MEANS = 1.5;
    /** Where finer frequencies are left out, which resampling does as well: 0.1 dB less than with all pixels, 0.06 dB more than with 1.0. */
    private static final double MARGIN = 1.15;
    /** From what is smaller still the next can be made without a trace of it. */
    private static final int STEP = 2;
    private static final int EIGHTHS = 8;
    private static final int COLOURS = 3;

    private Thumbnails() {
    }

    static void make(Decoder decoder, Path source, List<Thumbnail> wanted, Av1 av1) throws IOException {
        List<Thumbnail> largestFirst = wanted.stream().sorted(Comparator.comparingInt(t -> -t.size())).toList();
        int largest = largestFirst.getFirst().size();
        boolean halved = wanted.stream().map(Thumbnail::encoding).allMatch(Thumbnails::halves);
        Optional<Picture> quick = decoder.format() == ImageFormat.JPEG
                ? reduced(source, largest, halved)
                : Optional.empty();
        Picture picture = quick.isPresent() ? quick.get() : decoder.atLeast((int) Math.ceil(MARGIN_OF_MEANS * largest));
        Picture last = picture;
        for (Thumbnail thumbnail : largestFirst) {
            last = fitted(longer(last) >= STEP * thumbnail.size() ? last : picture, thumbnail.size());
            Files.write(thumbnail.target(), Encoder.encode(last, thumbnail.encoding(), av1, Blocks.GO_ON));
        }
    }

    private static int longer(Picture picture) {
        return Math.max(picture.width(), picture.height());
    }

    /** Whether a file has one colour for two by two pixels. */
    private static boolean halves(Encoding encoding) {
        return encoding.format() == ImageFormat.JPEG && encoding.quality() < Encoder.FULL_COLOUR_FROM;
    }

    /**
     * Of a JPEG that is larger, in as few eighths of its size as will do, all of which are its pixels. What is odd or damaged is left to the other
     * readers and their verdict.
     */
    private static Optional<Picture> reduced(Path source, int size, boolean halved) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            return EighthJpeg.read(in, (width, height) -> sides(width, height, size))
                    .map(jpeg -> upright(jpeg, size, halved));
        } catch (DamagedJpegException e) {
            LOG.debug("{}: {}", source, e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<Integer> sides(int width, int height, int size) {
        int longer = Math.max(width, height);
        int side = side(longer, size);
        long pixels = (long) width * height;
        return longer > size && pixels <= Decoder.MOST_PIXELS && Decoder.fits(COLOURS * pixels * side * side / 64)
                ? Set.of(side)
                : Set.of();
    }

    private static int side(int longer, int size) {
        int side = (int) Math.ceil(EIGHTHS * MARGIN * size / longer);
        return EIGHTHS * MARGIN_OF_MEANS * size <= longer ? 1 : Math.clamp(side, 2, EIGHTHS);
    }

    private static Picture upright(EighthJpeg jpeg, int size, boolean halved) {
        Fit fit = Fit.of(jpeg.width(), jpeg.height(), size);
        int side = side(Math.max(jpeg.width(), jpeg.height()), size);
        boolean turned = jpeg.orientation() > 1 && (fit.width() % 2 == 1 || fit.height() % 2 == 1);
        Picture picture = PlaneScaler.picture(jpeg, side, fit, halved && side > 1 && !turned);
        jpeg.profile().flatMap(Profile::of)
                .ifPresent(p -> p.toSrgb(picture, jpeg.colours(), Blocks.GO_ON));
        return Orientation.apply(picture, jpeg.orientation(), Blocks.GO_ON);
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
