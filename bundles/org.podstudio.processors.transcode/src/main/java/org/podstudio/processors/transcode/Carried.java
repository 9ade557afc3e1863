package org.podstudio.processors.transcode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.AudioStream;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.SubtitleStream;
import org.podstudio.media.Track;
import org.podstudio.media.command.AudioFormat;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Container;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.StreamRef;

/** What comes along with the pictures: sound, subtitles, cover, attachments; and what the container has no place for. */
record Carried(Path input, MediaInfo info, Params parameters, Consumer<String> notes) {

    /** Codes of ISO 639-2 for people who list books, which QuickTime's table of languages has instead of those for others. */
    private static final Map<String, String> QUICKTIME = Map.of("deu", "ger", "nld", "dut", "swe", "sve", "ell", "gre",
            "isl", "ice", "zho", "chi", "sqi", "alb");

    /** In the order that players show them. */
    List<Lane> lanes(String soundEncoder) {
        List<Lane> lanes = new ArrayList<>();
        if (parameters.audioCodec() != Params.AudioCodec.NONE) {
            info.sounds().forEach(s -> lanes.add(named(sound(s, soundEncoder), s.track())));
        }
        if (parameters.subtitles() == Params.Subtitles.KEEP) {
            texts(lanes);
        }
        cover(lanes);
        others(lanes);
        return lanes;
    }

    private Lane sound(AudioStream source, String encoder) {
        if (parameters.audioCodec() == Params.AudioCodec.COPY) {
            return Lane.of(StreamRef.of(0, source.index()), copied(source));
        }
        AudioFormat format = parameters.sound();
        int channels = Math.min(format.channels(), Math.max(1, source.channels()));
        int kilobits = parameters.audioBitrate().orElse(format.kilobitsPerChannel() * channels);
        Coding coding = Coding.by(encoder).with("b", kilobits * 1000L).with("ar", format.rate(source.sampleRate()));
        if (encoder.equals("vorbis")) {
            coding = coding.with("strict", "experimental");
        }
        if (channels < source.channels()) {
            coding = coding.with("ac", channels);
            notes.accept("The sound has %d channels instead of %d: %s has no more.".formatted(channels, source
                    .channels(), format.label()));
        }
        Lane lane = Lane.of(StreamRef.of(0, source.index()), coding);
        return format.layouts().isEmpty()
                ? lane
                : lane.through(Chain.of(Filter.of("aformat").with("channel_layouts", String.join("|", format
                        .layouts()))));
    }

    private Lane named(Lane lane, Track track) {
        String language = QUICKTIME.getOrDefault(track.language().orElse(""), "");
        return parameters.into().id().equals("mov") && !language.isEmpty() ? lane.tagged("language", language) : lane;
    }

    private Coding copied(AudioStream source) {
        Container into = parameters.into();
        if (!into.takesSound(source.codec())) {
            throw ProcessingException.parameter("audio_codec", "transcode.not-in-container", "The sound of "
                    + input.getFileName() + " is " + source.codec() + ", which the container " + into.id()
                    + " cannot hold.", "Choose " + into.audio().getFirst() + ", or the container mkv.");
        }
        return Coding.COPY;
    }

    private void texts(List<Lane> lanes) {
        Container into = parameters.into();
        for (SubtitleStream text : info.texts()) {
            if (into.takesText(text.codec())) {
                lanes.add(named(Lane.of(StreamRef.of(0, text.index()), Coding.COPY), text.track()));
            } else if (text.pictures() || text.codec().isEmpty()) {
                notes.accept(
                        "The subtitles%s are left out: they are pictures (%s), which %s has no place for.".formatted(
                                text.track().language().map(l -> " in " + l).orElse(""), text.codec(), into.id()));
            } else {
                lanes.add(named(Lane.of(StreamRef.of(0, text.index()), Coding.by(into.text())), text.track()));
            }
        }
    }

    private void cover(List<Lane> lanes) {
        info.cover().ifPresent(cover -> {
            if (attaches()) {
                return;
            }
            if (parameters.into().cover()) {
                lanes.add(Lane.of(StreamRef.of(0, cover.index()), Coding.COPY).as("attached_pic"));
            } else {
                notes.accept("The cover is left out: " + parameters.into().id() + " has no place for it.");
            }
        });
    }

    /** Whether the cover is a file beside the streams, which ffmpeg has to be given as such. */
    boolean attaches() {
        return parameters.into().id().equals("mkv") && info.cover().isPresent();
    }

    private void others(List<Lane> lanes) {
        long films = info.pictures().stream().filter(v -> !v.attachedPicture()).count();
        if (films > 1) {
            notes.accept("Only the first of " + films + " films in the file is kept.");
        }
        for (Track other : info.others()) {
            boolean file = other.tags().containsKey("filename");
            if (file && parameters.into().id().equals("mkv")) {
                lanes.add(Lane.of(StreamRef.of(0, other.index()), Coding.COPY));
            } else if (file) {
                notes.accept("The attached file " + other.tags().get("filename") + " is left out: "
                        + parameters.into().id() + " has no place for it.");
            }
        }
        if (info.chapters() > 0 && !parameters.into().chapters()) {
            notes.accept("The chapters are left out: " + parameters.into().id() + " has no place for them.");
        }
    }
}
