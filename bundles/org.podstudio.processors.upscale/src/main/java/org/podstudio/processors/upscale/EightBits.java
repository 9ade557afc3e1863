package org.podstudio.processors.upscale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

import org.podstudio.api.Run;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Tiling;

/** As most pictures are. */
record EightBits(Picture picture) implements Pixels {

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public Picture seen() {
        return picture;
    }

    @Override
    public int opaque() {
        return 255;
    }

    @Override
    public int alpha(int pixel) {
        return picture.argb()[pixel] >>> 24;
    }

    @Override
    public int light(int pixel) {
        return picture.argb()[pixel] >> 8 & 255;
    }

    @Override
    public boolean coloured() {
        return Arrays.stream(picture.argb()).anyMatch(
                p -> p >>> 24 != 0 && ((p >> 16 & 255) != (p & 255) || (p >> 8 & 255) != (p & 255)));
    }

    @Override
    public Pixels carriedOn() {
        return new EightBits(Picture.of(width(), height(), picture.alpha(),
                Transparency.carriedOn(picture.argb(), width(), height())));
    }

    @Override
    public Pixels mask() {
        int[] grey = new int[picture.argb().length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xFF000000 | alpha(i) * 0x010101;
        }
        return of(width(), grey);
    }

    @Override
    public Pixels enlarged(Enlarger enlarger, int made, Tiling tiling, Run run) {
        return of(width() * made, enlarger.enlarge(picture.argb(), width(), height(), tiling, run));
    }

    @Override
    public Pixels resized(Size size, Runnable check) {
        return new EightBits(Resizer.resize(picture, size.width(), size.height(), Filter.LANCZOS, check));
    }

    @Override
    public Pixels grey(Runnable check) {
        int[] argb = picture.argb();
        Blocks.pixels(argb.length, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int luma = (77 * (argb[i] >> 16 & 255) + 150 * (argb[i] >> 8 & 255) + 29 * (argb[i] & 255)
                        + 128) >> 8;
                argb[i] = argb[i] & 0xFF000000 | luma * 0x010101;
            }
        });
        return this;
    }

    @Override
    public Pixels covered(IntUnaryOperator alpha, Runnable check) {
        int[] argb = picture.argb();
        Blocks.pixels(argb.length, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int a = alpha.applyAsInt(i);
                argb[i] = a == 0 ? 0 : a << 24 | argb[i] & 0xFFFFFF;
            }
        });
        return new EightBits(Picture.of(width(), height(), true, argb));
    }

    @Override
    public void write(Images images, Path file, Encoding encoding, Beside beside, Runnable check) throws IOException {
        images.write(picture, file, encoding, beside, check);
    }

    private static Pixels of(int width, int[] rgb) {
        return new EightBits(Picture.of(width, rgb.length / width, false, rgb));
    }
}
