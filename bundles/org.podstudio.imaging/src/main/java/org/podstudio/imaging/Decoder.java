package org.podstudio.imaging;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** From a file of a known format to its header and its pixels. */
final class Decoder {

    /** Above it a picture is refused, whatever memory there is: 300 megapixels. */
    static final long MOST_PIXELS = 300_000_000;

    private static final int HEAP_PER_PIXEL = 8;
    private static final double HEAP_SHARE = 0.8;

    private final Path file;
    private final ImageFormat format;

    Decoder(Path file, ImageFormat format) {
        this.file = file;
        this.format = format;
    }

    ImageHeader header() throws IOException {
        int orientation = Embedded.orientation(file, format);
        ImageHeader stored = stored();
        return Orientation.swaps(orientation)
                ? new ImageHeader(format, stored.height(), stored.width(), stored.alpha())
                : stored;
    }

    Picture read() throws IOException {
        require(stored());
        Picture picture = decode(1);
        return Orientation.apply(picture, Embedded.orientation(file, format));
    }

    /** The picture or a smaller form of it whose longer side has at least that many pixels, whichever is quicker. */
    Picture atLeast(int longerSide) throws IOException {
        ImageHeader header = stored();
        require(header);
        int reduction = 8;
        while (reduction > 1 && Math.max(header.width(), header.height()) / reduction < longerSide) {
            reduction /= 2;
        }
        return Orientation.apply(decode(reduction), Embedded.orientation(file, format));
    }

    /** Refuses what would not fit, before anything of its size is allocated. */
    private void require(ImageHeader header) {
        long most = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        if (header.pixels() * HEAP_PER_PIXEL > most) {
            throw tooLarge(
                    header, "and needs about " + (header.pixels() * HEAP_PER_PIXEL >> 20) + " MB of memory, "
                            + (most >> 20) + " may be used",
                    "Give the program more memory (-Xmx) or make the picture smaller.");
        }
    }

    private ProcessingException tooLarge(ImageHeader header, String why, String advice) {
        return ProcessingException.input("image.too-large",
                file.getFileName() + " has " + header.width() + " x " + header.height() + " pixels, " + why + ".",
                advice);
    }

    /** Size and format; refuses what no part of the program would open, so that nobody plans for it. */
    private ImageHeader stored() throws IOException {
        ImageHeader header = attempt(() -> Readers.with(file, format, reader -> {
            boolean transparent = transparent(reader);
            return new ImageHeader(format, reader.getWidth(0), reader.getHeight(0), transparent);
        }));
        if (header.pixels() > MOST_PIXELS) {
            throw tooLarge(header, "more than the " + MOST_PIXELS / 1_000_000 + " megapixels that are opened",
                    "Make it smaller with the program it came from.");
        }
        return header;
    }

    private boolean transparent(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        return type != null && type.getColorModel().hasAlpha()
                || format == ImageFormat.PNG && PngChunks.of(file).has("tRNS");
    }

    private Picture decode(int reduction) throws IOException {
        return switch (format) {
            case JPEG -> jpeg(reduction);
            case WEBP -> webp();
            case PNG -> profiled(attempt(() -> Readers.with(file, format, this::plain)), PngChunks.of(file).profile());
            default -> attempt(() -> Readers.with(file, format, this::plain));
        };
    }

    private Picture jpeg(int reduction) throws IOException {
        JpegSegments segments = attempt(() -> JpegSegments.of(file));
        if (segments.components() != 1 && segments.components() != 3) {
            return attempt(() -> Readers.with(file, format, this::plain));
        }
        // libjpeg complains on stderr of what is cut off; the thorough reader tells us instead
        Optional<Picture> quick = Signature.complete(file)
                ? Leptonica.jpeg(Files.readAllBytes(file), reduction)
                : Optional.empty();
        if (quick.isPresent()) {
            return profiled(quick.get(), segments.profile());
        }
        Picture thorough = attempt(() -> Readers.with(file, format, this::plain));
        // the thorough reader applies RGB profiles by itself, but not grey ones
        return segments.components() == 1 ? profiled(thorough, segments.profile()) : thorough;
    }

    /** The quick reader does not know profiles nor animations. */
    private Picture webp() throws IOException {
        WebpChunks chunks = WebpChunks.of(file);
        Optional<Picture> quick = chunks.plain() ? Leptonica.webp(Files.readAllBytes(file)) : Optional.empty();
        return quick.isPresent() ? quick.get() : attempt(() -> Readers.with(file, format, this::plain));
    }

    private static Picture profiled(Picture picture, Optional<Profile> profile) {
        profile.ifPresent(p -> p.toSrgb(picture));
        return picture;
    }

    private Picture plain(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        BufferedImage image = Readers.read(reader, warnings);
        Optional<String> damage = warnings.stream().filter(Decoder::damage).findFirst();
        if (damage.isPresent()) {
            throw new IOException(damage.get());
        }
        return Pixels.of(image);
    }

    /** A few stray bytes or a missing end marker cost no pixel; lost data does. */
    private static boolean damage(String warning) {
        return warning.contains("Corrupt JPEG data") && !warning.contains("extraneous");
    }

    /** Reading that may fail in any way a damaged file can make it fail. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws IOException;
    }

    private <T> T attempt(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (ProcessingException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            // one large array did not fit beside what else is running; nothing is half done
            throw new ProcessingException(ErrorKind.RESOURCE, "image.no-memory",
                    "There is not enough memory free to open " + file.getFileName() + " now.",
                    "Wait for other jobs to end, or allow more memory.", e);
        } catch (IOException | RuntimeException e) {
            // readers answer nonsense in a file with any unchecked exception
            throw new ProcessingException(ErrorKind.INPUT, "image.broken",
                    file.getFileName() + " is damaged or cut off and cannot be read as " + format + ".",
                    "Get the file again from where it came from.", e);
        }
    }
}
