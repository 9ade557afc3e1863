package org.podstudio.processors.bgremove;

/**
 * Makes masks firm. Nets are sure of nothing: they hold the middle of a subject for four fifths of one, and one would see through it; and
 * they leave a haze. What has no edge nearby is made solid, edges and hair stay as soft as they were found.
 */
final class Firmness {

    private static final float HAZE = 0.04f;
    private static final float SOLID = 0.95f;
    /** A surrounding with nothing below the second is surely subject; from the first on it may be. */
    private static final float PERHAPS = 0.4f;
    private static final float SURELY = 0.7f;
    /** How far an edge reaches, as a part of the side. */
    private static final int REACH = 160;

    private Firmness() {
    }

    /** A new mask; values 0 to 1, row-major. */
    static float[] of(float[] mask, int width) {
        int radius = Math.max(2, width / REACH);
        float[] least = Extremes.of(mask, width, radius, false);
        float[] firm = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            float inside = Math.clamp((least[i] - PERHAPS) / (SURELY - PERHAPS), 0f, 1f);
            float solid = mask[i] + (1 - mask[i]) * inside;
            firm[i] = Math.clamp((solid - HAZE) / (SOLID - HAZE), 0f, 1f);
        }
        return firm;
    }
}
