package org.podstudio.processors.bgremove;

/** The largest or the smallest value around each place, in squares cut at the border. */
final class Extremes {

    private Extremes() {
    }

    /** A new array; values row-major. */
    static float[] of(float[] values, int width, int radius, boolean largest) {
        float[] across = new float[values.length];
        for (int row = 0; row < values.length; row += width) {
            for (int x = 0; x < width; x++) {
                float found = values[row + x];
                for (int u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
                    found = more(found, values[row + u], largest);
                }
                across[row + x] = found;
            }
        }
        int height = values.length / width;
        float[] found = across.clone();
        for (int y = 0; y < height; y++) {
            for (int v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
                for (int x = 0; x < width; x++) {
                    found[y * width + x] = more(found[y * width + x], across[v * width + x], largest);
                }
            }
        }
        return found;
    }

    private static float more(float a, float b, boolean largest) {
        return largest ? Math.max(a, b) : Math.min(a, b);
    }
}
