package org.podstudio.processors.abr.manifests;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.segments.Stream;

/**
 * A film in pieces, below one folder.
 *
 * @param root the folder
 * @param pictures smallest first; at least one
 * @param sounds all languages in all qualities; the default one first
 * @param texts subtitles
 * @param segmentSeconds how long a segment of pictures lasts
 */
public record Presentation(Path root, List<Picture> pictures, List<Sound> sounds, List<Text> texts,
        double segmentSeconds) {

    /** The list of a track, in its folder. */
    public static final String LIST = "playlist.m3u8";
    /** HLS begins here. */
    public static final String MASTER = "master.m3u8";
    /** DASH begins here. */
    public static final String MPD = "manifest.mpd";

    /** Copies the lists. */
    public Presentation {
        pictures = List.copyOf(pictures);
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
    }

    /** What has pieces: pictures or sound. */
    public interface Track {
        /** Where its pieces are, relative to the root, with slashes: {@code video/720p}. */
        String folder();

        /** As measured. */
        Stream stream();
    }

    /** One size. */
    public record Picture(String folder, Rung rung, Stream stream) implements Track {}

    /**
     * One language in one quality.
     *
     * @param group the quality: {@code sound-96}
     * @param kbps of it
     * @param channels 1 or 2
     * @param sampleRate hertz
     */
    public record Sound(String folder, String group, int kbps, Label label, int channels, int sampleRate,
            Stream stream) implements Track {}

    /** One language of subtitles. @param file relative to the root, with slashes; WebVTT */
    public record Text(String file, Label label, boolean forced) {}

    /**
     * How a choice is called.
     *
     * @param language RFC 5646: {@code en}; empty: not known
     * @param name as shown; different for each of a kind
     * @param standard whether it is played without being asked for
     */
    public record Label(Optional<String> language, String name, boolean standard) {}

    /** All that has pieces. */
    public List<Track> tracks() {
        return java.util.stream.Stream.<Track>concat(pictures.stream(), sounds.stream()).toList();
    }

    /** How long the pictures last. */
    public double seconds() {
        return pictures.getLast().stream().seconds();
    }

    /** The sound that goes with a size: of the quality nearest to what it should have. */
    public List<Sound> soundsOf(Rung rung) {
        Optional<Sound> nearest = sounds.stream()
                .min((a, b) -> Integer.compare(Math.abs(a.kbps() - rung.soundKbps()),
                        Math.abs(b.kbps() - rung.soundKbps())));
        return sounds.stream().filter(sound -> sound.group().equals(nearest.orElseThrow().group())).toList();
    }

    /** Most bits a second that playing a size takes, sound included. */
    public long peak(Picture picture) {
        return picture.stream().peakBandwidth(segmentSeconds) + soundsOf(picture.rung()).stream()
                .mapToLong(sound -> sound.stream().peakBandwidth(segmentSeconds)).max().orElse(0);
    }

    /** Bits a second that playing a size takes on average, sound included. */
    public long average(Picture picture) {
        return picture.stream().averageBandwidth() + soundsOf(picture.rung()).stream()
                .mapToLong(sound -> sound.stream().averageBandwidth()).max().orElse(0);
    }
}
