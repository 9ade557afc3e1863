package org.podstudio.imaging;

import java.awt.Point;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Optional;

import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Alpha;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/**
 * From AWT's many kinds of images to a {@link Picture}. Samples are taken as they are: AWT's own conversion takes grey for linear light and
 * would brighten it.
 */
final class Pixels {

    private Pixels() {
    }

    static Picture of(BufferedImage image, Runnable check) {
        return of(image, true, check);
    }

    /** @param toSrgb whether a profile is applied, else colours come as they are stored */
    static Picture of(BufferedImage image, boolean toSrgb, Runnable check) {
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        if (model instanceof ComponentColorModel && colours == 4) {
            return inks(image, check);
        }
        // palettes and packed pixels are sRGB
        if (!(model instanceof ComponentColorModel) || colours != 1 && colours != 3) {
            return Picture.of(image.getWidth(), image.getHeight(), model.hasAlpha(), rgb(image, check));
        }
        Picture picture = new Picture(image.getWidth(), image.getHeight(), model.hasAlpha());
        copy(image.getRaster(), picture, colours, check);
        if (model.isAlphaPremultiplied()) {
            Alpha.divide(picture.argb(), check);
        }
        if (toSrgb && colours == 3 && !model.getColorSpace().isCS_sRGB()
                && model.getColorSpace() instanceof ICC_ColorSpace space) {
            Profile.of(space.getProfile()).toSrgb(picture, colours, check);
        }
        return picture;
    }

    /** All samples in 16 bits. */
    static DeepPicture deep(BufferedImage image, Runnable check) {
        return deep(image, true, check);
    }

    /** @param toSrgb whether a profile is applied, else colours come as they are stored */
    static DeepPicture deep(BufferedImage image, boolean toSrgb, Runnable check) {
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        if (!(model instanceof ComponentColorModel) || colours != 1 && colours != 3
                || model.getComponentSize(0) <= 8) {
            return DeepPicture.of(of(image, toSrgb, check));
        }
        DeepPicture picture = new DeepPicture(image.getWidth(), image.getHeight(), model.hasAlpha());
        samples(image.getRaster(), picture, colours, check);
        if (model.isAlphaPremultiplied()) {
            Alpha.divide(picture.samples());
        }
        if (toSrgb && colours == 3 && !model.getColorSpace().isCS_sRGB()
                && model.getColorSpace() instanceof ICC_ColorSpace space) {
            Profile.of(space.getProfile()).toSrgb(picture, colours, check);
        }
        return picture;
    }

    private static void samples(Raster raster, DeepPicture picture, int colours, Runnable check) {
        int bands = raster.getNumBands();
        double scale = scale(raster) * 257;
        double[] row = new double[picture.width() * bands];
        short[] out = picture.samples();
        for (int y = 0, k = 0; y < picture.height(); y++) {
            check.run();
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, picture.width(), 1, row);
            for (int at = 0; at < row.length; at += bands, k += 4) {
                for (int c = 0; c < 3; c++) {
                    out[k + c] = deep(row[at + (colours == 3 ? c : 0)], scale);
                }
                out[k + 3] = picture.alpha() ? deep(row[at + colours], scale) : -1;
            }
        }
    }

    private static short deep(double sample, double scale) {
        return (short) (int) Math.clamp(sample * scale + 0.5, 0, 65_535);
    }

    /** By their profile, else as inks that swallow light; row by row, since a profile's own way is slow for single pixels. */
    private static Picture inks(BufferedImage image, Runnable check) {
        Picture picture = new Picture(image.getWidth(), image.getHeight(), false);
        Optional<Profile> profile = image.getColorModel().getColorSpace() instanceof ICC_ColorSpace space
                ? Optional.of(Profile.of(space.getProfile()))
                : Optional.empty();
        int width = image.getWidth();
        for (int y = 0; y < image.getHeight(); y++) {
            check.run();
            Raster row = image.getRaster().createChild(0, y, width, 1, 0, 0, new int[]{0, 1, 2, 3});
            int[] argb = profile.flatMap(p -> p.inks(row)).orElseGet(() -> plain(row));
            System.arraycopy(argb, 0, picture.argb(), y * width, width);
        }
        return picture;
    }

    private static int[] plain(Raster row) {
        double scale = scale(row);
        double[] inks = row.getPixels(0, 0, row.getWidth(), 1, new double[4 * row.getWidth()]);
        int[] argb = new int[row.getWidth()];
        for (int x = 0; x < argb.length; x++) {
            double light = 255 - inks[4 * x + 3] * scale;
            int pixel = 0xFF;
            for (int c = 0; c < 3; c++) {
                pixel = pixel << 8 | (int) (light * (255 - inks[4 * x + c] * scale) / 255 + 0.5);
            }
            argb[x] = pixel;
        }
        return argb;
    }

    private static int[] rgb(BufferedImage image, Runnable check) {
        int width = image.getWidth();
        int[] argb = new int[Math.multiplyExact(width, image.getHeight())];
        int opaque = image.getColorModel().hasAlpha() ? 0 : 0xFF000000;
        for (int y = 0; y < image.getHeight(); y++) {
            check.run();
            image.getRGB(0, y, width, 1, argb, y * width, width);
            for (int i = y * width; i < (y + 1) * width; i++) {
                argb[i] |= opaque;
            }
        }
        return argb;
    }

    private static void copy(Raster raster, Picture picture, int colours, Runnable check) {
        if (raster.getDataBuffer() instanceof DataBufferByte data && data.getNumBanks() == 1
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getSampleSize(0) == 8) {
            copyBytes(raster, data.getData(), data.getOffset(), model, picture, colours, check);
        } else {
            copySamples(raster, picture, colours, check);
        }
    }

    /** Eight bits a sample, as most pictures are. */
    private static void copyBytes(Raster raster, byte[] bytes, int offset, PixelInterleavedSampleModel model,
            Picture picture, int colours, Runnable check) {
        int[] bands = model.getBandOffsets();
        Point shift = new Point(raster.getMinX() - raster.getSampleModelTranslateX(),
                raster.getMinY() - raster.getSampleModelTranslateY());
        int red = bands[0];
        int green = bands[colours == 3 ? 1 : 0];
        int blue = bands[colours == 3 ? 2 : 0];
        int[] argb = picture.argb();
        for (int y = 0, to = 0; y < picture.height(); y++) {
            check.run();
            int at = offset + (y + shift.y) * model.getScanlineStride() + shift.x * model.getPixelStride();
            for (int x = 0; x < picture.width(); x++, at += model.getPixelStride()) {
                int alpha = picture.alpha() ? bytes[at + bands[colours]] : 255;
                argb[to++] = alpha << 24 | (bytes[at + red] & 255) << 16 | (bytes[at + green] & 255) << 8
                        | bytes[at + blue] & 255;
            }
        }
    }

    /** Any depth, also floating point. */
    private static void copySamples(Raster raster, Picture picture, int colours, Runnable check) {
        int bands = raster.getNumBands();
        double scale = scale(raster);
        double[] row = new double[picture.width() * bands];
        int[] argb = picture.argb();
        for (int y = 0, to = 0; y < picture.height(); y++) {
            check.run();
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, picture.width(), 1, row);
            for (int at = 0; at < row.length; at += bands) {
                int red = level(row[at], scale);
                int green = colours == 3 ? level(row[at + 1], scale) : red;
                int blue = colours == 3 ? level(row[at + 2], scale) : red;
                int alpha = picture.alpha() ? level(row[at + colours], scale) : 255;
                argb[to++] = alpha << 24 | red << 16 | green << 8 | blue;
            }
        }
    }

    private static double scale(Raster raster) {
        int type = raster.getDataBuffer().getDataType();
        boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        return real ? 255 : 255.0 / ((1L << raster.getSampleModel().getSampleSize(0)) - 1);
    }

    private static int level(double sample, double scale) {
        return (int) Math.clamp(sample * scale + 0.5, 0, 255);
    }
}
