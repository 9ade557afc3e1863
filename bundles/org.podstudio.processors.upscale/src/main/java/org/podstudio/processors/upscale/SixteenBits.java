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
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Tiling;

/** For formats with room for more than eight. */
record SixteenBits(DeepPicture picture) implements Pixels {

    private static final int OPAQUE = 65_535;

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
        return picture.rounded();
    }

    @Override
    public int opaque() {
        return OPAQUE;
    }

    @Override
    public int alpha(int pixel) {
        return picture.samples()[4 * pixel + 3] & OPAQUE;
    }

    @Override
    public int light(int pixel) {
        return picture.samples()[4 * pixel + 1] & OPAQUE;
    }

    @Override
    public boolean coloured() {
        short[] samples = picture.samples();
        boolean coloured = false;
        for (int i = 0; i < samples.length && !coloured; i += 4) {
            coloured = samples[i + 3] != 0 && (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]);
        }
        return coloured;
    }

    /** What nobody sees needs no more than eight bits. */
    @Override
    public Pixels carriedOn() {
        int[] carried = Transparency.carriedOn(seen().argb(), width(), height());
        short[] samples = picture.samples().clone();
        for (int i = 0, k = 0; i < carried.length; i++, k += 4) {
            for (int c = 0; c < 3 && samples[k + 3] == 0; c++) {
                samples[k + c] = (short) ((carried[i] >> 16 - 8 * c & 255) * 257);
            }
        }
        return new SixteenBits(DeepPicture.of(width(), height(), true, samples));
    }

    @Override
    public Pixels mask() {
        DeepPicture mask = new DeepPicture(width(), height(), false);
        for (int k = 0; k < mask.samples().length; k += 4) {
            Arrays.fill(mask.samples(), k, k + 3, picture.samples()[k + 3]);
        }
        return new SixteenBits(mask);
    }

    @Override
    public Pixels enlarged(Enlarger enlarger, int made, Tiling tiling, Run run) {
        return new SixteenBits(DeepPicture.of(width() * made, height() * made, false,
                enlarger.enlarge(picture.samples(), width(), height(), tiling, run)));
    }

    @Override
    public Pixels resized(Size size, Runnable check) {
        return new SixteenBits(picture.resized(size.width(), size.height(), Filter.LANCZOS, false, check));
    }

    @Override
    public Pixels grey(Runnable check) {
        short[] samples = picture.samples();
        Blocks.pixels(samples.length / 4, check, (from, to) -> {
            for (int k = 4 * from; k < 4 * to; k += 4) {
                int luma = 77 * (samples[k] & OPAQUE) + 150 * (samples[k + 1] & OPAQUE)
                        + 29 * (samples[k + 2] & OPAQUE) + 128 >> 8;
                Arrays.fill(samples, k, k + 3, (short) luma);
            }
        });
        return this;
    }

    @Override
    public Pixels covered(IntUnaryOperator alpha, Runnable check) {
        short[] samples = picture.samples();
        Blocks.pixels(samples.length / 4, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int a = alpha.applyAsInt(i);
                samples[4 * i + 3] = (short) a;
                if (a == 0) {
                    Arrays.fill(samples, 4 * i, 4 * i + 3, (short) 0);
                }
            }
        });
        return new SixteenBits(DeepPicture.of(width(), height(), true, samples));
    }

    @Override
    public void write(Images images, Path file, Encoding encoding, Beside beside, Runnable check) throws IOException {
        images.write(picture, file, encoding, beside, check);
    }
}
