package org.podstudio.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** From a file of a known format to its header and its pixels. */
final class Decoder {

    /** Above it a picture is refused, whatever memory there is: 300 megapixels. */
    static final long MOST_PIXELS = 300_000_000;

    private static final double HEAP_SHARE = 0.8;
    /** More is no picture but something hidden behind one; such a file is read in pieces. */
    private static final int MOST_BYTES_PER_PIXEL = 8;
    private static final long HEAD_BYTES = 16 << 20;

    /** @param sampleBytes of one pixel as a reader unpacks it */
    private record Stored(ImageHeader header, int sampleBytes) {

        /** The samples beside the picture made of them, or the picture beside the same turned. */
        long heapBytes() {
            return header.pixels() * (4 + Math.max(4, sampleBytes));
        }
    }

    private final Path file;
    private final ImageFormat format;

    Decoder(Path file, ImageFormat format) {
        this.file = file;
        this.format = format;
    }

    ImageFormat format() {
        return format;
    }

    ImageHeader header() throws IOException {
        int orientation = Embedded.orientation(file, format);
        ImageHeader stored = stored().header();
        return Orientation.swaps(orientation)
                ? new ImageHeader(format, stored.height(), stored.width(), stored.alpha())
                : stored;
    }

    Picture read(Runnable check) throws IOException {
        Stored stored = stored();
        require(stored);
        return decode(stored.header(), 1, check);
    }

    /** The picture or a smaller form of it whose longer side has at least that many pixels, whichever is quicker. */
    Picture atLeast(int longerSide) throws IOException {
        Stored stored = stored();
        require(stored);
        ImageHeader header = stored.header();
        int reduction = 8;
        while (reduction > 1 && Math.max(header.width(), header.height()) / reduction < longerSide) {
            reduction /= 2;
        }
        return decode(header, reduction, Blocks.GO_ON);
    }

    /** Refuses what would not fit, before anything of its size is allocated. */
    private void require(Stored stored) {
        long most = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        if (stored.heapBytes() > most) {
            throw tooLarge(stored.header(), "and needs about " + (stored.heapBytes() >> 20) + " MB of memory, "
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
    private Stored stored() throws IOException {
        Stored stored = attempt(() -> Readers.with(file, format, reader -> {
            boolean transparent = transparent(reader);
            return new Stored(new ImageHeader(format, reader.getWidth(0), reader.getHeight(0), transparent),
                    sampleBytes(reader));
        }));
        ImageHeader header = stored.header();
        if (header.pixels() > MOST_PIXELS) {
            throw tooLarge(header, "more than the " + MOST_PIXELS / 1_000_000 + " megapixels that are opened",
                    "Make it smaller with the program it came from.");
        }
        return stored;
    }

    private static int sampleBytes(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        SampleModel model = type == null ? null : type.getSampleModel();
        return model == null
                ? 4
                : model.getNumDataElements() * DataBuffer.getDataTypeSize(model.getTransferType()) / 8;
    }

    private boolean transparent(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        return type != null && type.getColorModel().hasAlpha()
                || format == ImageFormat.PNG && PngChunks.of(file).has("tRNS");
    }

    /** Right way up, in sRGB. */
    private Picture decode(ImageHeader stored, int reduction, Runnable check) throws IOException {
        return attempt(() -> {
            Picture picture = switch (format) {
                case JPEG -> jpeg(stored, reduction, check);
                case WEBP -> webp(stored, check);
                case PNG -> png(check);
                default -> thorough(check);
            };
            return Orientation.apply(picture, Embedded.orientation(file, format), check);
        });
    }

    private Picture thorough(Runnable check) throws IOException {
        return Readers.with(file, format, reader -> plain(reader, check));
    }

    private Picture png(Runnable check) throws IOException {
        Picture picture = thorough(check);
        PngChunks chunks = PngChunks.of(file);
        return profiled(picture, chunks.profile(), chunks.colours(), check);
    }

    private Picture jpeg(ImageHeader stored, int reduction, Runnable check) throws IOException {
        JpegSegments segments = JpegSegments.of(file);
        int colours = segments.components();
        if (colours != 1 && colours != 3) {
            return thorough(check);
        }
        // libjpeg complains on stderr of what is cut off; the thorough reader tells us instead
        Optional<Picture> quick = Signature.complete(file)
                ? quick(stored, check, bytes -> Leptonica.jpeg(bytes, reduction))
                : Optional.empty();
        if (quick.isPresent()) {
            return profiled(quick.get(), segments.profile(), colours, check);
        }
        Picture thorough = thorough(check);
        // the thorough reader applies RGB profiles by itself, but not grey ones
        return colours == 1 ? profiled(thorough, segments.profile(), colours, check) : thorough;
    }

    /** The quick reader does not know profiles nor animations. */
    private Picture webp(ImageHeader stored, Runnable check) throws IOException {
        Optional<Picture> quick = WebpChunks.of(file).plain()
                ? quick(stored, check, Leptonica::webp)
                : Optional.empty();
        return quick.isPresent() ? quick.get() : thorough(check);
    }

    /** By native code, which wants the whole file in memory. */
    private Optional<Picture> quick(ImageHeader stored, Runnable check, Function<byte[], Optional<Picture>> reader)
            throws IOException {
        if (Files.size(file) > HEAD_BYTES + MOST_BYTES_PER_PIXEL * stored.pixels()) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        return Unhurried.call(stored.pixels(), check, () -> Objects.requireNonNull(reader.apply(bytes)));
    }

    private static Picture profiled(Picture picture, Optional<Profile> profile, int colours, Runnable check) {
        profile.ifPresent(p -> p.toSrgb(picture, colours, check));
        return picture;
    }

    private Picture plain(ImageReader reader, Runnable check) throws IOException {
        List<String> warnings = new ArrayList<>();
        BufferedImage image = Readers.read(reader, warnings, check);
        Optional<String> damage = warnings.stream().filter(Decoder::damage).findFirst();
        if (damage.isPresent()) {
            throw new IOException(damage.get());
        }
        return Pixels.of(image, check);
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
        } catch (ProcessingException | CanceledException e) {
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
