package org.podstudio.processors.transcode;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.Pattern;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.media.command.AudioFormat;
import org.podstudio.media.command.Container;
import org.podstudio.media.command.Formats;
import org.podstudio.media.command.Formats.Misfit;
import org.podstudio.media.command.Speed;
import org.podstudio.media.command.VideoFormat;

/** What the film becomes. Refuses, before anything starts, what does not go together. */
record Params(Preset preset, Platform platform, Kind container, VideoCodec videoCodec, AudioCodec audioCodec,
        @Range(min = 16, max = 8192) @Unit("px") OptionalInt width,
        @Range(min = 16, max = 4320) @Unit("px") OptionalInt height, @Range(min = 0, max = 63) OptionalInt crf,
        @Range(min = 50, max = 200_000) @Unit("kbit/s") OptionalInt videoBitrate,
        @Range(min = 50, max = 200_000) @Unit("kbit/s") OptionalInt maxBitrate, boolean contentAware, boolean twoPass,
        @Range(min = 16, max = 1024) @Unit("kbit/s") OptionalInt audioBitrate,
        @Range(min = 1, max = 240) @Unit("1/s") OptionalDouble fps,
        @Range(min = 0.1, max = 30) @Unit("s") double gopSeconds, Speed speed, Profile profile,
        @Pattern(value = "auto|[1-6](\\.[0-2])?", hint = "auto, or a level such as 4.1") String level,
        Brightness dynamicRange,
        Subtitles subtitles, boolean hardware, boolean fastStart) {

    static final Params DEFAULTS = new Params(Preset.NONE, Platform.ANY, Kind.MP4, VideoCodec.AUTO, AudioCodec.AUTO,
            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(),
            false, false, OptionalInt.empty(), OptionalDouble.empty(), 4, Speed.MEDIUM, Profile.AUTO, "auto",
            Brightness.KEEP, Subtitles.KEEP, false, true);

    Params {
        Container into = Formats.known().container(word(container));
        VideoFormat pictures = pictures(into, videoCodec);
        AudioFormat sound = sound(into, audioCodec);
        Formats.known().misfit(into, pictures, sound).ifPresent(Params::refuse);
        if (platform != Platform.ANY) {
            Formats.known().misfit(Formats.known().platform(word(platform)), into, pictures, sound).ifPresent(
                    Params::refuse);
        }
        requireOneRate(crf, videoBitrate, maxBitrate, contentAware);
        requireTarget(twoPass, videoBitrate, contentAware);
        requireProfile(profile, pictures);
        requireLevel(level, pictures);
        if (crf.isPresent() && crf.getAsInt() > pictures.coarsest()) {
            throw ProcessingException.parameter("crf", "transcode.crf", "The quality factor " + crf.getAsInt()
                    + " is beyond what " + pictures.label() + " knows.",
                    "Choose a value from 0 to " + pictures
                            .coarsest() + ".");
        }
    }

    /** The container. */
    Container into() {
        return Formats.known().container(word(container));
    }

    /** The codec of the pictures: what is asked for, or the most usual in the container. */
    VideoFormat pictures() {
        return pictures(into(), videoCodec);
    }

    /** The codec of the sound: what is asked for, or the most usual in the container. */
    AudioFormat sound() {
        return sound(into(), audioCodec);
    }

    /** With what the preset stands for written where nothing else is asked for; container and codecs stay. */
    Params spelledOut() {
        return switch (preset) {
            case NONE -> this;
            case WEB_VIDEO -> with(OptionalInt.of(1080), 0, OptionalInt.of(3000), 2, Speed.MEDIUM);
            case MOBILE_VIDEO -> with(OptionalInt.of(720), 3, OptionalInt.of(1500), 2, Speed.FAST);
            case ARCHIVE_QUALITY -> with(OptionalInt.empty(), -6, OptionalInt.empty(), 4, Speed.SLOW);
            case LOW_LATENCY -> with(OptionalInt.empty(), 1, OptionalInt.empty(), 1, Speed.VERYFAST);
        };
    }

    /** Whether frames shall leave the encoder as soon as they have come in. */
    boolean hurried() {
        return preset == Preset.LOW_LATENCY;
    }

    /** Whether a rate rules, and not a quality factor. */
    boolean averaged() {
        return videoBitrate.isPresent() || contentAware;
    }

    private Params with(OptionalInt lines, int coarser, OptionalInt most, double gop, Speed pace) {
        boolean free = crf.isEmpty() && videoBitrate.isEmpty() && !contentAware;
        boolean sized = width.isPresent() || height.isPresent();
        return new Params(preset, platform, container, videoCodec, audioCodec, width, sized ? height : lines, free
                ? OptionalInt.of(pictures().usual() + coarser)
                : crf, videoBitrate, free && maxBitrate.isEmpty() ? most : maxBitrate, contentAware, twoPass,
                audioBitrate, fps, gopSeconds == DEFAULTS.gopSeconds ? gop : gopSeconds, speed == DEFAULTS.speed
                        ? pace
                        : speed,
                profile, level, dynamicRange, subtitles, hardware, fastStart);
    }

    private static VideoFormat pictures(Container into, VideoCodec codec) {
        return Formats.known().video(codec == VideoCodec.AUTO ? into.video().getFirst() : word(codec));
    }

    private static AudioFormat sound(Container into, AudioCodec codec) {
        boolean coded = codec != AudioCodec.AUTO && codec != AudioCodec.COPY && codec != AudioCodec.NONE;
        return Formats.known().audio(coded ? word(codec) : into.audio().getFirst());
    }

    private static void refuse(Misfit misfit) {
        String parameter = misfit.part().equals("container") ? "container" : misfit.part() + "_codec";
        throw ProcessingException.parameter(parameter, "transcode.not-in-container", misfit.message(), misfit
                .advice());
    }

    private static void requireOneRate(OptionalInt crf, OptionalInt bitrate, OptionalInt most,
            boolean contentAware) {
        if (crf.isPresent() && bitrate.isPresent()) {
            throw ProcessingException.parameter("video_bitrate", "transcode.crf-and-bitrate",
                    "A quality factor and a bit rate were both given, but only one can rule.",
                    "Leave one of them out, or give max_bitrate beside the quality factor.");
        }
        if (contentAware && bitrate.isPresent()) {
            throw ProcessingException.parameter("content_aware", "transcode.two-rates",
                    "A bit rate was given, and it was to be found out as well.", "Leave one of them out.");
        }
        if (most.isPresent() && most.getAsInt() < bitrate.orElse(0)) {
            throw ProcessingException.parameter("max_bitrate", "transcode.two-rates",
                    "The film shall never have more than " + most.getAsInt() + " kbit/s, but " + bitrate.getAsInt()
                            + " on average.",
                    "Give a max_bitrate above video_bitrate.");
        }
    }

    private static void requireTarget(boolean twoPass, OptionalInt bitrate, boolean contentAware) {
        if (twoPass && bitrate.isEmpty() && !contentAware) {
            throw ProcessingException.parameter("two_pass", "transcode.two-pass",
                    "Two passes spread a bit rate over the film, but no bit rate was given.",
                    "Give video_bitrate or content_aware, or leave two_pass out: a quality factor needs one pass.");
        }
    }

    private static void requireProfile(Profile profile, VideoFormat pictures) {
        if (profile != Profile.AUTO && !pictures.profiles().contains(word(profile))) {
            throw ProcessingException.parameter("profile", "transcode.profile", pictures.label() + " has no profile "
                    + word(profile) + ".",
                    pictures.profiles().isEmpty()
                            ? "Leave the profile out."
                            : "Choose one of " + String.join(", ", pictures.profiles()) + ".");
        }
    }

    private static void requireLevel(String level, VideoFormat pictures) {
        if (!level.equals("auto") && pictures.level(decimal(level)).isEmpty()) {
            throw ProcessingException.parameter("level", "transcode.level", pictures.label() + " has no level " + level
                    + " here.",
                    pictures.levels().isEmpty()
                            ? "Leave the level out."
                            : "Choose one of " + String.join(", ", pictures.levels().stream().map(l -> l.id())
                                    .toList()) + ".");
        }
    }

    /** The level that was asked for, as {@code 4.0}; empty: whatever it takes. */
    Optional<String> asked() {
        return level.equals("auto") ? Optional.empty() : Optional.of(decimal(level));
    }

    private static String decimal(String level) {
        return level.contains(".") ? level : level + ".0";
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Settings that have a name. */
    enum Preset { NONE, WEB_VIDEO, MOBILE_VIDEO, ARCHIVE_QUALITY, LOW_LATENCY }

    /** Where it shall play. */
    enum Platform { ANY, IOS_SAFARI, ANDROID_CHROME, DESKTOP_BROWSERS, SMART_TV }

    /** The kind of file. */
    enum Kind { MP4, WEBM, MOV, MKV }

    /** How the pictures are coded. */
    enum VideoCodec { AUTO, H264, H265, VP9, AV1 }

    /** How the sound is coded. */
    enum AudioCodec { AUTO, AAC, OPUS, MP3, VORBIS, COPY, NONE }

    /** What a player must know. */
    enum Profile { AUTO, BASELINE, MAIN, HIGH, HIGH10, MAIN10 }

    /** What becomes of a high dynamic range. */
    enum Brightness { KEEP, SDR }

    /** What becomes of subtitles. */
    enum Subtitles { KEEP, BURN, NONE }
}
