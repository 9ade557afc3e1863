package org.podstudio.processors.stabilize;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Colour;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Container;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Formats;

/**
 * What the steadied film is written as: in a container as the source's, finely coded, for it is often worked on.
 *
 * @param container as the source's, or one that holds everything
 * @param encoder ffmpeg's name
 * @param bits a sample, 8 or 10
 */
record Target(Container container, String encoder, int bits) {

    static Target of(Film film, Set<String> installed) {
        Container container = container(film);
        boolean webm = container.id().equals("webm");
        List<String> wanted = webm
                ? List.of("libvpx-vp9")
                : film.deep()
                        ? List.of("libx265", "libsvtav1", "libx264", "libopenh264")
                        : List.of("libx264", "libopenh264", "libsvtav1");
        int edge = Math.min(film.width(), film.height());
        String encoder = wanted.stream().filter(installed::contains).filter(e -> Dialect.of(e).smallest() <= edge)
                .findFirst().orElseThrow(Target::noEncoder);
        int bits = film.deep() && !encoder.equals("libopenh264") ? 10 : 8;
        return new Target(container, encoder, bits);
    }

    static Container container(Film film) {
        return film.info().container(film.file()).orElseGet(() -> Formats.known().container("mkv"));
    }

    private static ProcessingException noEncoder() {
        return new ProcessingException(ErrorKind.CONFIGURATION, "stabilize.no-encoder",
                "The installed ffmpeg has no encoder for the steadied film.", "Install the feature with the codecs.");
    }

    /** How the pictures are coded. */
    Coding coding(Film film, OptionalInt crf) {
        Coding coding = film.pictures().recoded(encoder, crf);
        return coloured(container.fastStart() ? coding.boxed() : coding, film.pictures().colour());
    }

    /** Bare pictures have lost what their numbers mean. */
    private static Coding coloured(Coding coding, Colour colour) {
        Map<String, String> told = new TreeMap<>(Map.of("color_primaries", colour.primaries(), "color_trc", colour
                .transfer(), "colorspace", colour.matrix(), "color_range", colour.range()));
        Coding coloured = coding;
        for (var one : told.entrySet()) {
            coloured = one.getValue().isBlank() ? coloured : coloured.with(one.getKey(), one.getValue());
        }
        return coloured;
    }
}
