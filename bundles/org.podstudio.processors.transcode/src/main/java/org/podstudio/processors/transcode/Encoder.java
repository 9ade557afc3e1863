package org.podstudio.processors.transcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.processors.transcode.Container.VideoCodec;

/** The encoders of pictures, in the order they are preferred within a codec, and how each words quality and speed. */
enum Encoder {

    X264("libx264", VideoCodec.H264, 51), OPENH264("libopenh264", VideoCodec.H264, 51), X265("libx265", VideoCodec.H265,
            51), VPX("libvpx-vp9", VideoCodec.VP9,
                    63), SVT("libsvtav1", VideoCodec.AV1, 63), AOM("libaom-av1", VideoCodec.AV1, 63);

    /** Its smallest quantizer; it takes smaller ones for this. */
    private static final int OPENH264_FINEST = 12;

    private final String name;
    private final VideoCodec codec;
    private final int coarsest;

    Encoder(String name, VideoCodec codec, int coarsest) {
        this.name = name;
        this.codec = codec;
        this.coarsest = coarsest;
    }

    /** The quality factor at which a codec looks good to most eyes. */
    static int usualFactor(VideoCodec codec) {
        return switch (codec) {
            case AUTO, H264 -> 23;
            case H265 -> 26;
            case VP9 -> 32;
            case AV1 -> 34;
        };
    }

    /** The best encoder there is. */
    static Encoder of(VideoCodec codec, Set<String> installed) {
        return Arrays.stream(values()).filter(e -> e.codec == codec && installed.contains(e.name)).findFirst()
                .orElseThrow(() -> missing(codec, installed));
    }

    private static ProcessingException missing(VideoCodec codec, Set<String> installed) {
        String others = Arrays.stream(values()).filter(e -> installed.contains(e.name)).map(e -> Params.word(e.codec))
                .distinct()
                .collect(Collectors.joining(", "));
        return new ProcessingException(ErrorKind.CONFIGURATION, "transcode.no-encoder",
                "The installed ffmpeg has no encoder for " + Params.word(codec) + ".",
                "Choose one of " + others + ", or install the feature with the GPL codecs.");
    }

    /** ffmpeg's name. */
    String encoder() {
        return name;
    }

    /** Options for the pictures, without size and rate of the frames. */
    List<String> options(Params parameters) {
        List<String> words = new ArrayList<>(List.of("-c:v", name));
        if (parameters.videoBitrate().isPresent()) {
            words.addAll(rate(parameters.videoBitrate().getAsInt() * 1000L));
        } else {
            words.addAll(quality(factor(parameters)));
        }
        words.addAll(pace(parameters.speed()));
        return words;
    }

    /** What was asked for and the encoder does not know; in words for the user. */
    List<String> limits(Params parameters) {
        if (this != OPENH264) {
            return List.of();
        }
        List<String> limits = new ArrayList<>();
        if (parameters.speed() != Params.Speed.MEDIUM) {
            limits.add("The installed H.264 encoder (" + name + ") has one speed only.");
        }
        if (parameters.crf().orElse(OPENH264_FINEST) < OPENH264_FINEST) {
            limits.add("The installed H.264 encoder (" + name + ") knows no quality factor below " + OPENH264_FINEST
                    + "; that is what it used.");
        }
        return limits;
    }

    private int factor(Params parameters) {
        int factor = parameters.crf().orElse(usualFactor(codec));
        if (factor > coarsest) {
            throw ProcessingException.parameter("crf", "transcode.crf", "The quality factor " + factor
                    + " is beyond what "
                    + Params.word(codec) + " knows.", "Choose a value from 0 to " + coarsest + ".");
        }
        return factor;
    }

    private static List<String> rate(long bitsPerSecond) {
        return List.of("-b:v", Long.toString(bitsPerSecond), "-maxrate", Long.toString(bitsPerSecond * 3 / 2),
                "-bufsize",
                Long.toString(bitsPerSecond * 2));
    }

    private List<String> quality(int factor) {
        String number = Integer.toString(factor);
        return switch (this) {
            case X264, X265, SVT -> List.of("-crf", number);
            case VPX, AOM -> List.of("-crf", number, "-b:v", "0");
            // knows rates only: a rate that is never reached, and one quantizer allowed, make constant quality
            case OPENH264 -> List.of("-rc_mode", "bitrate", "-b:v", "200M", "-qmin", number, "-qmax", number);
        };
    }

    private List<String> pace(Params.Speed speed) {
        int step = speed.ordinal();
        return switch (this) {
            case X264, X265 -> List.of("-preset", Params.word(speed));
            case OPENH264 -> List.of("-profile:v", "high");
            // tiles, not rows: the same bytes however many threads there are
            case VPX -> List.of("-deadline", "good", "-cpu-used", List.of("2", "4", "5", "8").get(step),
                    "-tile-columns", "2");
            case SVT -> List.of("-preset", List.of("5", "8", "10", "12").get(step));
            case AOM -> List.of("-cpu-used", List.of("3", "5", "6", "8").get(step), "-tile-columns", "1");
        };
    }
}
