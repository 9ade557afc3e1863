package org.podstudio.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/** Finds out what an ffmpeg can do: an encoder of a device that is not there is in its list all the same. */
final class Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** {@code  T.C scale  V->V  Scale the input}. */
    private static final Pattern FILTER = Pattern.compile("^\\s*[T.][S.][C.]?\\s+(\\w+)\\s+\\S+->\\S+.*");
    private static final Pattern WORD = Pattern.compile("^\\w+$");

    private Trial() {
    }

    /** What was found; of lists, all that is in them. */
    static Map<String, Boolean> of(Ffmpeg ffmpeg, Ability ability) {
        Map<String, Boolean> found = switch (ability.kind()) {
            case ENCODER -> Map.of(ability.key(), encodes(ffmpeg, ability.name()));
            case FILTER -> ffmpeg.ask("-filters").stream().map(FILTER::matcher).filter(m -> m.matches())
                    .collect(Collectors.toMap(m -> Ability.filter(m.group(1)).key(), m -> true, (a, b) -> a));
            case HWACCEL -> ffmpeg.ask("-hwaccels").stream().map(String::strip).filter(l -> WORD.matcher(l).matches())
                    .collect(Collectors.toMap(l -> Ability.hwaccel(l).key(), l -> true, (a, b) -> a));
        };
        return found.containsKey(ability.key())
                ? found
                : Stream.concat(found.entrySet().stream(), Stream.of(Map.entry(ability
                        .key(), false))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** First line of what it says of itself: {@code ffmpeg version 8.0.1 Copyright ...}. */
    static String version(Ffmpeg ffmpeg) {
        return ffmpeg.ask("-version").stream().findFirst().map(l -> l.replaceFirst("^ffmpeg version (\\S+).*", "$1"))
                .orElse("unknown");
    }

    /** Whether a frame of pictures, or else of sound, goes in and something comes out. */
    private static boolean encodes(Ffmpeg ffmpeg, String encoder) {
        if (!ffmpeg.encoders().contains(encoder)) {
            return false;
        }
        Chain picture = Filter.of("color").with("size", "640x360").with("rate", 25).then(Filter.format("yuv420p",
                "nv12"));
        Chain sound = Chain.of(Filter.of("sine").with("sample_rate", 48_000).with("duration", 0.2));
        return List.of(picture, sound).stream().anyMatch(source -> encodes(ffmpeg, encoder, source));
    }

    private static boolean encodes(Ffmpeg ffmpeg, String encoder, Chain source) {
        AtomicLong bytes = new AtomicLong();
        boolean pictures = source.names().contains("color");
        Coding coding = Coding.by(encoder).with("frames", pictures ? 1 : 2).with("strict", "experimental");
        Lane lane = Lane.of(pictures ? StreamRef.film(0) : StreamRef.sound(0), coding);
        Output output = Output.pipe("matroska").with(lane);
        try {
            ffmpeg.attempt(Command.of(Input.made(source), output), PATIENCE, Unattended.RUN, in -> bytes.set(count(
                    in)));
            return bytes.get() > 0;
        } catch (ProcessingException e) {
            return false;
        }
    }

    private static long count(InputStream in) throws IOException {
        return in.readAllBytes().length;
    }
}
