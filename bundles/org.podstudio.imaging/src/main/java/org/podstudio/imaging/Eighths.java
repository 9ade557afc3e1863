package org.podstudio.imaging;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.internal.eighth.DamagedJpegException;
import org.podstudio.imaging.internal.eighth.EighthJpeg;
import org.podstudio.imaging.internal.eighth.EighthJpeg.Choice;
import org.podstudio.imaging.pixels.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JPEG on its way to smaller pictures, read in as few eighths of its size as they need. How large one becomes of a side, in comparison with the JPEG, is its share.
 */
record Eighths(EighthJpeg jpeg) {

    private static final Logger LOG = LoggerFactory.getLogger(Eighths.class);
    /** Where pixels are averaged while decoding, there are at least so many times as many a side: the resampling decides how it looks. */
    static final double MARGIN_OF_MEANS = 1.5;
    /** Where finer frequencies are left out: as near to all pixels as 45 dB, for files that lose nothing. */
    private static final double MARGIN = 1.6;
    /** The same for files of halved colours, at whose 40 dB it costs 0.1. */
    private static final double MARGIN_OF_HALVED = 1.15;
    static final int ALL = 8;
    private static final int COLOURS = 3;

    /** What is odd or damaged is left to the other readers and their verdict. @param check called while it is read */
    static Optional<Eighths> read(Path file, Choice choice, Runnable check) throws IOException {
        try (InputStream in = new Asking(Files.newInputStream(file), check)) {
            return EighthJpeg.read(in, choice).map(Eighths::new);
        } catch (DamagedJpegException e) {
            LOG.debug("{}: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Asks before each piece whether to go on. */
    @NonNullByDefault({})
    private static final class Asking extends FilterInputStream {

        private final Runnable check;

        Asking(InputStream in, Runnable check) {
            super(in);
            this.check = check;
        }

        @Override
        public int read(byte[] bytes) throws IOException {
            check.run();
            return super.read(bytes);
        }
    }

    /** Bytes of the samples that are held of a picture of so many pixels, of colours that are not halved. */
    static long heapBytes(long pixels, Set<Integer> sides) {
        return sides.stream().mapToLong(side -> COLOURS * planeBytes(pixels, side)).sum();
    }

    /** Bytes of the samples of one colour; {@link PlaneScaler} takes as many to work on. */
    static long planeBytes(long pixels, int side) {
        return pixels * side * side / (ALL * ALL);
    }

    /**
     * In how many eighths a JPEG is to be read that is brought to a size.
     *
     * @param halved as for {@link #picture}
     * @return empty when that is no smaller
     */
    static OptionalInt side(int width, int height, int toWidth, int toHeight, boolean halved) {
        double share = Math.max((double) toWidth / width, (double) toHeight / height);
        int side = (int) Math.ceil(ALL * (halved ? MARGIN_OF_HALVED : MARGIN) * share);
        int enough = ALL * MARGIN_OF_MEANS * share <= 1 ? 1 : Math.clamp(side, 2, ALL);
        return share < 1 ? OptionalInt.of(enough) : OptionalInt.empty();
    }

    /** Pixels a row of the JPEG, right way up. */
    int width() {
        return Orientation.swaps(jpeg.orientation()) ? jpeg.height() : jpeg.width();
    }

    /** Rows of the JPEG, right way up. */
    int height() {
        return Orientation.swaps(jpeg.orientation()) ? jpeg.width() : jpeg.height();
    }

    /** Of colours of half the size, as they are stored. @param format means the same */
    Planes planes(Av1Header format) {
        return new Planes(format, jpeg.width(), jpeg.height(), new byte[][]{tight(0, 1), tight(1, 2), tight(2, 2)});
    }

    /** Without what fills the last blocks. @param shared pixels that share a sample, in each direction */
    private byte[] tight(int colour, int shared) {
        EighthJpeg.Plane plane = jpeg.plane(colour, ALL);
        int width = (jpeg.width() + shared - 1) / shared;
        int height = (jpeg.height() + shared - 1) / shared;
        if (width == plane.stride() && height == plane.rows()) {
            return plane.samples();
        }
        byte[] samples = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane.samples(), y * plane.stride(), samples, y * width, width);
        }
        return samples;
    }

    /**
     * A smaller picture, right way up, in sRGB, resampled by Lanczos.
     *
     * @param halved whether two by two pixels may share a colour, as they will in the file that is made of them
     * @return empty when it was read in fewer eighths than that needs
     */
    Optional<Picture> picture(int width, int height, boolean halved, Runnable check) {
        OptionalInt least = side(width(), height(), width, height, halved);
        OptionalInt read = jpeg.sides().stream().mapToInt(i -> i).filter(i -> i >= least.orElse(ALL + 1)).min();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        int side = read.getAsInt();
        boolean turned = jpeg.orientation() > 1 && (width % 2 == 1 || height % 2 == 1);
        boolean swaps = Orientation.swaps(jpeg.orientation());
        Picture picture = PlaneScaler.picture(jpeg, side, swaps ? height : width, swaps ? width : height,
                halved && side > 1 && !turned);
        jpeg.profile().flatMap(Profile::of).ifPresent(p -> p.toSrgb(picture, jpeg.colours(), check));
        return Optional.of(Orientation.apply(picture, jpeg.orientation(), check));
    }
}
