package org.podstudio.processors.upscale;

import java.nio.file.Path;

import org.podstudio.api.Run;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;
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
    record Enlarged<T>(T picture, String device) {}

    /**
     * The picture enlarged; a transparent one in colours and alpha. When memory is short tiles get smaller; when even the smallest are too large
     * for a graphics card, the processor does it.
     */
    static Enlarged<Picture> enlarge(Picture picture, Size target, Params params, Card card, Path model,
            Sessions sessions, Run run) {
        Tiling tiling = TileMemory.tiling(card, params.tile(), picture.width(), picture.height());
        return sessions.with(model, Tuning.upscaling(params.device()), run,
                session -> new Enlarged<>(
                        new Upscaler(session, card, params.scale()).fitting(picture, target, tiling, card, run),
                        session.device()));
    }

    /** As the other, of an opaque picture with all its bits. */
    static Enlarged<DeepPicture> enlarge(DeepPicture picture, Size target, Params params, Card card, Path model,
            Sessions sessions, Run run) {
        Tiling tiling = TileMemory.tiling(card, params.tile(), picture.width(), picture.height());
        return sessions.with(model, Tuning.upscaling(params.device()), run, session -> {
            Upscaler upscaler = new Upscaler(session, card, params.scale());
            return new Enlarged<>(Enlarger.fitting(card, tiling, run,
                    tiles -> upscaler.enlarge(picture, target, tiles, run)), session.device());
        });
    }

    /** As large tiles as there is memory for. */
    Picture fitting(Picture picture, Size target, Tiling tiling, Card card, Run run) {
        return Enlarger.fitting(card, tiling, run, tiles -> enlarge(picture, target, tiles, run));
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

    private DeepPicture enlarge(DeepPicture picture, Size target, Tiling tiling, Run run) {
        short[] samples = enlarger.enlarge(picture.samples(), picture.width(), picture.height(), tiling, run);
        DeepPicture large = DeepPicture.of(picture.width() * made, picture.height() * made, false, samples);
        return Grey.kept(picture,
                large.resized(target.width(), target.height(), Filter.LANCZOS, false, run::checkCanceled),
                run::checkCanceled);
    }

    private int[] tiles(int[] rgb, Picture size, Tiling tiling, Run run) {
        return enlarger.enlarge(rgb, size.width(), size.height(), tiling, run);
    }

    private Picture resized(int[] rgb, Picture source, Size target, Run run) {
        return Resizer.resize(Picture.of(source.width() * made, source.height() * made, false, rgb), target.width(),
                target.height(), Filter.LANCZOS, run::checkCanceled);
    }
}
