package org.podstudio.imaging;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadUpdateListener;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.podstudio.imaging.pixels.Picture;

/**
 * A picture too large for memory, made smaller by a whole number while it is read: some rows of it are in memory at a time. Pixels that become
 * one are averaged, colours by their alpha.
 */
final class Strips {

    private static final int BAND_PIXELS = 1 << 20;

    private final int reduction;
    private final int width;
    private final int height;
    private final int across;
    private final int[] argb;
    /** Of the row that is being made: alpha, red, green and blue, the colours times their alpha. */
    private final long[] sums;
    private boolean alpha;
    private int row;

    private Strips(int width, int height, int reduction) {
        this.reduction = reduction;
        this.width = width;
        this.height = height;
        this.across = (width + reduction - 1) / reduction;
        this.argb = new int[Math.multiplyExact(across, (height + reduction - 1) / reduction)];
        this.sums = new long[4 * across];
    }

    /** Bytes that it takes. */
    static long bytes(long pixels, int reduction) {
        return 4 * pixels / reduction / reduction + 16L * BAND_PIXELS;
    }

    /** By a reader that decodes the rows that it is asked for and no others. @param pixels of some rows */
    static Picture byRegions(ImageReader reader, int reduction, Function<BufferedImage, Picture> pixels, Runnable check)
            throws IOException {
        Strips strips = new Strips(reader.getWidth(0), reader.getHeight(0), reduction);
        int rows = Math.max(1, BAND_PIXELS / strips.width);
        for (int y = 0; y < strips.height; y += rows) {
            check.run();
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(new Rectangle(0, y, strips.width, Math.min(rows, strips.height - y)));
            strips.add(pixels.apply(reader.read(0, part)));
        }
        return strips.picture();
    }

    /** By a reader that decodes all rows in turn and tells of each: all are written to the same place. */
    static Picture byRows(ImageReader reader, int reduction, Function<BufferedImage, Picture> pixels, Runnable check)
            throws IOException {
        Strips strips = new Strips(reader.getWidth(0), reader.getHeight(0), reduction);
        ImageTypeSpecifier type = reader.getImageTypes(0).next();
        SampleModel one = type.getSampleModel(strips.width, 1);
        DataBuffer buffer = one.createDataBuffer();
        ColorModel colours = type.getColorModel();
        BufferedImage line = image(colours, one, buffer);
        reader.addIIOReadUpdateListener((Rows) () -> {
            check.run();
            strips.add(pixels.apply(line));
        });
        ImageReadParam whole = reader.getDefaultReadParam();
        whole.setDestination(image(colours, flat(one, strips.height), buffer));
        reader.read(0, whole);
        if (strips.row < strips.height) {
            throw new IOException("there are fewer rows than the picture has");
        }
        return strips.picture();
    }

    private static BufferedImage image(ColorModel colours, SampleModel model, DataBuffer buffer) {
        return new BufferedImage(colours, Raster.createWritableRaster(model, buffer, null), false, null);
    }

    /** As many rows, each of which lies where the first one does. */
    private static SampleModel flat(SampleModel one, int rows) throws UnreadKind {
        return switch (one) {
            // the model of interleaved samples, which does the same, refuses it
            case PixelInterleavedSampleModel samples -> new ComponentSampleModel(samples.getDataType(),
                    samples.getWidth(), rows, samples.getPixelStride(), 0, samples.getBandOffsets());
            case MultiPixelPackedSampleModel packed -> new MultiPixelPackedSampleModel(packed.getDataType(),
                    packed.getWidth(), rows, packed.getPixelBitStride(), 0, 0);
            default -> throw new UnreadKind("a picture of unusual samples that does not fit into memory");
        };
    }

    /** Told of each row. */
    @NonNullByDefault({})
    @FunctionalInterface
    private interface Rows extends IIOReadUpdateListener {

        void row();

        @Override
        default void imageUpdate(ImageReader source, BufferedImage image, int x, int y, int width, int height,
                int periodX, int periodY, int[] bands) {
            row();
        }

        @Override
        default void passStarted(ImageReader source, BufferedImage image, int pass, int minPass, int maxPass, int x,
                int y, int periodX, int periodY, int[] bands) {
            // there is one
        }

        @Override
        default void passComplete(ImageReader source, BufferedImage image) {
            // there is one
        }

        @Override
        default void thumbnailPassStarted(ImageReader source, BufferedImage image, int pass, int minPass, int maxPass,
                int x, int y, int periodX, int periodY, int[] bands) {
            // none is read
        }

        @Override
        default void thumbnailUpdate(ImageReader source, BufferedImage image, int x, int y, int width, int height,
                int periodX, int periodY, int[] bands) {
            // none is read
        }

        @Override
        default void thumbnailPassComplete(ImageReader source, BufferedImage image) {
            // none is read
        }
    }

    private void add(Picture strip) {
        alpha |= strip.alpha();
        for (int y = 0; y < strip.height(); y++) {
            add(strip.argb(), y * width);
            row++;
            if (row % reduction == 0 || row == height) {
                finish();
            }
        }
    }

    private void add(int[] pixels, int from) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[from + x];
            int a = pixel >>> 24;
            int at = 4 * (x / reduction);
            sums[at] += a;
            sums[at + 1] += a * (pixel >> 16 & 255);
            sums[at + 2] += a * (pixel >> 8 & 255);
            sums[at + 3] += a * (pixel & 255);
        }
    }

    private void finish() {
        int rows = (row - 1) % reduction + 1;
        int to = (row - 1) / reduction * across;
        for (int x = 0, at = 0; x < across; x++, at += 4) {
            int pixels = rows * Math.min(reduction, width - x * reduction);
            long a = sums[at];
            if (a > 0) {
                argb[to + x] = (int) ((a + pixels / 2) / pixels) << 24 | (int) ((sums[at + 1] + a / 2) / a) << 16
                        | (int) ((sums[at + 2] + a / 2) / a) << 8 | (int) ((sums[at + 3] + a / 2) / a);
            }
        }
        Arrays.fill(sums, 0);
    }

    private Picture picture() {
        return Picture.of(across, argb.length / across, alpha, argb);
    }
}
