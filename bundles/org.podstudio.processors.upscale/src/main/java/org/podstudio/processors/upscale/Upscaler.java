package org.podstudio.processors.upscale;

import java.nio.file.Path;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.imaging.Filter;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Resizer;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tiling;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;

/** Enlarges pixels with one model: tiles through the net, then to the exact size by Lanczos. */
final class Upscaler {

    private static final String NO_MEMORY = "inference.no-memory";

    private final Session session;
    private final int scale;
    private final int shrink;

    Upscaler(Session session, Card card, double factor) {
        this.session = session;
        this.scale = scale(card);
        this.shrink = shrink(card, factor);
    }

    /** What the net itself makes of a pixel's side. */
    static int scale(Card card) {
        return (int) card.number("scale", 4);
    }

    /** Size of what leaves the tiles, before the last resampling. */
    static int made(Card card, double factor) {
        return scale(card) / shrink(card, factor);
    }

    /**
     * What came of it.
     *
     * @param picture of the target's size
     * @param device that did it
     */
    record Enlarged(Picture picture, String device) {}

    /**
     * The picture enlarged; a transparent one in colours and alpha. When memory is short tiles get smaller; when even the smallest are too large
     * for a graphics card, the processor does it.
     */
    static Enlarged enlarge(Picture picture, Size target, Params params, Card card, Path model, Sessions sessions,
            Run run) {
        Tiling tiling = Memory.tiling(card, params.tile(), new Size(picture.width(), picture.height()));
        return sessions.with(model, Tuning.upscaling(params.device()), run,
                session -> new Enlarged(
                        new Upscaler(session, card, params.scale()).fitting(picture, target, tiling, card, run),
                        session.device()));
    }

    /** As large tiles as there is memory for. */
    Picture fitting(Picture picture, Size target, Tiling tiling, Card card, Run run) {
        try {
            return enlarge(picture, target, tiling, run);
        } catch (ProcessingException e) {
            Tiling smaller = Memory.smaller(card, tiling);
            if (!e.code().equals(NO_MEMORY) || smaller.equals(tiling)) {
                throw e;
            }
            run.note("Memory was too short for tiles of " + tiling.tile() + " px; tiles of " + smaller.tile()
                    + " px were used.");
            return fitting(picture, target, smaller, card, run);
        }
    }

    private Picture enlarge(Picture picture, Size target, Tiling tiling, Run run) {
        if (!Transparency.isIn(picture)) {
            return Grey.kept(picture, resized(tiles(picture.argb(), picture, tiling, run), picture, target, run),
                    run::checkCanceled);
        }
        int[] carried = Transparency.carriedOn(picture.argb(), picture.width(), picture.height());
        Picture colours = resized(tiles(carried, picture, tiling, run.part(0.5)), picture, target, run);
        Picture alpha = resized(tiles(Transparency.grey(picture.argb()), picture, tiling, run.part(1)), picture, target,
                run);
        return Grey.kept(picture,
                Picture.of(target.width(), target.height(), true,
                        Transparency.joined(colours.argb(), alpha.argb(), picture, target, run::checkCanceled)),
                run::checkCanceled);
    }

    private int[] tiles(int[] rgb, Picture size, Tiling tiling, Run run) {
        Tiling.Network net = (input, output) -> session.run(input, output, run);
        return tiling.apply(rgb, size.width(), size.height(), scale / shrink,
                shrink == 1 ? net : new Reduced(net, scale, shrink), run);
    }

    private Picture resized(int[] rgb, Picture source, Size target, Run run) {
        int factor = scale / shrink;
        return Resizer.resize(Picture.of(source.width() * factor, source.height() * factor, false, rgb), target.width(),
                target.height(), Filter.LANCZOS, run::checkCanceled);
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
