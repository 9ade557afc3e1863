package org.podstudio.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /**
     * What was found.
     *
     * @param abilities by their keys; of lists, all that is in them
     * @param reasons of an encoder that is in the list and failed
     */
    record Finding(Map<String, Boolean> abilities, Map<String, String> reasons) {}

    static Finding of(Ffmpeg ffmpeg, Ability ability) {
        return switch (ability.kind()) {
            case ENCODER -> encoder(ffmpeg, ability);
            case FILTER -> listed(ability, ffmpeg.ask("-filters").stream().map(FILTER::matcher).filter(Matcher::matches)
                    .map(m -> Ability.filter(m.group(1))));
            case HWACCEL -> listed(ability, ffmpeg.ask("-hwaccels").stream().map(String::strip).filter(l -> WORD
                    .matcher(l).matches()).map(Ability::hwaccel));
        };
    }

    private static Finding listed(Ability ability, Stream<Ability> there) {
        Map<String, Boolean> found = new HashMap<>(Map.of(ability.key(), false));
        there.forEach(a -> found.put(a.key(), true));
        return new Finding(found, Map.of());
    }

    /** First line of what it says of itself: {@code ffmpeg version 8.0.1 Copyright ...}. */
    static String version(Ffmpeg ffmpeg) {
        return ffmpeg.ask("-version").stream().findFirst().map(l -> l.replaceFirst("^ffmpeg version (\\S+).*", "$1"))
                .orElse("unknown");
    }

    /** Whether a frame of pictures, or else of sound, goes in and something comes out. */
    private static Finding encoder(Ffmpeg ffmpeg, Ability ability) {
        if (!ffmpeg.encoders().contains(ability.name())) {
            return new Finding(Map.of(ability.key(), false), Map.of());
        }
        Chain picture = Filter.of("color").with("size", "640x360").with("rate", 25).then(Filter.format("yuv420p",
                "nv12"));
        Chain sound = Chain.of(Filter.of("sine").with("sample_rate", 48_000).with("duration", 0.2));
        Optional<String> why = failure(ffmpeg, ability.name(), picture);
        boolean able = why.isEmpty() || failure(ffmpeg, ability.name(), sound).isEmpty();
        return new Finding(Map.of(ability.key(), able), able ? Map.of() : Map.of(ability.key(), why.orElseThrow()));
    }

    private static Optional<String> failure(Ffmpeg ffmpeg, String encoder, Chain source) {
        AtomicLong bytes = new AtomicLong();
        boolean pictures = source.names().contains("color");
        Coding coding = Coding.by(encoder).with("frames", pictures ? 1 : 2).with("strict", "experimental");
        Lane lane = Lane.of(pictures ? StreamRef.film(0) : StreamRef.sound(0), coding);
        // Matroska takes libaom's frames into a file alone
        Output output = Output.pipe("nut").with(lane);
        try {
            ffmpeg.attempt(Command.of(Input.made(source), output), PATIENCE, Unattended.RUN, in -> bytes.set(count(
                    in)));
            return bytes.get() > 0 ? Optional.empty() : Optional.of("It wrote nothing.");
        } catch (ProcessingException e) {
            // the sentence names a source that nobody knows, then gives ffmpeg's own words
            return Optional.of(e.message().substring(e.message().indexOf(": ") + 1).strip());
        }
    }

    private static long count(InputStream in) throws IOException {
        return in.readAllBytes().length;
    }
}
