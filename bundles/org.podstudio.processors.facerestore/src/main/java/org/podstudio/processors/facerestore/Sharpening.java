package org.podstudio.processors.facerestore;

import org.podstudio.api.Run;

/** What is done without a network: the face less its blur is added to the face. */
final class Sharpening implements Restorer {

    private static final float AMOUNT = 0.6f;
    private static final double MOST_SIGMA = 8;

    @Override
    public int side() {
        return Template.SIDE;
    }

    @Override
    public Crop restored(Crop face, double scale, Run run) {
        // a pixel of the picture, however large it has become
        float[] kernel = kernel(Math.clamp(scale, 1, MOST_SIGMA));
        float[] blurred = blurred(blurred(face.values(), face.side(), kernel, 1), face.side(), kernel, face.side());
        run.checkCanceled();
        float[] sharp = new float[blurred.length];
        for (int i = 0; i < sharp.length; i++) {
            float value = face.values()[i];
            sharp[i] = Math.clamp(value + AMOUNT * (value - blurred[i]), 0f, 1f);
        }
        return new Crop(face.side(), sharp);
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(2.5 * sigma);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) Math.exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** @param step 1 along rows, the side along columns */
    private static float[] blurred(float[] values, int side, float[] kernel, int step) {
        float[] out = new float[values.length];
        int reach = kernel.length / 2;
        for (int i = 0; i < values.length; i++) {
            int position = i / step % side;
            float sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += kernel[k + reach] * values[i + (Math.clamp((long) position + k, 0, side - 1) - position) * step];
            }
            out[i] = sum;
        }
        return out;
    }
}
