package org.podstudio.processors.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Ability;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Toolbox;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Formats;
import org.podstudio.media.command.VideoFormat;

/**
 * Who encodes: an ffmpeg of this machine and its encoder of pictures.
 *
 * @param encoder ffmpeg's name
 */
record Choice(Ffmpeg ffmpeg, String encoder) {

    /** Of devices first when they are asked for, then the best in software; each has encoded a frame on this machine before. */
    static Choice of(Params parameters, Shape shape, boolean ten, List<Ability> also, Toolbox toolbox,
            boolean hardware) {
        VideoFormat format = parameters.pictures();
        List<String> candidates = new ArrayList<>(hardware ? format.hardware() : List.of());
        candidates.addAll(format.software());
        int edge = Math.min(shape.width(), shape.height());
        List<String> able = candidates.stream().filter(e -> Dialect.of(e).smallest() <= edge && (!ten || Dialect.of(e)
                .tenBits())).toList();
        return able.stream().map(e -> choice(e, also, toolbox)).flatMap(Optional::stream).findFirst().orElseThrow(
                () -> none(parameters, shape, ten, candidates, toolbox));
    }

    private static Optional<Choice> choice(String encoder, List<Ability> also, Toolbox toolbox) {
        List<Ability> all = new ArrayList<>(also);
        all.add(Ability.encoder(encoder));
        return toolbox.having(all).map(f -> new Choice(f, encoder));
    }

    Dialect dialect() {
        return Dialect.of(encoder);
    }

    private static ProcessingException none(Params parameters, Shape shape, boolean ten, List<String> candidates,
            Toolbox toolbox) {
        VideoFormat format = parameters.pictures();
        List<String> there = candidates.stream().filter(e -> toolbox.having(Ability.encoder(e)).isPresent()).toList();
        if (there.isEmpty()) {
            return new ProcessingException(ErrorKind.CONFIGURATION, "transcode.no-encoder",
                    "There is no encoder for " + format.label() + " on this machine.", "Choose one of " + others(
                            parameters, toolbox) + ", or install the feature with the GPL codecs.");
        }
        int least = there.stream().mapToInt(e -> Dialect.of(e).smallest()).min().getAsInt();
        if (Math.min(shape.width(), shape.height()) < least) {
            return ProcessingException.input("transcode.too-small",
                    "The result would have %d x %d pixels, but %s encodes none below %d x %d."
                            .formatted(shape.width(), shape.height(), there.getFirst(), least, least),
                    "Choose the container webm, whose VP9 takes any size, or a larger film.");
        }
        return ten
                ? ProcessingException.parameter("dynamic_range", "transcode.eight-bits",
                        "The film has a high dynamic range, for which "
                                + there.getFirst() + " has too few bits.",
                        "Choose dynamic_range sdr, or the video codec av1.")
                : new ProcessingException(ErrorKind.CONFIGURATION, "transcode.no-encoder",
                        "No ffmpeg of this machine has both an encoder for " + format.label()
                                + " and the filters that this needs.",
                        "Install an ffmpeg that has them so that the system finds it.");
    }

    private static String others(Params parameters, Toolbox toolbox) {
        return parameters.into().video().stream().filter(id -> Formats.known().video(id).software().stream().anyMatch(
                e -> toolbox.having(Ability.encoder(e)).isPresent())).collect(Collectors.joining(", "));
    }
}
