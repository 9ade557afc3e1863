package org.podstudio.processors.transcode;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;
import org.podstudio.processors.transcode.Container.AudioCodec;
import org.podstudio.processors.transcode.Container.VideoCodec;

/** What the film becomes. Refuses, before anything starts, what the container cannot hold. */
record Params(Preset preset, Container container, VideoCodec videoCodec, AudioCodec audioCodec,
        @Range(min = 16, max = 4320) @Unit("px") OptionalInt height, @Range(min = 0, max = 63) OptionalInt crf,
        @Range(min = 50, max = 200_000) @Unit("kbit/s") OptionalInt videoBitrate,
        @Range(min = 16, max = 1024) @Unit("kbit/s") OptionalInt audioBitrate,
        @Range(min = 1, max = 120) @Unit("1/s") OptionalDouble fps, @Range(min = 0.1,
                max = 30) @Unit("s") double gopSeconds,
        Speed speed, boolean fastStart) {

    static final Params DEFAULTS = new Params(Preset.NONE, Container.MP4, VideoCodec.AUTO, AudioCodec.AUTO,
            OptionalInt.empty(),
            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), 4, Speed.MEDIUM,
            true);

    Params {
        if (!container.holds(videoCodec)) {
            throw misfit("video_codec", container, videoCodec, Arrays.stream(VideoCodec.values())
                    .filter(container::holds)
                    .map(Params::word).collect(Collectors.joining(", ")));
        }
        if (!container.holds(audioCodec)) {
            throw misfit("audio_codec", container, audioCodec, Arrays.stream(AudioCodec.values())
                    .filter(container::holds)
                    .map(Params::word).collect(Collectors.joining(", ")));
        }
        if (crf.isPresent() && videoBitrate.isPresent()) {
            throw ProcessingException.parameter("video_bitrate", "transcode.crf-and-bitrate",
                    "A quality factor and a bit rate were both given, but only one can rule.",
                    "Leave one of them out.");
        }
    }

    /** With what the preset stands for written out; a preset leaves container and codecs alone. */
    Params spelledOut() {
        return switch (preset) {
            case NONE -> this;
            case WEB_VIDEO -> with(OptionalInt.of(1080), 0, 2, Speed.MEDIUM);
            case MOBILE_VIDEO -> with(OptionalInt.of(720), 4, 2, Speed.MEDIUM);
            case ARCHIVE_QUALITY -> with(OptionalInt.empty(), -6, 4, Speed.SLOW);
            case LOW_LATENCY -> with(height, 0, 1, Speed.VERYFAST);
        };
    }

    private Params with(OptionalInt lines, int coarser, double gop, Speed pace) {
        int factor = Encoder.usualFactor(container.video(videoCodec)) + coarser;
        return new Params(Preset.NONE, container, videoCodec, audioCodec, lines, OptionalInt.of(factor),
                OptionalInt.empty(), audioBitrate,
                fps, gop, pace, true);
    }

    private static ProcessingException misfit(String parameter, Container container, Enum<?> codec, String choices) {
        return ProcessingException.parameter(parameter, "transcode.not-in-container",
                "The container " + word(container) + " cannot hold " + word(codec) + ".",
                "Choose one of " + choices + ", or the container mkv.");
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Settings that have a name. */
    enum Preset { NONE, WEB_VIDEO, MOBILE_VIDEO, ARCHIVE_QUALITY, LOW_LATENCY }

    /** Time for size. */
    enum Speed { SLOW, MEDIUM, FAST, VERYFAST }
}
