package org.podstudio.inference;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.models.Card;

/** Enlarges pixels by a network of the task {@code upscale}, tile by tile, by a whole factor. For one thread. */
public final class Enlarger {

    private static final String NO_MEMORY = "inference.no-memory";

    private final Session session;
    private final int scale;
    private final int shrink;

    /**
     * @param factor wanted; what comes is {@link #made}, which is no less unless the network itself makes less
     */
    public Enlarger(Session session, Card card, double factor) {
        this.session = session;
        this.scale = scale(card);
        this.shrink = shrink(card, factor);
    }

    /** What the network itself makes of a pixel's side. */
    public static int scale(Card card) {
        return (int) card.number("scale", 4);
    }

    /** What leaves the tiles: the network's factor, divided as far as keeps the wanted one. */
    public static int made(Card card, double factor) {
        return scale(card) / shrink(card, factor);
    }

    /**
     * The pixels enlarged.
     *
     * @param rgb row-major, 0xRRGGBB
     * @return row-major, 0xFFRRGGBB, {@link #made} times as wide and high
     * @throws ProcessingException {@code inference.no-memory} and others
     */
    public int[] enlarge(int[] rgb, int width, int height, Tiling tiling, Run run) {
        return tiling.apply(rgb, width, height, scale / shrink, network(run), run);
    }

    /**
     * As the other, in 16 bits.
     *
     * @param rgba row-major, red, green, blue and alpha of each pixel, unsigned; alpha is ignored
     * @return the same, opaque
     */
    public short[] enlarge(short[] rgba, int width, int height, Tiling tiling, Run run) {
        return tiling.apply(rgba, width, height, scale / shrink, network(run), run);
    }

    private Tiling.Network network(Run run) {
        Tiling.Network net = (input, output) -> session.run(input, output, run);
        return shrink == 1 ? net : new Reduced(net, scale, shrink);
    }

    /** Work that is done with tiles of some size. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; perhaps again, with smaller ones. */
        T with(Tiling tiling);
    }

    /** Does work with as large tiles as there is memory for, and notes when they had to become smaller. */
    public static <T> T fitting(Card card, Tiling tiling, Run run, Work<T> work) {
        try {
            return work.with(tiling);
        } catch (ProcessingException e) {
            Tiling smaller = TileMemory.smaller(card, tiling);
            if (!e.code().equals(NO_MEMORY) || smaller.equals(tiling)) {
                throw e;
            }
            run.note("Memory was too short for tiles of " + tiling.tile() + " px; tiles of " + smaller.tile()
                    + " px were used.");
            return fitting(card, smaller, run, work);
        }
    }

    /** The largest whole divisor of the net's scale that keeps at least the wanted factor. */
    private static int shrink(Card card, double factor) {
        int scale = scale(card);
        int shrink = 1;
        for (int divisor = 2; divisor < scale; divisor++) {
            shrink = scale % divisor == 0 && (double) scale / divisor >= factor ? divisor : shrink;
        }
        return shrink;
    }
}
