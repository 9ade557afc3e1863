package org.podstudio.processors.stabilize;

import java.util.ArrayList;
import java.util.List;

/**
 * Brightness of a picture, rows from above.
 *
 * @param pixels 0 to 255, {@code width * height} of them; owned by this
 */
record Grey(int width, int height, float[] pixels) {

    static Grey of(byte[] bytes, int width, int height) {
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = bytes[i] & 0xFF;
        }
        return new Grey(width, height, pixels);
    }

    /** This and its halves, each half as large as the one before; at most so many, and none with a smaller edge. */
    List<Grey> pyramid(int most, int smallest) {
        List<Grey> levels = new ArrayList<>(List.of(this));
        while (levels.size() < most && Math.min(levels.getLast().width, levels.getLast().height) >= 2 * smallest) {
            levels.add(levels.getLast().half());
        }
        return levels;
    }

    /** Each pixel the mean of four. */
    private Grey half() {
        int w = width / 2;
        int h = height / 2;
        float[] halved = new float[w * h];
        for (int y = 0; y < h; y++) {
            int above = 2 * y * width;
            for (int x = 0; x < w; x++) {
                int i = above + 2 * x;
                halved[y * w + x] = 0.25f * (pixels[i] + pixels[i + 1] + pixels[i + width] + pixels[i + width + 1]);
            }
        }
        return new Grey(w, h, halved);
    }

    float at(int x, int y) {
        return pixels[y * width + x];
    }

    /** Whether a square about a point lies in the picture, with a pixel to spare. */
    boolean holds(float x, float y, int reach) {
        return x - reach >= 1 && y - reach >= 1 && x + reach < width - 2 && y + reach < height - 2;
    }

    /** Mean difference to another of the same size that is shifted, over what both show; 0 to 255. */
    double difference(Grey other, int dx, int dy) {
        int left = Math.max(0, -dx);
        int right = Math.min(width, width - dx);
        double sum = 0;
        int rows = 0;
        for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++, rows++) {
            int there = (y + dy) * width + dx;
            for (int x = left; x < right; x++) {
                sum += Math.abs(pixels[y * width + x] - other.pixels[there + x]);
            }
        }
        return sum / rows / (right - left);
    }
}
