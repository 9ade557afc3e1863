package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Path;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** From a file of a known format to its header and its pixels, within limits, and with every failure worded. */
final class Decoder {

    /** Above it a picture is refused, whatever memory there is: 300 megapixels. */
    static final long MOST_PIXELS = 300_000_000;

    private final Path file;
    private final ImageFormat format;
    private final Av1 av1;

    Decoder(Path file, ImageFormat format, Av1 av1) {
        this.file = file;
        this.format = format;
        this.av1 = av1;
    }

    ImageFormat format() {
        return format;
    }

    /** Right way up; refuses what no part of the program would open, so that nobody plans for it. */
    ImageHeader header() throws IOException {
        return attempt(() -> {
            ImageHeader stored = stored(still());
            return Orientation.swaps(orientation())
                    ? new ImageHeader(format, stored.height(), stored.width(), stored.alpha())
                    : stored;
        });
    }

    Picture read(Runnable check) throws IOException {
        return read(Integer.MAX_VALUE, Integer.MAX_VALUE, check);
    }

    /** The picture or a smaller form of it whose longer side has at least that many pixels, whichever is quicker. */
    Picture atLeast(int longerSide) throws IOException {
        ImageHeader header = header();
        double scale = Math.min(1, (double) longerSide / Math.max(header.width(), header.height()));
        return read((int) (header.width() * scale), (int) (header.height() * scale), Blocks.GO_ON);
    }

    /** The picture, or a smaller form of it that is at least as large in both directions, whichever is quicker. */
    Picture read(int leastWidth, int leastHeight, Runnable check) throws IOException {
        return attempt(() -> {
            Still still = still();
            ImageHeader stored = stored(still);
            int orientation = orientation();
            boolean swaps = Orientation.swaps(orientation);
            int reduction = reduction(stored, swaps ? leastHeight : leastWidth, swaps ? leastWidth : leastHeight);
            require(stored, still.bytes(reduction));
            return Orientation.apply(still.read(reduction, check), orientation, check);
        });
    }

    /** As it is stored, right way up, with its profile. */
    Profiled stored(Runnable check) throws IOException {
        return attempt(() -> {
            Still still = still();
            require(stored(still), still.bytes(1));
            Profiled profiled = still.stored(check);
            return new Profiled(Orientation.apply(profiled.picture(), orientation(), check), profiled.profile());
        });
    }

    /** How bright the pixels are, right way up; as thorough as {@link #read}. */
    Brightness brightness(Runnable check) throws IOException {
        return attempt(() -> {
            int orientation = orientation();
            Still still = still();
            require(stored(still), still.bytes(1));
            return Orientation.upright(orientation)
                    ? still.brightness(check)
                    : Brightness.of(Orientation.apply(still.read(1, check), orientation, check));
        });
    }

    /** In 16 bits, right way up. */
    DeepPicture deep(Runnable check) throws IOException {
        return attempt(() -> {
            Still still = still();
            // the samples, the picture, and the same turned
            ImageHeader stored = stored(still);
            require(stored, stored.pixels() * (8 + Math.max(8, still.spareBytes())));
            return Orientation.apply(still.deep(check), orientation(), check);
        });
    }

    /** In 16 bits as it is stored, right way up, with its profile. */
    DeepProfiled deepStored(Runnable check) throws IOException {
        return attempt(() -> {
            Still still = still();
            ImageHeader stored = stored(still);
            require(stored, stored.pixels() * (8 + Math.max(8, still.spareBytes())));
            DeepProfiled profiled = still.deepStored(check);
            return new DeepProfiled(Orientation.apply(profiled.picture(), orientation(), check), profiled.profile());
        });
    }

    private static int reduction(ImageHeader stored, int leastWidth, int leastHeight) {
        int reduction = 8;
        while (reduction > 1
                && (stored.width() / reduction < leastWidth || stored.height() / reduction < leastHeight)) {
            reduction /= 2;
        }
        return reduction;
    }

    private Still still() throws IOException {
        return switch (format) {
            case JPEG -> new Jpeg(file);
            case WEBP -> new Webp(file);
            case GIF -> Gif.of(file);
            case BMP -> Bmp.of(file);
            case AVIF -> Avif.of(av1, file);
            case PNG, TIFF -> new Thorough(file, format);
        };
    }

    private int orientation() throws IOException {
        return Embedded.orientation(file, format);
    }

    private ImageHeader stored(Still still) throws IOException {
        ImageHeader header = still.header();
        if (header.pixels() > MOST_PIXELS) {
            throw tooLarge(header, "more than the " + MOST_PIXELS / 1_000_000 + " megapixels that are opened",
                    "Make it smaller with the program it came from.");
        }
        return header;
    }

    /** Refuses what would not fit, before anything of its size is allocated. */
    private void require(ImageHeader header, long needed) {
        if (!Heap.holds(needed)) {
            throw tooLarge(header, "and needs about " + (needed >> 20) + " MB of memory, " + (Heap.most() >> 20)
                    + " may be used",
                    "Give the program more memory (-Xmx) or make the picture smaller.");
        }
    }

    private ProcessingException tooLarge(ImageHeader header, String why, String advice) {
        return ProcessingException.input("image.too-large",
                file.getFileName() + " has " + header.width() + " x " + header.height() + " pixels, " + why + ".",
                advice);
    }

    /** Reading that may fail in any way a damaged file can make it fail. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws IOException;
    }

    private <T> T attempt(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (ProcessingException | CanceledException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            // one large array did not fit beside what else is running; nothing is half done
            throw new ProcessingException(ErrorKind.RESOURCE, "image.no-memory",
                    "There is not enough memory free to open " + file.getFileName() + " now.",
                    "Wait for other jobs to end, or allow more memory.", e);
        } catch (UnreadKind e) {
            throw new ProcessingException(ErrorKind.INPUT, "image.unread-kind",
                    file.getFileName() + " is " + e.getMessage() + ", which is not read.",
                    "Open it in another program and save it as PNG.", e);
        } catch (IOException | RuntimeException e) {
            // readers answer nonsense in a file with any unchecked exception
            throw new ProcessingException(ErrorKind.INPUT, "image.broken",
                    file.getFileName() + " is damaged or cut off and cannot be read as " + format + ".",
                    "Get the file again from where it came from.", e);
        }
    }
}
