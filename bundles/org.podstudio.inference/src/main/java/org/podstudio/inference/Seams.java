package org.podstudio.inference;

import java.nio.FloatBuffer;

/**
 * Joins tiles, row by row from the upper left. Keeps floats of the fading strips alone: the right one of the tile before and the lower ones
 * of the row before; everything else is handed on at once.
 */
final class Seams {

    private static final int CHANNELS = 3;

    private final Axis across;
    private final Axis down;
    private final int scale;
    private final Tiling.Target target;
    private final int resultWidth;
    private final float[] right;
    private float[] above = {};
    private float[] below;

    Seams(Axis across, Axis down, int scale, Tiling.Target target, int resultWidth) {
        this.across = across;
        this.down = down;
        this.scale = scale;
        this.target = target;
        this.resultWidth = resultWidth;
        int widest = 0;
        for (int i = 0; i < across.count(); i++) {
            widest = Math.max(widest, across.fadeOut(i));
        }
        this.right = new float[CHANNELS * widest * scale * down.tile() * scale];
        this.below = new float[0];
    }

    /** Takes the answer of a tile; its values are changed. */
    void join(Tensor answer, int row, int column) {
        if (column == 0) {
            above = below;
            below = new float[CHANNELS * down.fadeOut(row) * scale * resultWidth];
        }
        fadeAcross(answer, column);
        keepRight(answer, column);
        fadeDown(answer, row, column);
        keepBelow(answer, row, column);
        write(answer, row, column);
    }

    private void fadeAcross(Tensor answer, int column) {
        int fade = across.fadeIn(column) * scale;
        int from = (across.from(column) - across.start(column)) * scale;
        FloatBuffer values = answer.values();
        int width = answer.size(-1);
        for (int line = 0; line < CHANNELS * answer.size(-2); line++) {
            for (int x = 0; x < fade; x++) {
                int i = line * width + from + x;
                values.put(i, mix(right[line * fade + x], values.get(i), x, fade));
            }
        }
    }

    private void keepRight(Tensor answer, int column) {
        int fade = across.fadeOut(column) * scale;
        int from = (across.to(column) - across.start(column)) * scale;
        int width = answer.size(-1);
        for (int line = 0; fade > 0 && line < CHANNELS * answer.size(-2); line++) {
            answer.values().get(line * width + from, right, line * fade, fade);
        }
    }

    private void fadeDown(Tensor answer, int row, int column) {
        int fade = down.fadeIn(row) * scale;
        int top = (down.from(row) - down.start(row)) * scale;
        int columns = columns(column);
        FloatBuffer values = answer.values();
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < fade; y++) {
                int from = index(answer, channel, top + y, column);
                int kept = (channel * fade + y) * resultWidth + left(column);
                for (int x = 0; x < columns; x++) {
                    values.put(from + x, mix(above[kept + x], values.get(from + x), y, fade));
                }
            }
        }
    }

    private void keepBelow(Tensor answer, int row, int column) {
        int fade = down.fadeOut(row) * scale;
        int top = (down.to(row) - down.start(row)) * scale;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < fade; y++) {
                answer.values().get(index(answer, channel, top + y, column), below,
                        (channel * fade + y) * resultWidth + left(column), columns(column));
            }
        }
    }

    private void write(Tensor answer, int row, int column) {
        int top = (down.from(row) - down.start(row)) * scale;
        int rows = (down.to(row) - down.from(row)) * scale;
        int plane = answer.size(-1) * answer.size(-2);
        int first = ((down.from(row) - down.border()) * scale) * resultWidth + left(column);
        // whole rows out of the buffer: one look at its bounds a row and not one a value
        float[] red = new float[columns(column)];
        float[] green = new float[red.length];
        float[] blue = new float[red.length];
        for (int y = 0; y < rows; y++) {
            int from = index(answer, 0, top + y, column);
            answer.values().get(from, red).get(from + plane, green).get(from + 2 * plane, blue);
            target.put(first + y * resultWidth, red, green, blue);
        }
    }

    private int left(int column) {
        return (across.from(column) - across.border()) * scale;
    }

    private int columns(int column) {
        return (across.to(column) - across.from(column)) * scale;
    }

    private int index(Tensor answer, int channel, int y, int column) {
        return (channel * answer.size(-2) + y) * answer.size(-1) + (across.from(column) - across.start(column)) * scale;
    }

    private static float mix(float old, float fresh, int position, int length) {
        float weight = (position + 0.5f) / length;
        return old + (fresh - old) * weight;
    }
}
