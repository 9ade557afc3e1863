package org.podstudio.imaging;

import java.io.IOException;
import java.io.InputStream;

import org.podstudio.imaging.internal.avif.Av1Header;
import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.DeepPicture;

/**
 * A decoded picture as video has it: brightness and two planes of colour, or green, blue and red, or brightness alone.
 *
 * @param format depth, layout and meaning of the samples
 * @param width of the first plane, pixels
 * @param height of the first plane, pixels
 * @param samples plane by plane, row by row, without padding; two bytes each, low first, when deeper than 8 bits
 */
record Planes(Av1Header format, int width, int height, byte[][] samples) {

    /** Empty ones. */
    static Planes of(Av1Header format, int width, int height) {
        byte[][] samples = new byte[format.grey() ? 1 : 3][];
        for (int plane = 0; plane < samples.length; plane++) {
            samples[plane] = new byte[Math.toIntExact((long) columns(format, width, plane)
                    * rows(format, height, plane) * (format.depth() > 8 ? 2 : 1))];
        }
        return new Planes(format, width, height, samples);
    }

    /** Light of a channel of a pixel, 0 to 1. */
    @FunctionalInterface
    interface Light {
        /** @param channel 0 red, 1 green, 2 blue, 3 alpha */
        double at(int pixel, int channel);
    }

    /** Fills them with colours; with alpha where they are grey. Full range. */
    void fill(Light light, Runnable check) {
        Blocks.rows(height, width, check, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    set(0, y * width + x, first(light, y * width + x));
                }
            }
        });
        int across = columns(format, width, 1);
        Blocks.rows(format.grey() ? 0 : rows(format, height, 1), across, check, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < across; x++) {
                    others(light, x, y, y * across + x);
                }
            }
        });
    }

    private double first(Light light, int pixel) {
        if (format.grey()) {
            return light.at(pixel, 3);
        }
        double[] w = format.colours().weights();
        return format.colours().matrix() == 0
                ? light.at(pixel, 1)
                : w[0] * light.at(pixel, 0) + (1 - w[0] - w[1]) * light.at(pixel, 1) + w[1] * light.at(pixel, 2);
    }

    /** Both samples of colour at a place: of the pixels that share it the mean. */
    private void others(Light light, int x, int y, int at) {
        if (format.colours().matrix() == 0) {
            set(1, at, light.at(at, 2));
            set(2, at, light.at(at, 0));
            return;
        }
        double[] w = format.colours().weights();
        double red = 0;
        double blue = 0;
        int stepX = format.halfWidth() ? 2 : 1;
        int stepY = format.halfHeight() ? 2 : 1;
        for (int i = 0; i < stepX * stepY; i++) {
            int px = Math.min(width - 1, x * stepX + i % stepX);
            int py = Math.min(height - 1, y * stepY + i / stepX);
            double bright = first(light, py * width + px);
            blue += (light.at(py * width + px, 2) - bright) / (2 * (1 - w[1]));
            red += (light.at(py * width + px, 0) - bright) / (2 * (1 - w[0]));
        }
        double middle = (128 << format.depth() - 8) / (double) ((256 << format.depth() - 8) - 1);
        set(1, at, blue / (stepX * stepY) + middle);
        set(2, at, red / (stepX * stepY) + middle);
    }

    private void set(int plane, int at, double value) {
        int most = (256 << format.depth() - 8) - 1;
        int sample = (int) (Math.clamp(value, 0.0, 1.0) * most + 0.5);
        if (format.depth() == 8) {
            samples[plane][at] = (byte) sample;
        } else {
            samples[plane][2 * at] = (byte) sample;
            samples[plane][2 * at + 1] = (byte) (sample >> 8);
        }
    }

    /** Fills them. @throws IOException when the stream ends before */
    void read(InputStream in) throws IOException {
        for (byte[] plane : samples) {
            if (in.readNBytes(plane, 0, plane.length) < plane.length) {
                throw new IOException("the decoder gave too few pixels");
            }
        }
    }

    /** Puts others into these, with their top left corner at a place, which is even where colours are halved; what lies outside is lost. */
    void put(Planes tile, int x, int y) {
        int bytes = format.depth() > 8 ? 2 : 1;
        for (int plane = 0; plane < samples.length; plane++) {
            int left = columns(format, x, plane);
            int top = rows(format, y, plane);
            int stride = columns(format, width, plane);
            int across = Math.min(columns(format, tile.width, plane), stride - left);
            int down = Math.min(rows(format, tile.height, plane), rows(format, height, plane) - top);
            for (int row = 0; row < down; row++) {
                System.arraycopy(tile.samples[plane], row * columns(format, tile.width, plane) * bytes,
                        samples[plane], ((top + row) * stride + left) * bytes, across * bytes);
            }
        }
    }

    /** Writes colours into a picture of the same size. */
    void colours(DeepPicture picture, Cicp meaning, Runnable check) {
        Blocks.rows(height, width, check, (from, to) -> {
            for (int y = from; y < to; y++) {
                row(picture, y, meaning);
            }
        });
    }

    /** The first plane in eight bits: how bright the picture is, unless they are green, blue and red. */
    Brightness brightness() {
        byte[] light = format.depth() == 8 ? samples[0] : new byte[width * height];
        for (int i = 0; format.depth() > 8 && i < light.length; i++) {
            light[i] = (byte) (sample(0, i, 0) >> format.depth() - 8);
        }
        return new Brightness(width, height, light);
    }

    /** Writes the first plane as alpha. */
    void alpha(DeepPicture picture, boolean full) {
        for (int y = 0, k = 3; y < height; y++) {
            for (int x = 0; x < width; x++, k += 4) {
                picture.samples()[k] = (short) sixteen(light(sample(0, x, y), full));
            }
        }
    }

    private void row(DeepPicture picture, int y, Cicp meaning) {
        double kr = meaning.weights()[0];
        double kb = meaning.weights()[1];
        short[] out = picture.samples();
        for (int x = 0, k = 4 * y * width; x < width; x++, k += 4) {
            double light = light(sample(0, x, y), meaning.full());
            double red = light;
            double green = light;
            double blue = light;
            if (!format.grey() && meaning.matrix() == 0) {
                blue = light(sample(1, x, y), meaning.full());
                red = light(sample(2, x, y), meaning.full());
            } else if (!format.grey()) {
                red += 2 * (1 - kr) * tint(colour(2, x, y), meaning.full());
                blue += 2 * (1 - kb) * tint(colour(1, x, y), meaning.full());
                green = (light - kr * red - kb * blue) / (1 - kr - kb);
            }
            out[k] = (short) sixteen(red);
            out[k + 1] = (short) sixteen(green);
            out[k + 2] = (short) sixteen(blue);
        }
    }

    /** A sample of colour at a place of the first plane: between the four nearest, the near ones three times as heavy. */
    private double colour(int plane, int x, int y) {
        if (!format.halfWidth()) {
            return sample(plane, x, y);
        }
        int cx = x / 2;
        int nx = Math.clamp(cx + (x & 1) * 2 - 1, 0, columns(format, width, plane) - 1);
        if (!format.halfHeight()) {
            return (3 * sample(plane, cx, y) + sample(plane, nx, y)) / 4.0;
        }
        int cy = y / 2;
        int ny = Math.clamp(cy + (y & 1) * 2 - 1, 0, rows(format, height, plane) - 1);
        return (9 * sample(plane, cx, cy) + 3 * sample(plane, nx, cy) + 3 * sample(plane, cx, ny)
                + sample(plane, nx, ny)) / 16.0;
    }

    private int sample(int plane, int x, int y) {
        int at = y * columns(format, width, plane) + x;
        byte[] bytes = samples[plane];
        return format.depth() == 8 ? bytes[at] & 255 : bytes[2 * at] & 255 | (bytes[2 * at + 1] & 255) << 8;
    }

    /** 0 to 1. */
    private double light(double sample, boolean full) {
        int scale = 1 << format.depth() - 8;
        return full ? sample / ((256 << format.depth() - 8) - 1) : (sample - 16 * scale) / (219 * scale);
    }

    /** -0.5 to 0.5. */
    private double tint(double sample, boolean full) {
        int scale = 1 << format.depth() - 8;
        return (sample - 128 * scale) / (full ? 256 * scale - 1 : 224 * scale);
    }

    private static int sixteen(double value) {
        return (int) (Math.clamp(value, 0.0, 1.0) * 65_535 + 0.5);
    }

    private static int columns(Av1Header format, int width, int plane) {
        return plane > 0 && format.halfWidth() && !format.grey() ? (width + 1) / 2 : width;
    }

    private static int rows(Av1Header format, int height, int plane) {
        return plane > 0 && format.halfHeight() && !format.grey() ? (height + 1) / 2 : height;
    }
}
