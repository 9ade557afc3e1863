package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** A JPEG: by libjpeg-turbo where that is sure of it, else by a thorough reader that knows inks and damage. */
final class Jpeg implements Still {

    private final Path file;
    private final Thorough thorough;

    Jpeg(Path file) {
        this.file = file;
        this.thorough = new Thorough(file, ImageFormat.JPEG);
    }

    @Override
    public ImageHeader header() throws IOException {
        return thorough.header();
    }

    @Override
    public int spareBytes() throws IOException {
        return thorough.spareBytes();
    }

    /** The file is in memory as well, and the pixels only at the size in which they are decoded. */
    @Override
    public long bytes(int reduction) throws IOException {
        boolean merged = reduction > 1 && Leptonica.available() && JpegSegments.of(file).components() != 4;
        return merged
                ? header().pixels() / (reduction * reduction) * (4 + Math.max(4, spareBytes())) + Files.size(file)
                : Still.super.bytes(1);
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        JpegSegments segments = JpegSegments.of(file);
        int colours = segments.components();
        if (colours != 1 && colours != 3) {
            return thorough.read(1, check);
        }
        // libjpeg complains on stderr of what is cut off; the thorough reader tells us instead
        Optional<Picture> quick = Signature.complete(file)
                ? Quick.read(file, header().pixels(), check, bytes -> Leptonica.jpeg(bytes, reduction))
                : Optional.empty();
        if (quick.isEmpty() && !Heap.holds(thorough.bytes(1))) {
            throw new IOException("it is damaged, and too large for who reads it nevertheless");
        }
        Picture picture = quick.isPresent() ? quick.get() : thorough.read(1, check);
        // the thorough reader applies RGB profiles by itself, but not grey ones
        if (quick.isPresent() || colours == 1) {
            segments.profile().ifPresent(p -> p.toSrgb(picture, colours, check));
        }
        return picture;
    }

    @Override
    public Brightness brightness(Runnable check) throws IOException {
        boolean inks = JpegSegments.of(file).components() == 4;
        Optional<Brightness> quick = !inks && Signature.complete(file)
                ? Quick.read(file, header().pixels(), check, Leptonica::jpegBrightness)
                : Optional.empty();
        return quick.isPresent() ? quick.get() : Still.super.brightness(check);
    }

    @Override
    public Profiled stored(Runnable check) throws IOException {
        JpegSegments segments = JpegSegments.of(file);
        Optional<byte[]> profile = segments.components() == 3
                ? segments.profile().flatMap(Profile::kept)
                : Optional.empty();
        Optional<Picture> quick = profile.isPresent() && Signature.complete(file)
                ? Quick.read(file, header().pixels(), check, bytes -> Leptonica.jpeg(bytes, 1))
                : Optional.empty();
        return quick.isPresent() ? new Profiled(quick.get(), profile) : Still.super.stored(check);
    }
}
