package org.podstudio.ui.form;

/**
 * The positions of a slider over a range of numbers: round values, and no more of them than a hand can aim at.
 *
 * @param min
 *            the smallest number
 * @param max
 *            the largest
 * @param step
 *            from one to the next; the first and the last may be nearer
 */
record Steps(double min, double max, double step) {

    private static final int MOST = 200;
    private static final double[] FINE = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

    /** One by one. */
    static Steps whole(long min, long max) {
        return new Steps(min, max, 1);
    }

    /** In the finest steps that are few enough. */
    static Steps decimal(double min, double max) {
        int finest = 0;
        while (finest < FINE.length - 1 && (max - min) / FINE[finest] > MOST) {
            finest++;
        }
        return new Steps(min, max, FINE[finest]);
    }

    /** Whether a hand can aim at them. */
    boolean fewEnough() {
        return (max - min) / step <= 2 * MOST;
    }

    /** The last position; the first is 0. */
    int count() {
        return (int) Math.ceil(max / step - first());
    }

    /** The position of what stands in a field; 0 for what is no number, of which its message tells. */
    int position(String text) {
        try {
            return (int) Math.round(Double.parseDouble(text.strip()) / step - first());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** What stands in the field at a position. */
    String at(int position) {
        double value = Math.clamp((first() + position) * step, min, max);
        return shown(Math.round(value * 1000) / 1000.0);
    }

    private double first() {
        return Math.floor(min / step);
    }

    /** Without decimals where there are none. */
    static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.valueOf(value);
    }
}
