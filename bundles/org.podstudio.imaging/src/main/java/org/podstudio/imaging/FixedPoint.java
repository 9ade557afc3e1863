package org.podstudio.imaging;

import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Picture;

/**
 * Between pixels and planes of eight bits in whole numbers: what {@link Planes} does for all depths, several times as fast. The numbers are the
 * same but where a value lies within a millionth of the middle between two.
 */
final class FixedPoint {

    private static final int BITS = 20;
    private static final int OUT_BITS = 18;
    /** Of a colour's sample there are sixteenths, from four neighbours. */
    private static final int COLOUR_BITS = OUT_BITS - 4;

    private final Planes planes;
    private final int width;
    private final int height;
    /** Samples of colour a row. */
    private final int across;
    private final int down;

    private FixedPoint(Planes planes) {
        this.planes = planes;
        this.width = planes.width();
        this.height = planes.height();
        this.across = planes.format().halfWidth() ? (width + 1) / 2 : width;
        this.down = planes.format().halfHeight() ? (height + 1) / 2 : height;
    }

    /** Fills planes of eight bits, full range, with the colours of pixels; with their alpha where they are grey. */
    static void fill(Planes planes, int[] argb, Runnable check) {
        FixedPoint work = new FixedPoint(planes);
        if (planes.format().grey()) {
            work.copy(argb, 0, 24, check);
        } else if (planes.format().colours().matrix() == 0) {
            work.copy(argb, 0, 8, check);
            work.copy(argb, 1, 0, check);
            work.copy(argb, 2, 16, check);
        } else {
            work.brightness(argb, check);
            work.tints(argb, check);
        }
    }

    private void copy(int[] argb, int plane, int shift, Runnable check) {
        byte[] out = planes.samples()[plane];
        Blocks.pixels(width * height, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = (byte) (argb[i] >>> shift);
            }
        });
    }

    private void brightness(int[] argb, Runnable check) {
        double[] weights = planes.format().colours().weights();
        int red = fixed(weights[0], BITS);
        int blue = fixed(weights[1], BITS);
        int green = (1 << BITS) - red - blue;
        byte[] out = planes.samples()[0];
        Blocks.pixels(width * height, check, (from, to) -> {
            for (int i = from; i < to; i++) {
                int p = argb[i];
                out[i] = (byte) ((p >> 16 & 255) * red + (p >> 8 & 255) * green + (p & 255) * blue
                        + (1 << BITS - 1) >> BITS);
            }
        });
    }

    private void tints(int[] argb, Runnable check) {
        Blocks.rows(down, width, check, (from, to) -> {
            int[] sums = new int[3 * across];
            for (int y = from; y < to; y++) {
                gather(argb, y, sums);
                tint(sums, 1, y);
                tint(sums, 2, y);
            }
        });
    }

    /** Of the pixels that share a sample of colour the sums of red, green and blue; at an edge the last ones count twice. */
    private void gather(int[] argb, int row, int[] sums) {
        int stepX = planes.format().halfWidth() ? 2 : 1;
        int stepY = planes.format().halfHeight() ? 2 : 1;
        int first = row * stepY * width;
        int second = Math.min(height - 1, row * stepY + stepY - 1) * width;
        for (int x = 0, k = 0; x < across; x++, k += 3) {
            int left = x * stepX;
            int right = Math.min(width - 1, left + stepX - 1);
            int a = argb[first + left];
            int b = argb[first + right];
            int c = argb[second + left];
            int d = argb[second + right];
            sums[k] = (a >> 16 & 255) + (b >> 16 & 255) + (c >> 16 & 255) + (d >> 16 & 255);
            sums[k + 1] = (a >> 8 & 255) + (b >> 8 & 255) + (c >> 8 & 255) + (d >> 8 & 255);
            sums[k + 2] = (a & 255) + (b & 255) + (c & 255) + (d & 255);
        }
    }

    /** How far blue (plane 1) or red (plane 2) is from the brightness, of four pixels. */
    private void tint(int[] sums, int plane, int row) {
        double[] weights = planes.format().colours().weights();
        double own = weights[plane == 1 ? 1 : 0];
        double share = 1 / (2 * (1 - own));
        int red = fixed(((plane == 2 ? 1 : 0) - weights[0]) * share, BITS);
        int blue = fixed(((plane == 1 ? 1 : 0) - weights[1]) * share, BITS);
        int green = -red - blue;
        byte[] out = planes.samples()[plane];
        int middle = (128 << BITS + 2) + (1 << BITS + 1);
        for (int x = 0, k = 0; x < across; x++, k += 3) {
            int sum = sums[k] * red + sums[k + 1] * green + sums[k + 2] * blue + middle;
            out[row * across + x] = (byte) Math.min(255, sum >>> BITS + 2);
        }
    }

    /** An opaque picture of planes of eight bits that are not grey. */
    static Picture picture(Planes planes, Cicp meaning, Runnable check) {
        FixedPoint work = new FixedPoint(planes);
        int[] argb = new int[work.width * work.height];
        Blocks.rows(work.height, work.width, check, (from, to) -> {
            int[] blue = new int[work.across];
            int[] red = new int[work.across];
            for (int y = from; y < to; y++) {
                work.between(1, y, blue);
                work.between(2, y, red);
                work.row(y, blue, red, meaning, argb);
            }
        });
        return Picture.of(work.width, work.height, false, argb);
    }

    /** A row of colour at the height of a row of brightness: the nearer one three times as heavy; times four. */
    private void between(int plane, int y, int[] row) {
        byte[] samples = planes.samples()[plane];
        int near = planes.format().halfHeight() ? y / 2 : y;
        int far = planes.format().halfHeight() ? Math.clamp(near + (y & 1) * 2 - 1, 0, down - 1) : near;
        for (int x = 0; x < across; x++) {
            row[x] = 3 * (samples[near * across + x] & 255) + (samples[far * across + x] & 255);
        }
    }

    private void row(int y, int[] blue, int[] red, Cicp meaning, int[] argb) {
        double kr = meaning.weights()[0];
        double kb = meaning.weights()[1];
        double colour = meaning.full() ? 1 : 255 / 224.0;
        int light = fixed(meaning.full() ? 1 : 255 / 219.0, OUT_BITS);
        int toRed = fixed(2 * (1 - kr) * colour, COLOUR_BITS);
        int toBlue = fixed(2 * (1 - kb) * colour, COLOUR_BITS);
        int redToGreen = fixed(-2 * (1 - kr) * kr / (1 - kr - kb) * colour, COLOUR_BITS);
        int blueToGreen = fixed(-2 * (1 - kb) * kb / (1 - kr - kb) * colour, COLOUR_BITS);
        int black = meaning.full() ? 0 : 16;
        int halved = planes.format().halfWidth() ? 1 : 0;
        byte[] bright = planes.samples()[0];
        for (int x = 0, at = y * width; x < width; x++, at++) {
            int near = x >> halved;
            int far = halved == 0 ? near : Math.max(0, Math.min(across - 1, near + (x & 1) * 2 - 1));
            int cb = 3 * blue[near] + blue[far] - 2048;
            int cr = 3 * red[near] + red[far] - 2048;
            int base = ((bright[at] & 255) - black) * light + (1 << OUT_BITS - 1);
            argb[at] = 0xFF000000 | clip(base + toRed * cr) << 16
                    | clip(base + redToGreen * cr + blueToGreen * cb) << 8 | clip(base + toBlue * cb);
        }
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value >> OUT_BITS));
    }

    private static int fixed(double value, int bits) {
        return (int) Math.round(value * (1 << bits));
    }
}
