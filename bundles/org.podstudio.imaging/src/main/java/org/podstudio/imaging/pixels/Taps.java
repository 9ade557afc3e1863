package org.podstudio.imaging.pixels;

/** For each output position: the first input position, how many, and their weights. */
record Taps(int[] first, int[] length, int[] weights, int stride) {

    static Taps of(int in, int out, Filter filter) {
        double scale = (double) in / out;
        double widen = Math.max(scale, 1);
        double support = filter.support() * widen;
        int stride = (int) Math.ceil(support) * 2 + 1;
        Taps taps = new Taps(new int[out], new int[out], new int[Math.multiplyExact(out, stride)], stride);
        for (int i = 0; i < out; i++) {
            taps.fill(i, (i + 0.5) * scale, support, widen, in, filter);
        }
        return taps;
    }

    private void fill(int i, double centre, double support, double widen, int in, Filter filter) {
        int from = Math.max(0, (int) (centre - support + 0.5));
        int to = Math.min(in, (int) (centre + support + 0.5));
        double[] exact = new double[to - from];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
            exact[k] = filter.weight((k + from - centre + 0.5) * (1 / widen));
            sum += exact[k];
        }
        for (int k = 0; k < exact.length; k++) {
            double share = sum == 0 ? exact[k] : exact[k] / sum;
            weights[i * stride + k] = (int) (share * (1 << Resizer.BITS) + (share < 0 ? -0.5 : 0.5));
        }
        first[i] = from;
        length[i] = exact.length;
    }
}
