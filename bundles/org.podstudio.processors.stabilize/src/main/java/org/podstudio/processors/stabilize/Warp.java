package org.podstudio.processors.stabilize;

import java.util.stream.IntStream;

/** Moves pictures, turns and scales them. Not for several threads at once, and uses several itself. */
final class Warp {

    /** Positions between two pixels that are told apart. */
    private static final int PHASES = 256;
    private static final int ONE = 1 << 10;
    private static final double FIXED = 1L << 32;

    private final Format format;
    private final int[] weights;
    private final boolean keep;
    private final short[] source;
    private final int bands = 4 * Runtime.getRuntime().availableProcessors();

    /** @param keep whether what no pixel comes to is left as it was, else it is black */
    Warp(Format format, Params.Interpol interpolation, boolean keep) {
        this.format = format;
        this.keep = keep;
        this.weights = interpolation == Params.Interpol.BICUBIC ? cubic() : linear();
        this.source = new short[format.width() * format.height() * 3 / 2];
    }

    /** One plane of a picture. @param offset first sample @param share of the full size, 1 or 1/2 */
    private record Plane(int offset, int width, int height, double share, int black) {}

    /** The way back, from where a pixel is shown to where it comes from, in 32.32 fixed point. */
    private record Way(double cos, double sin, double x, double y, Plane plane) {

        static Way back(Motion motion, Plane plane) {
            double scale = Math.exp(-motion.zoom());
            return new Way(Math.cos(motion.angle()) * scale, Math.sin(motion.angle()) * scale,
                    motion.x() * plane.share(), motion.y() * plane.share(), plane);
        }

        long fromX(int y) {
            double middle = (plane.width() - 1) / 2.0;
            return Math.round((middle + cos * (-middle - x) + sin * down(y)) * FIXED);
        }

        long fromY(int y) {
            return Math.round(((plane.height() - 1) / 2.0 + cos * down(y) - sin * (-(plane.width() - 1) / 2.0 - x))
                    * FIXED);
        }

        private double down(int row) {
            return row - (plane.height() - 1) / 2.0 - y;
        }
    }

    /**
     * @param from a picture
     * @param to a picture of the same format; what is kept is kept from here
     * @param motion takes it to where it is shown
     */
    void apply(byte[] from, byte[] to, Motion motion) {
        unpack(from);
        int w = format.width();
        int h = format.height();
        int size = w * h;
        plane(new Plane(0, w, h, 1, format.black(true)), motion, to);
        plane(new Plane(size, w / 2, h / 2, 0.5, format.black(false)), motion, to);
        plane(new Plane(size + size / 4, w / 2, h / 2, 0.5, format.black(false)), motion, to);
    }

    private void unpack(byte[] from) {
        if (format.sampleBytes() == 1) {
            for (int i = 0; i < source.length; i++) {
                source[i] = (short) (from[i] & 0xFF);
            }
        } else {
            for (int i = 0; i < source.length; i++) {
                source[i] = (short) (from[2 * i] & 0xFF | (from[2 * i + 1] & 0xFF) << 8);
            }
        }
    }

    private void plane(Plane plane, Motion motion, byte[] to) {
        Way way = Way.back(motion, plane);
        IntStream.range(0, bands).parallel().forEach(band -> {
            int end = (int) ((long) plane.height() * (band + 1) / bands);
            for (int y = (int) ((long) plane.height() * band / bands); y < end; y++) {
                row(plane, way, y, to);
            }
        });
    }

    private void row(Plane plane, Way way, int y, byte[] to) {
        long fromX = way.fromX(y);
        long fromY = way.fromY(y);
        long stepX = Math.round(way.cos() * FIXED);
        long stepY = Math.round(-way.sin() * FIXED);
        int w = plane.width();
        int right = w - 2;
        int bottom = plane.height() - 2;
        for (int x = 0, at = plane.offset() + y * w; x < w; x++, at++, fromX += stepX, fromY += stepY) {
            int left = (int) (fromX >> 32);
            int top = (int) (fromY >> 32);
            if (left >= 1 && top >= 1 && left < right && top < bottom) {
                put(to, at, inside(plane.offset() + top * w + left, w, phase(fromX), phase(fromY)));
            } else if (left >= -1 && top >= -1 && left < w && top <= bottom + 1) {
                put(to, at, edge(plane, left, top, phase(fromX), phase(fromY)));
            } else if (!keep) {
                put(to, at, plane.black());
            }
        }
    }

    private static int phase(long position) {
        return (int) (position >>> 24) & PHASES - 1;
    }

    private void put(byte[] to, int at, int value) {
        if (format.bits() == 8) {
            to[at] = (byte) value;
        } else {
            to[2 * at] = (byte) value;
            to[2 * at + 1] = (byte) (value >> 8);
        }
    }

    private int inside(int at, int w, int phaseX, int phaseY) {
        int x = phaseX * 4;
        int y = phaseY * 4;
        int sum = weights[y] * line(at - w, x) + weights[y + 1] * line(at, x) + weights[y + 2] * line(at + w, x)
                + weights[y + 3] * line(at + 2 * w, x);
        return rounded(sum);
    }

    private int line(int at, int x) {
        return weights[x] * source[at - 1] + weights[x + 1] * source[at] + weights[x + 2] * source[at + 1]
                + weights[x + 3] * source[at + 2];
    }

    /** Beyond the border the last pixel goes on. */
    private int edge(Plane plane, int left, int top, int phaseX, int phaseY) {
        int sum = 0;
        for (int row = 0; row < 4; row++) {
            int at = plane.offset() + Math.clamp(top - 1 + row, 0, plane.height() - 1) * plane.width();
            int line = 0;
            for (int column = 0; column < 4; column++) {
                int x = Math.clamp(left - 1 + column, 0, plane.width() - 1);
                line += weights[phaseX * 4 + column] * source[at + x];
            }
            sum += weights[phaseY * 4 + row] * line;
        }
        return rounded(sum);
    }

    private int rounded(int sum) {
        return Math.clamp(sum + ONE * ONE / 2 >> 20, 0, (1 << format.bits()) - 1);
    }

    private static int[] linear() {
        int[] weights = new int[PHASES * 4];
        for (int phase = 0; phase < PHASES; phase++) {
            weights[phase * 4 + 2] = phase * ONE / PHASES;
            weights[phase * 4 + 1] = ONE - weights[phase * 4 + 2];
        }
        return weights;
    }

    /** Keys' cubic with a slope of -1/2, which goes through straight lines and parabolas. */
    private static int[] cubic() {
        int[] weights = new int[PHASES * 4];
        for (int phase = 0; phase < PHASES; phase++) {
            double t = (double) phase / PHASES;
            int at = phase * 4;
            weights[at] = (int) Math.round(ONE * t * (-0.5 + t * (1 - 0.5 * t)));
            weights[at + 2] = (int) Math.round(ONE * t * (0.5 + t * (2 - 1.5 * t)));
            weights[at + 3] = (int) Math.round(ONE * t * t * (-0.5 + 0.5 * t));
            weights[at + 1] = ONE - weights[at] - weights[at + 2] - weights[at + 3];
        }
        return weights;
    }
}
