package org.podstudio.processors.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.AudioStream;
import org.podstudio.media.MediaInfo;

/**
 * What is written: the container and how its sound is encoded.
 *
 * @param extension of the file
 * @param muxer ffmpeg's name of the container
 * @param encoder ffmpeg's name of the encoder of the sound
 * @param sampleRate hertz of the result
 * @param film whether the pictures come along
 * @param cover whether the container has a place for a cover
 * @param chapters whether the container has a place for chapters
 * @param source the sound as it is
 */
record Target(String extension, String muxer, String encoder, int sampleRate, boolean film, boolean cover,
        boolean chapters, AudioStream source) {

    /** A container for sound alone. */
    private record Box(String extension, String muxer, boolean cover, boolean chapters) {}

    private static final Box WAV = new Box("wav", "wav", false, false);
    private static final Box FLAC = new Box("flac", "flac", true, false);
    private static final Box MP3 = new Box("mp3", "mp3", true, true);
    private static final Box M4A = new Box("m4a", "ipod", true, true);
    private static final Box OPUS = new Box("opus", "opus", false, true);
    private static final Box AIFF = new Box("aiff", "aiff", false, false);
    private static final Box MKA = new Box("mka", "matroska", false, true);

    /** Containers of film by the extension of the input; another extension becomes mkv, which holds everything. */
    private static final Map<String, String> FILM = Map.of("mp4", "mp4", "m4v", "mp4", "mov", "mov", "mkv", "matroska",
            "webm", "webm", "avi", "avi");

    /** Encoders of the codecs that can be written as they were; pcm goes by its own name. */
    private static final Map<String, String> ENCODERS = Map.of("aac", "aac", "mp3", "libmp3lame", "opus", "libopus",
            "flac", "flac", "alac",
            "alac", "ac3", "ac3", "eac3", "eac3", "mp2", "mp2");

    private static final Set<Integer> OPUS_RATES = Set.of(48_000, 24_000, 16_000, 12_000, 8000);

    static Target of(Params.OutputFormat format, MediaInfo info, AudioStream sound, String extension) {
        boolean film = info.video().isPresent() && format == Params.OutputFormat.SAME;
        return film ? film(sound, extension) : sound(box(format, info, sound), sound);
    }

    private static Target film(AudioStream sound, String extension) {
        String known = FILM.containsKey(extension) ? extension : "mkv";
        String fallback = known.equals("webm") ? "libopus" : known.equals("avi") ? "libmp3lame" : "aac";
        String encoder = encoder(sound.codec()).orElse(fallback);
        return new Target(known, String.valueOf(FILM.get(known)), encoder, rate(encoder, sound.sampleRate()), true,
                true, true, sound);
    }

    private static Target sound(Box box, AudioStream sound) {
        String encoder = switch (box.muxer()) {
            case "wav" -> pcm(sound, "le");
            case "aiff" -> pcm(sound, "be");
            case "flac" -> "flac";
            case "mp3" -> "libmp3lame";
            case "opus" -> "libopus";
            case "ipod" -> sound.codec().equals("alac") ? "alac" : "aac";
            default -> encoder(sound.codec()).orElse("flac");
        };
        return new Target(box.extension(), box.muxer(), encoder, rate(encoder, sound.sampleRate()), false, box.cover(),
                box.chapters(), sound);
    }

    private static Box box(Params.OutputFormat format, MediaInfo info, AudioStream sound) {
        return switch (format) {
            case WAV -> WAV;
            case FLAC -> FLAC;
            case MP3 -> MP3;
            case M4A -> M4A;
            case OPUS -> OPUS;
            case SAME -> same(info, sound);
        };
    }

    private static Box same(MediaInfo info, AudioStream sound) {
        if (info.isFormat("ogg")) {
            return sound.codec().equals("flac") ? FLAC : OPUS;
        }
        return switch (info.format()) {
            case "wav", "w64" -> WAV;
            case "aiff" -> AIFF;
            case "flac" -> FLAC;
            case "mp3" -> MP3;
            default -> info.isFormat("matroska") ? MKA : info.isFormat("mp4") || !lossless(sound) ? M4A : FLAC;
        };
    }

    private static boolean lossless(AudioStream sound) {
        return sound.codec().startsWith("pcm_") || Set.of("flac", "alac", "ape", "wavpack", "tta", "tak", "truehd",
                "mlp").contains(sound.codec());
    }

    private static Optional<String> encoder(String codec) {
        return codec.matches("pcm_(s16|s24|s32|f32|f64)(le|be)")
                ? Optional.of(codec)
                : Optional.ofNullable(ENCODERS.get(codec));
    }

    private static String pcm(AudioStream sound, String order) {
        if (sound.codec().matches("pcm_(s16|s24|s32|f32|f64)" + order)) {
            return sound.codec();
        }
        return (sound.bits() > 16 ? "pcm_s24" : "pcm_s16") + order;
    }

    /** The nearest rate that the encoder takes. */
    private static int rate(String encoder, int rate) {
        return switch (encoder) {
            case "libopus" -> OPUS_RATES.contains(rate) ? rate : 48_000;
            case "libmp3lame", "ac3", "eac3", "mp2" -> Math.min(rate, 48_000);
            case "aac" -> Math.min(rate, 96_000);
            default -> rate;
        };
    }

    /** Refuses what the encoder cannot hold. */
    void check() {
        int most = switch (encoder) {
            case "libmp3lame", "mp2" -> 2;
            case "ac3", "eac3" -> 6;
            default -> 8;
        };
        if (source.channels() > most) {
            throw ProcessingException.parameter("output_format", "normalize.channels",
                    extension.toUpperCase(Locale.ROOT)
                            + " holds at most " + most
                            + " channels; the source has " + source.channels() + ".",
                    "Choose flac or m4a.");
        }
    }

    /** The options of the encoder of the first stream of sound. */
    List<String> encoding() {
        List<String> words = new ArrayList<>(List.of("-c:a:0", encoder, "-ar:a:0", Integer.toString(sampleRate)));
        switch (encoder) {
            case "flac" -> words.addAll(source.bits() > 16
                    ? List.of("-sample_fmt:a:0", "s32",
                            "-bits_per_raw_sample:a:0", "24")
                    : List.of("-sample_fmt:a:0", "s16"));
            case "aac" -> words.addAll(bitRate(96_000, 288_000));
            case "libmp3lame" -> words.addAll(bitRate(128_000, 160_000));
            case "libopus" -> words.addAll(bitRate(80_000, 160_000));
            case "ac3", "eac3", "mp2" -> words.addAll(bitRate(96_000, 192_000));
            default -> {
            }
        }
        return words;
    }

    /** That of a lossy source, which more bits would not make better; else the usual. Bits a second and channel. */
    private List<String> bitRate(int usual, int most) {
        long known = lossless(source) ? 0 : source.bitRate();
        long rate = known == 0
                ? (long) usual * source.channels()
                : Math.clamp(known, 32_000L * source.channels(),
                        (long) most * source.channels());
        return List.of("-b:a:0", Long.toString(rate));
    }
}
