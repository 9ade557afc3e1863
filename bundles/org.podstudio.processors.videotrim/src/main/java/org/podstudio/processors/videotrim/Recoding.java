package org.podstudio.processors.videotrim;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Geometry;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Filter;

/** How pictures are coded anew: like the source's, finely. */
final class Recoding {

    private static final Map<String, List<String>> ENCODERS = Map.of("h264", List.of("libx264", "libopenh264"), "hevc",
            List.of("libx265"), "vp9", List.of("libvpx-vp9"), "vp8", List.of("libvpx-vp9"), "av1", List.of("libsvtav1",
                    "libaom-av1"));
    private static final List<String> USUAL = List.of("libx264", "libopenh264", "libsvtav1");

    private final Film film;
    private final Set<String> installed;

    Recoding(Film film, Set<String> installed) {
        this.film = film;
        this.installed = installed;
    }

    /** Why pieces coded anew would not fit between copied ones; empty when they do. */
    Optional<String> obstacle() {
        Geometry geometry = film.pictures().geometry();
        if (!film.pictures().codec().equals("h264")) {
            return Optional.of("only H.264 can be cut so, and this is " + film.pictures().codec());
        }
        if (deep() || !film.pictures().pixelFormat().matches("yuvj?420p")) {
            return Optional.of("no installed encoder makes " + film.pictures().pixelFormat() + " like the source's");
        }
        if (geometry.interlaced() || geometry.codedWidth() % 2 + geometry.codedHeight() % 2 > 0) {
            return Optional.of("it is interlaced or of odd size");
        }
        if (geometry.turn() != 0 || geometry.mirrored()) {
            return Optional.of("players turn it");
        }
        return film.indexed() ? Optional.empty() : Optional.of("its container has no index");
    }

    Coding coding() {
        Coding coding = film.pictures().recoded(encoder(), OptionalInt.empty());
        return film.boxes() ? coding.boxed() : coding;
    }

    /** An odd last line or column goes: encoders take pairs. */
    Chain chain() {
        int width = film.pictures().geometry().codedWidth();
        int height = film.pictures().geometry().codedHeight();
        boolean turned = film.pictures().geometry().turn() % 180 != 0;
        boolean odd = width % 2 + height % 2 > 0;
        int across = Math.max(2, (turned ? height : width) / 2 * 2);
        int down = Math.max(2, (turned ? width : height) / 2 * 2);
        Chain even = Chain.of(Filter.scale(across, down, "bicubic"));
        String format = deep() && Dialect.of(encoder()).tenBits() ? "yuv420p10le" : "yuv420p";
        return odd ? even.then(Filter.format(format)) : Chain.of(Filter.format(format));
    }

    private String encoder() {
        List<String> wanted = film.muxer().equals("webm")
                ? List.of("libvpx-vp9")
                : ENCODERS.getOrDefault(film.pictures().codec(), USUAL);
        int edge = Math.min(film.pictures().width(), film.pictures().height());
        return Stream.concat(wanted.stream(), USUAL.stream()).filter(installed::contains)
                .filter(e -> Dialect.of(e).smallest() <= edge)
                .min(Comparator.comparing(e -> deep() && !Dialect.of(e).tenBits()))
                .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "trim.no-encoder",
                        "No installed encoder for %s takes pictures of %d x %d pixels, as %s has them.".formatted(film
                                .pictures().codec(), film.pictures().width(), film.pictures().height(),
                                film.file()
                                        .getFileName()),
                        "Choose mode copy, or install the feature with the codecs."));
    }

    private boolean deep() {
        return film.pictures().colour().bits() > 8;
    }
}
