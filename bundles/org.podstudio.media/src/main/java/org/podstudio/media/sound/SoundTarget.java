package org.podstudio.media.sound;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.AudioStream;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.SubtitleStream;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * How sound is written: in which container, by which encoder, and what comes along of the file that it was in. Immutable.
 *
 * @param extension of the file
 * @param muxer ffmpeg's name of the container
 * @param cover whether the container has a place for a cover
 * @param chapters whether the container has a place for chapters
 * @param film whether pictures, subtitles and further sound come along
 * @param form of the sound that is written
 * @param encoding how it is encoded
 */
public record SoundTarget(String extension, String muxer, boolean cover, boolean chapters, boolean film, SoundForm form,
        SoundEncoding encoding) {

    /** Containers of film by the extension of the input; another extension becomes mkv, which holds everything. */
    private static final Map<String, String> FILM = Map.of("mp4", "mp4", "m4v", "mp4", "mov", "mov", "mkv", "matroska",
            "webm", "webm", "avi", "avi");
    /** What tells players to turn the sound up or down, measured before it was changed. */
    private static final Set<String> GAINS = Set.of("replaygain_track_gain", "replaygain_track_peak",
            "replaygain_track_range", "replaygain_album_gain", "replaygain_album_peak", "replaygain_album_range",
            "replaygain_reference_loudness", "r128_track_gain", "r128_album_gain", "itunnorm");

    /**
     * The container and the codec of a file again, or the nearest that can be written; film stays film.
     *
     * @param file its name
     * @throws ProcessingException {@code media.encrypted} for pictures that could not come along
     */
    public static SoundTarget same(MediaInfo info, Path file) {
        AudioStream sound = Decoding.sound(info, file);
        if (info.video().isPresent()) {
            info.requireOpenBeside(file);
            return film(sound, extension(file));
        }
        return of(box(info, sound), sound);
    }

    /** A container of sound alone, with the rate and the channels that the sound has, as far as the encoder takes them. */
    public static SoundTarget of(SoundBox box, AudioStream sound) {
        SoundEncoding encoding = switch (box) {
            case WAV -> SoundEncoding.pcm(sound, "le");
            case AIFF -> SoundEncoding.pcm(sound, "be");
            case FLAC -> SoundEncoding.by("flac", sound);
            case MP3 -> SoundEncoding.by("libmp3lame", sound);
            case OPUS, OGG -> SoundEncoding.by("libopus", sound);
            case M4A -> SoundEncoding.by(sound.codec().equals("alac") ? "alac" : "aac", sound);
            case MKA -> SoundEncoding.as(sound, "flac");
        };
        return new SoundTarget(box.extension(), box.muxer(), box.cover(), box.chapters(), false, form(sound, encoding),
                encoding);
    }

    private static SoundTarget film(AudioStream sound, String extension) {
        String known = FILM.containsKey(extension) ? extension : "mkv";
        String fallback = known.equals("webm") ? "libopus" : known.equals("avi") ? "libmp3lame" : "aac";
        SoundEncoding encoding = SoundEncoding.as(sound, fallback);
        return new SoundTarget(known, String.valueOf(FILM.get(known)), true, true, true, form(sound, encoding),
                encoding);
    }

    private static SoundForm form(AudioStream sound, SoundEncoding encoding) {
        return new SoundForm(encoding.rate(sound.sampleRate()), sound.channels(), sound.layout());
    }

    /** As {@link #same}, of the sound alone where it is a film's. @param file its name */
    public static SoundTarget soundOf(MediaInfo info, Path file) {
        AudioStream sound = Decoding.sound(info, file);
        return of(box(info, sound), sound);
    }

    private static SoundBox box(MediaInfo info, AudioStream sound) {
        if (info.isFormat("ogg")) {
            return sound.codec().equals("flac") ? SoundBox.FLAC : SoundBox.OPUS;
        }
        return switch (info.format()) {
            case "wav", "w64" -> SoundBox.WAV;
            case "aiff" -> SoundBox.AIFF;
            case "flac" -> SoundBox.FLAC;
            case "mp3" -> SoundBox.MP3;
            default -> info.isFormat("matroska")
                    ? SoundBox.MKA
                    : info.isFormat("mp4") || !SoundEncoding.lossless(sound) ? SoundBox.M4A : SoundBox.FLAC;
        };
    }

    /** In lower case, without the dot. */
    public static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** With another rate or other channels; the rate becomes the nearest that the encoder takes. */
    public SoundTarget with(SoundForm wanted) {
        return new SoundTarget(extension, muxer, cover, chapters, film,
                new SoundForm(encoding.rate(wanted.sampleRate()),
                        wanted.channels(), wanted.layout()),
                encoding);
    }

    /** Without a cover. */
    public SoundTarget withoutCover() {
        return new SoundTarget(extension, muxer, false, chapters, film, form, encoding);
    }

    /** With another encoding. */
    public SoundTarget with(SoundEncoding other) {
        return new SoundTarget(extension, muxer, cover, chapters, film, new SoundForm(other.rate(form.sampleRate()),
                form.channels(), form.layout()), other);
    }

    /**
     * Refuses more channels than the encoder can hold.
     *
     * @param parameter whose value is wrong
     * @param code of the error
     */
    public void requireChannels(String parameter, String code) {
        if (form.channels() > encoding.mostChannels()) {
            throw ProcessingException.parameter(parameter, code, extension.toUpperCase(Locale.ROOT) + " holds at most "
                    + encoding.mostChannels() + " channels; the source has " + form.channels() + ".",
                    "Choose flac, or fewer channels.");
        }
    }

    /**
     * What is written, but for the sound: the first stream is the sound's, then come pictures, further sound and subtitles of film, or the
     * cover, and tags and chapters. Tags that tell players how loud the sound was before are left out when it is changed.
     *
     * @param original number of the input that it is all in
     * @param sound number of the input that the sound is in, and its filters
     * @param louder whether its loudness is changed
     */
    public Output output(Path file, MediaInfo info, int original, Lane sound, boolean louder) {
        AudioStream first = info.audio().orElseThrow(() -> new ProcessingException(ErrorKind.SYSTEM, "media.no-stream",
                "There is no sound.", "Choose a file with sound."));
        Output output = Output.file(file, muxer);
        Lane lane = named(sound, first);
        if (film) {
            for (VideoStream picture : info.pictures()) {
                output = output.with(copy(original, picture.index(), picture.attachedPicture()));
            }
            output = output.with(lane);
            for (AudioStream other : info.sounds().subList(1, info.sounds().size())) {
                output = output.with(copy(original, other.index(), false));
            }
            for (SubtitleStream text : info.texts()) {
                output = output.with(copy(original, text.track().index(), false));
            }
        } else {
            output = output.with(lane);
            if (cover && info.cover().isPresent()) {
                output = output.with(copy(original, info.cover().get().index(), true));
            }
        }
        // Ogg keeps a file's tags in its stream
        output = info.isFormat("ogg") ? output.tagsOf(original, first.index()) : output.tagsOf(original);
        for (String gain : GAINS.stream().sorted().toList()) {
            output = louder && info.tags().containsKey(gain) ? output.tagged(gain, "") : output;
        }
        output = chapters ? output.chaptersOf(original) : output;
        for (Map.Entry<String, Object> option : container().entrySet()) {
            output = output.option(option.getKey(), option.getValue());
        }
        return output.reproducible();
    }

    private static Lane copy(int input, int index, boolean cover) {
        Lane lane = Lane.of(StreamRef.of(input, index), Coding.COPY);
        return cover ? lane.as("attached_pic") : lane;
    }

    /** What a stream is called goes along when its samples come another way. */
    private static Lane named(Lane lane, AudioStream sound) {
        Lane named = lane;
        for (String name : List.of("language", "title")) {
            Optional<String> value = Optional.ofNullable(sound.track().tags().get(name));
            named = value.isPresent() ? named.tagged(name, value.get()) : named;
        }
        return named;
    }

    private Map<String, Object> container() {
        return switch (muxer) {
            case "mp4", "mov", "ipod" -> Map.of("movflags", "+faststart");
            case "mp3" -> Map.of("id3v2_version", 3);
            case "wav" -> Map.of("rf64", "auto");
            case "aiff" -> Map.of("write_id3v2", 1);
            default -> Map.of();
        };
    }

    /**
     * The stream of sound of an output.
     *
     * @param before filters that are passed before rate, channels and bits become what is wanted
     * @param floats whether samples come as floats, or the filters make floats of them
     */
    public Lane lane(StreamRef from, AudioStream source, Chain before, boolean floats) {
        Chain chain = before.then(encoding.resampling(source, form, floats));
        Lane lane = Lane.of(from, encoding.coding());
        return chain.isEmpty() ? lane : lane.through(chain);
    }

    /** The stream of sound of samples that are rounded already. */
    public Lane lane(StreamRef from, AudioStream source) {
        Lane lane = Lane.of(from, encoding.coding());
        return form.sampleRate() == source.sampleRate()
                ? lane
                : lane.through(encoding.resampling(source, form, false));
    }

    /** What of a file cannot come along, each in a sentence. */
    public List<String> losses(MediaInfo info, AudioStream source) {
        List<String> losses = new ArrayList<>();
        if (info.cover().isPresent() && !film && !cover) {
            losses.add("The cover is left out: " + extension + " has no place that it could be copied to.");
        }
        if (info.chapters() > 0 && !chapters) {
            losses.add("The chapters are left out: " + extension + " has no place for them.");
        }
        if (info.audioStreams() > 1 && !film) {
            losses.add("Only the first of " + info.audioStreams() + " streams of sound is kept.");
        }
        return losses;
    }

    /** Whether a rate is not kept because the encoder does not take it. */
    public Optional<String> otherRate(int wanted) {
        return Stream.of(wanted).filter(rate -> rate != form.sampleRate())
                .map(rate -> "The sample rate becomes %d Hz: %s does not take %d Hz.".formatted(form.sampleRate(),
                        encoding.encoder(), rate))
                .findFirst();
    }
}
