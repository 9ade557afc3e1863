package org.podstudio.processors.upscale;

import java.nio.file.Path;

import org.podstudio.api.Run;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tiling;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;

/** Enlarges pixels with one model: tiles through the net, then to the exact size by Lanczos. */
final class Upscaler {

    private final Enlarger enlarger;
    private final int made;

    Upscaler(Session session, Card card, double factor) {
        this.enlarger = new Enlarger(session, card, factor);
        this.made = Enlarger.made(card, factor);
    }

    /**
     * What came of it.
     *
     * @param picture of the target's size
     * @param device that did it
     */
    record Enlarged(Pixels picture, String device) {}

    /**
     * The picture enlarged; a transparent one in colours and alpha. When memory is short tiles get smaller; when even the smallest are too large
     * for a graphics card, the processor does it.
     */
    static Enlarged enlarge(Pixels picture, Size target, Params params, Card card, Path model, Sessions sessions,
            Run run) {
        Tiling tiling = TileMemory.tiling(card, params.tile(), picture.width(), picture.height());
        return sessions.with(model, Tuning.upscaling(params.device()), run,
                session -> new Enlarged(
                        new Upscaler(session, card, params.scale()).fitting(picture, target, tiling, card, run),
                        session.device()));
    }

    /** As large tiles as there is memory for. */
    Pixels fitting(Pixels picture, Size target, Tiling tiling, Card card, Run run) {
        return Enlarger.fitting(card, tiling, run, tiles -> enlarge(picture, target, tiles, run));
    }

    /** Nets of colour give grey pictures a tint; what was grey stays grey. */
    private Pixels enlarge(Pixels picture, Size target, Tiling tiling, Run run) {
        Pixels large = picture.transparent()
                ? Transparency.joined(opaque(picture.carriedOn(), target, tiling, run.part(0.5), run),
                        opaque(picture.mask(), target, tiling, run.part(1), run), picture, run::checkCanceled)
                : opaque(picture, target, tiling, run, run);
        return picture.coloured() ? large : large.grey(run::checkCanceled);
    }

    /** @param part is told how far the net is */
    private Pixels opaque(Pixels picture, Size target, Tiling tiling, Run part, Run run) {
        return picture.enlarged(enlarger, made, tiling, part).resized(target, run::checkCanceled);
    }
}
