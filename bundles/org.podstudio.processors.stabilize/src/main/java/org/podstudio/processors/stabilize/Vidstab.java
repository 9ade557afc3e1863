package org.podstudio.processors.stabilize;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.media.Ability;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Toolbox;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;

/**
 * The two passes by vidstab's filters, of an ffmpeg that has them.
 *
 * @param ffmpeg has the filters
 * @param film to be steadied
 * @param target encoded by that same ffmpeg
 * @param parameters mean the same there
 */
record Vidstab(Ffmpeg ffmpeg, Film film, Target target, Params parameters) {

    private static final double SEEING = 0.35;

    /** The ffmpeg of this machine that has vidstab. @return empty when there is none, or our own way is asked for */
    static Optional<Ffmpeg> chosen(Toolbox toolbox, Params.Method method) {
        Ability[] filters = {Ability.filter("vidstabdetect"), Ability.filter("vidstabtransform")};
        return switch (method) {
            case AUTO -> toolbox.having(filters);
            case VIDSTAB -> Optional.of(toolbox.require("Stabilising with vidstab", filters));
            case OWN -> Optional.empty();
        };
    }

    /** Fills the run's current stage. */
    void write(Path output, Run run) {
        Path seen = run.scratch().resolve("seen.trf");
        ffmpeg.run(detection(seen), film.info().seconds(), run.part(SEEING));
        ffmpeg.run(transformation(seen, output), film.info().seconds(), run.part(1));
    }

    private Command detection(Path seen) {
        Filter detect = Filter.of("vidstabdetect").with("shakiness", parameters.shakiness()).with("accuracy", Math.max(
                parameters.shakiness(), parameters.accuracy())).with("mincontrast", parameters.mincontrast())
                .with("result", seen);
        return Command.of(Input.file(film.file()), Output.nowhere().with(Lane.of(film.stream(), Coding.by(
                "wrapped_avframe")).through(film.upright("yuv420p").then(detect))));
    }

    private Command transformation(Path seen, Path output) {
        Filter transform = Filter.of("vidstabtransform").with("input", seen).with("smoothing", parameters.smoothing())
                .with("maxshift", parameters.maxshift()).with("maxangle", parameters.maxangle())
                .with("crop", word(parameters.crop())).with("zoom", parameters.zoom())
                .with("optzoom", parameters.optzoom().ordinal()).with("zoomspeed", parameters.zoomspeed())
                .with("interpol", word(parameters.interpol()));
        Chain chain = film.upright(target.bits() > 8 ? "yuv420p10le" : "yuv420p").then(transform);
        return Command.of(Input.file(film.file()),
                target.container().output(output).with(Lane.of(film.stream(), target.coding(film,
                        parameters.crf())).through(chain)).with(film.info().beside(0, Coding.COPY)).tagsOf(0)
                        .chaptersOf(0));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
