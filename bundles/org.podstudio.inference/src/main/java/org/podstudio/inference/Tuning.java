package org.podstudio.inference;

/**
 * How a session is set up.
 *
 * @param lean half the memory for a fifth more time: fewer fused layouts, no planned memory. For large nets that see one size
 * @param firstOnly nobody asks for any output but the first
 * @param device where it runs
 * @param threads cores to use, at least 1
 */
public record Tuning(boolean lean, boolean firstOnly, Device device, int threads) {

    /** Refuses less than one thread. */
    public Tuning {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread");
        }
    }

    /** For matting nets (ISNet, U²-Net, BiRefNet), whose first output is the mask: lean, on all cores. */
    public static Tuning matting(Device device) {
        return new Tuning(true, true, device, cores());
    }

    /** For other nets that see one size: lean, on all cores. */
    public static Tuning lean(Device device) {
        return new Tuning(true, false, device, cores());
    }

    /** For upscalers fed with tiles: every optimisation, on all cores. */
    public static Tuning upscaling(Device device) {
        return new Tuning(false, false, device, cores());
    }

    /** The same on another device. */
    Tuning on(Device other) {
        return new Tuning(lean, firstOnly, other, threads);
    }

    /** Cores of this machine; more threads than that only cost. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
