package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.metadata.Beside;

/** From a JPEG to a file of another format, where nothing is to be done to its pixels: they never come into the heap. */
final class Recoding {

    private Recoding() {
    }

    /**
     * The file.
     *
     * @param begun called when it is about to be encoded
     * @return empty for what is to be turned or brought to sRGB, for inks, greys and damage, and for what goes into a format that has no short way
     */
    static Optional<byte[]> of(Path jpeg, ImageHeader header, Encoding encoding, Beside beside, Av1 av1, Runnable begun,
            Runnable check) throws IOException {
        encoding.requireRoom(header.width(), header.height());
        JpegSegments segments = JpegSegments.of(jpeg);
        boolean plain = segments.components() == 3 && segments.profile().stream().allMatch(Profile::likeSrgb)
                && Orientation.upright(Embedded.orientation(jpeg, ImageFormat.JPEG)) && Signature.complete(jpeg);
        if (plain && encoding.format() == ImageFormat.WEBP) {
            return webp(jpeg, header, encoding, beside, begun, check);
        }
        return plain && encoding.format() == ImageFormat.AVIF && AvifWriter.halves(encoding) && segments.halved()
                ? avif(jpeg, encoding, beside, av1, begun, check)
                : Optional.empty();
    }

    /** By libjpeg and libwebp, who share the pixels in native memory. */
    private static Optional<byte[]> webp(Path jpeg, ImageHeader header, Encoding encoding, Beside beside,
            Runnable begun, Runnable check) throws IOException {
        if (!Leptonica.available() || encoding.effort() != Encoding.USUAL_EFFORT) {
            return Optional.empty();
        }
        begun.run();
        Optional<byte[]> file = Quick.read(jpeg, header.pixels(), check,
                bytes -> Leptonica.toWebp(bytes, encoding.quality(), encoding.lossless()));
        return file.isPresent() ? Optional.of(Encoder.with(beside, encoding, file.get())) : file;
    }

    /** Brightness and colours are stored in the same way in both; nothing is lost but by the encoder. */
    private static Optional<byte[]> avif(Path jpeg, Encoding encoding, Beside beside, Av1 av1, Runnable begun,
            Runnable check) throws IOException {
        Optional<Eighths> read = Eighths.read(jpeg, (width, height) -> Set.of(Eighths.ALL), check);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        begun.run();
        return Optional.of(AvifWriter.write(read.get(), encoding, beside, av1, check));
    }
}
