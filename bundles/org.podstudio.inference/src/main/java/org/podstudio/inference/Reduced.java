package org.podstudio.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A net whose answers are shrunk tile by tile, so that a factor of 2 from a net of 4 never holds the picture at 4 times its size. Lanczos with
 * three lobes, widened by the factor; a result pixel takes in {@code 6 * factor} answer pixels, far less than what tiles overlap by.
 */
public final class Reduced implements Tiling.Network {

    private final Tiling.Network net;
    private final int scale;
    private final int factor;
    private final float[] weights;
    /** The net's answer to the tile in hand; a new one outside the heap for each tile would pile up until the heap is full. */
    private @Nullable Tensor answer;

    /**
     * @param scale of the net
     * @param factor to shrink by; a divisor of the scale, at least 2
     */
    public Reduced(Tiling.Network net, int scale, int factor) {
        this.net = net;
        this.scale = scale;
        this.factor = factor;
        this.weights = weights(factor);
    }

    @Override
    public void apply(Tensor input, Tensor output) {
        Tensor large = answer((long) input.size(-1) * scale, (long) input.size(-2) * scale);
        net.apply(input, large);
        int width = large.size(-1);
        int height = large.size(-2);
        float[] row = new float[width];
        float[][] narrow = new float[height][output.size(-1)];
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                large.values().get((channel * height + y) * width, row);
                across(row, narrow[y]);
            }
            down(narrow, output, channel);
        }
    }

    /** All tiles have one size, so this is made once. */
    private Tensor answer(long width, long height) {
        Tensor kept = answer;
        if (kept == null || kept.size(-1) != width || kept.size(-2) != height) {
            kept = Tensor.direct(1, 3, height, width);
            answer = kept;
        }
        return kept;
    }

    private void across(float[] row, float[] narrow) {
        for (int x = 0; x < narrow.length; x++) {
            float sum = 0;
            int from = first(x);
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * row[Math.clamp(from + i, 0, row.length - 1)];
            }
            narrow[x] = sum;
        }
    }

    private void down(float[][] rows, Tensor output, int channel) {
        int width = output.size(-1);
        FloatBuffer values = output.values();
        float[] sum = new float[width];
        for (int y = 0; y < output.size(-2); y++) {
            Arrays.fill(sum, 0);
            int from = first(y);
            for (int i = 0; i < weights.length; i++) {
                float[] row = rows[Math.clamp(from + i, 0, rows.length - 1)];
                for (int x = 0; x < width; x++) {
                    sum[x] += weights[i] * row[x];
                }
            }
            values.put((channel * output.size(-2) + y) * width, sum);
        }
    }

    /** First answer pixel that a result pixel takes in: its middle less three lobes. */
    private int first(int position) {
        return position * factor + factor / 2 - 3 * factor + (factor % 2 == 0 ? 0 : 1);
    }

    private static float[] weights(int factor) {
        int taps = 6 * factor - (factor % 2 == 0 ? 0 : 1);
        float[] weights = new float[taps];
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double x = (i - (taps - 1) / 2.0) / factor;
            weights[i] = (float) (sinc(x) * sinc(x / 3));
            sum += weights[i];
        }
        for (int i = 0; i < taps; i++) {
            weights[i] /= (float) sum;
        }
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
