package org.podstudio.imaging.pixels;

/** How pixels are resampled; all but {@link #NEAREST} are widened when shrinking, so that nothing aliases. */
public enum Filter {
    /** The nearest pixel: hard edges. */
    NEAREST(0),
    /** Triangle. */
    BILINEAR(1),
    /** Keys' cubic with a = -0.5. */
    BICUBIC(2),
    /** Sinc windowed by sinc, three lobes. */
    LANCZOS(3);

    private final double support;

    Filter(double support) {
        this.support = support;
    }

    /** Half width in source pixels when not shrinking. */
    public double support() {
        return support;
    }

    /** Weight at a distance from the centre, in source pixels. */
    public double weight(double distance) {
        double x = Math.abs(distance);
        return switch (this) {
            case NEAREST -> x <= 0.5 ? 1 : 0;
            case BILINEAR -> Math.max(0, 1 - x);
            case BICUBIC -> cubic(x);
            case LANCZOS -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
        };
    }

    private static double cubic(double x) {
        double a = -0.5;
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
