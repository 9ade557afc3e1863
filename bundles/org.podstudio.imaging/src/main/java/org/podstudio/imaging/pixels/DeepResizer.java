package org.podstudio.imaging.pixels;

/**
 * Resampling of 16 bits a channel, one channel at a time in floating point, which is exact to less than one of 65,536 levels. Colours are
 * weighed by alpha meanwhile, so that hidden ones do not bleed.
 */
final class DeepResizer {

    private static final float MOST = 65_535;
    private static final int ALPHA = 3;
    /** What is less opaque has no colour that could be restored. */
    private static final float INVISIBLE = 0.5f / MOST;

    private final DeepPicture picture;
    private final int width;
    private final int height;
    private final boolean light;
    private final ChannelResampler resampler;
    /** What a number is worth: itself, or its light. */
    private final float[] values;

    /** @param light whether amounts of light are averaged, instead of numbers */
    DeepResizer(DeepPicture picture, int width, int height, Filter filter, boolean light, Runnable check) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.light = light;
        this.resampler = new ChannelResampler(picture.width(), picture.height(), width, height, filter,
                DeepResizer::shares, check);
        this.values = values(light);
    }

    DeepPicture resized() {
        DeepPicture out = new DeepPicture(width, height, picture.alpha());
        short[] samples = out.samples();
        float[] alpha = new float[picture.alpha() ? width * height : 0];
        if (picture.alpha()) {
            resampler.resample((y, line) -> take(y, ALPHA, line), (at, value) -> {
                alpha[at] = value;
                samples[4 * at + ALPHA] = sample(value);
            });
        }
        for (int c = 0; c < ALPHA; c++) {
            int channel = c;
            resampler.resample((y, line) -> take(y, channel, line), (at, value) -> {
                // no table: near black one step of 65,536 in light is thirteen in numbers
                float colour = alpha.length == 0 ? value : alpha[at] < INVISIBLE ? 0 : value / alpha[at];
                samples[4 * at + channel] = sample(light ? (float) Srgb.number(colour) : colour);
            });
        }
        return out;
    }

    /** The pixel that lies nearest. */
    static DeepPicture nearest(DeepPicture picture, int width, int height, Runnable check) {
        DeepPicture out = new DeepPicture(width, height, picture.alpha());
        double stepX = (double) picture.width() / width;
        double stepY = (double) picture.height() / height;
        Blocks.rows(height, width, check, (from, to) -> {
            for (int y = from; y < to; y++) {
                int row = (int) ((y + 0.5) * stepY) * picture.width();
                for (int x = 0; x < width; x++) {
                    System.arraycopy(picture.samples(), 4 * (row + (int) ((x + 0.5) * stepX)), out.samples(),
                            4 * (y * width + x), 4);
                }
            }
        });
        return out;
    }

    private void take(int y, int channel, float[] line) {
        short[] samples = picture.samples();
        for (int x = 0, at = 4 * y * line.length; x < line.length; x++, at += 4) {
            float opacity = (samples[at + ALPHA] & 0xFFFF) / MOST;
            line[x] = channel == ALPHA ? opacity : values[samples[at + channel] & 0xFFFF] * opacity;
        }
    }

    /** Weights that add up to one at each position: hundreds of them, rounded, miss it by some levels of 65,536. */
    private static float[] shares(Taps taps) {
        float[] shares = new float[taps.weights().length];
        for (int position = 0; position < taps.first().length; position++) {
            int from = position * taps.stride();
            double sum = 0;
            for (int i = from; i < from + taps.length()[position]; i++) {
                sum += taps.weights()[i];
            }
            for (int i = from; i < from + taps.length()[position]; i++) {
                shares[i] = (float) (taps.weights()[i] / sum);
            }
        }
        return shares;
    }

    private static float[] values(boolean light) {
        float[] values = new float[65_536];
        for (int i = 0; i < values.length; i++) {
            double value = i / (double) MOST;
            values[i] = (float) (light ? Srgb.light(value) : value);
        }
        return values;
    }

    private static short sample(float value) {
        return (short) Math.clamp(Math.round(value * MOST), 0, 65_535);
    }
}
