package org.podstudio.processors.bgremove;

import java.nio.FloatBuffer;
import java.util.List;

import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
import org.podstudio.inference.Tensor;
import org.podstudio.models.Card;

/**
 * How a matting net is fed and read. The same net fed by another recipe gives another mask, so the recipe belongs to the card.
 *
 * @param size side of the square the picture is stretched to
 * @param mean subtracted from each channel
 * @param std each channel is divided by it
 * @param divisor what bytes are divided by; 0: the picture's own largest value, as rembg does
 * @param plain resized by bilinear sampling without half-pixel centres and antialiasing, as IMG.LY does; else by Pillow's Lanczos
 * @param sigmoid whether the answer is logits
 * @param stretch whether the answer is stretched to 0 to 1
 */
record Recipe(int size, double[] mean, double[] std, double divisor, boolean plain, boolean sigmoid, boolean stretch) {

    static Recipe of(Card card) {
        double divisor = card.text("divideBy", "").equals("max") ? 0 : card.number("divideBy", 255);
        return new Recipe((int) card.number("size", 320), triple(card.numbers("mean"), 0),
                triple(card.numbers("std"), 1), divisor, card.text("resize", "lanczos").equals("bilinear"),
                card.text("activation", "none").equals("sigmoid"), card.flag("stretch", true));
    }

    /** The same recipe at another size. */
    Recipe at(int other) {
        return new Recipe(other, mean, std, divisor, plain, sigmoid, stretch);
    }

    /**
     * The net's input.
     *
     * @param check called while the picture is made small; what it throws ends the work
     */
    Tensor input(Picture opaque, Runnable check) {
        int[] pixels = plain
                ? Bilinear.resize(opaque, size, size)
                : Resizer.resize(opaque, size, size, Filter.LANCZOS, check).argb();
        double by = divisor > 0 ? divisor : Math.max(1, largest(pixels));
        Tensor tensor = Tensor.direct(1, 3, size, size);
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            for (int i = 0; i < pixels.length; i++) {
                tensor.values().put(channel * pixels.length + i,
                        (float) (((pixels[i] >> shift & 255) / by - mean[channel]) / std[channel]));
            }
        }
        return tensor;
    }

    /** The first channel of the net's answer as a mask from 0 to 1. */
    float[] mask(Tensor answer) {
        float[] mask = new float[answer.size(-1) * answer.size(-2)];
        FloatBuffer values = answer.values();
        values.get(0, mask);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < mask.length; i++) {
            mask[i] = sigmoid ? (float) (1 / (1 + Math.exp(-mask[i]))) : mask[i];
            least = Math.min(least, mask[i]);
            most = Math.max(most, mask[i]);
        }
        float from = stretch ? least : 0;
        float range = stretch ? Math.max(most - least, 1e-6f) : 1;
        for (int i = 0; i < mask.length; i++) {
            mask[i] = Math.clamp((mask[i] - from) / range, 0f, 1f);
        }
        return mask;
    }

    private static int largest(int[] pixels) {
        int largest = 0;
        for (int pixel : pixels) {
            largest = Math.max(largest, Math.max(pixel >> 16 & 255, Math.max(pixel >> 8 & 255, pixel & 255)));
        }
        return largest;
    }

    private static double[] triple(List<Double> values, double fallback) {
        return values.size() == 3
                ? values.stream().mapToDouble(Double::doubleValue).toArray()
                : new double[]{fallback, fallback, fallback};
    }
}
