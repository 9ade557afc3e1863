package org.podstudio.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** A WebP by libwebp; the first frame of an animation on its canvas. Without the native library by a reader in Java. */
final class Webp implements Still {

    private final Path file;
    private final WebpFile chunks;

    Webp(Path file) throws IOException {
        this.file = file;
        this.chunks = WebpFile.of(Files.readAllBytes(file));
    }

    @Override
    public ImageHeader header() throws IOException {
        return chunks.header();
    }

    @Override
    public Picture read(int reduction, Runnable check) throws IOException {
        if (!Leptonica.available()) {
            return new Thorough(file, ImageFormat.WEBP).read(1, check);
        }
        Picture picture = decoded(check);
        chunks.profile().ifPresent(p -> p.toSrgb(picture, 3, check));
        return picture;
    }

    @Override
    public Brightness brightness(Runnable check) throws IOException {
        return !Leptonica.available() || chunks.animated()
                ? Still.super.brightness(check)
                : decode(Files.readAllBytes(file), header().pixels(), Leptonica::webpBrightness, check);
    }

    @Override
    public Profiled stored(Runnable check) throws IOException {
        Optional<byte[]> profile = chunks.profile().flatMap(Profile::kept);
        return profile.isPresent() && Leptonica.available()
                ? new Profiled(decoded(check), profile)
                : Still.super.stored(check);
    }

    private Picture decoded(Runnable check) throws IOException {
        return chunks.animated()
                ? first(check)
                : decode(Files.readAllBytes(file), header().pixels(), Leptonica::webp, check);
    }

    private Picture first(Runnable check) throws IOException {
        ImageHeader canvas = header();
        WebpFile.Frame frame = chunks.first();
        ImageHeader inner = WebpFile.of(frame.file()).header();
        boolean fits = frame.x() + inner.width() <= canvas.width() && frame.y() + inner.height() <= canvas.height();
        if (!fits) {
            throw new IOException("the first frame lies outside the picture");
        }
        Picture picture = decode(frame.file(), inner.pixels(), Leptonica::webp, check);
        return picture.width() == canvas.width() && picture.height() == canvas.height()
                ? picture
                : placed(picture, frame, canvas);
    }

    private static Picture placed(Picture picture, WebpFile.Frame frame, ImageHeader canvas) {
        Picture whole = new Picture(canvas.width(), canvas.height(), true);
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(picture.argb(), y * picture.width(), whole.argb(),
                    (frame.y() + y) * canvas.width() + frame.x(), picture.width());
        }
        return whole;
    }

    private static <T> T decode(byte[] bytes, long pixels, Function<byte[], Optional<T>> reader, Runnable check)
            throws IOException {
        Optional<T> decoded = Unhurried.call(pixels, check, () -> Objects.requireNonNull(reader.apply(bytes)));
        return decoded.orElseThrow(() -> new IOException("libwebp refuses the WebP"));
    }
}
