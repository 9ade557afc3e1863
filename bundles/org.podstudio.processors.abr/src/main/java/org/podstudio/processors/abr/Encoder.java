package org.podstudio.processors.abr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Speed;
import org.podstudio.processors.abr.Params.VideoCodec;
import org.podstudio.processors.abr.ladder.Rung;

/** Encoders of pictures, the preferred of a codec first, and how each keeps to a rate and to key frames. */
enum Encoder {

    X264("libx264", VideoCodec.H264), OPENH264("libopenh264", VideoCodec.H264), X265("libx265", VideoCodec.H265), SVT(
            "libsvtav1", VideoCodec.AV1);

    private final String name;
    private final VideoCodec codec;

    Encoder(String name, VideoCodec codec) {
        this.name = name;
        this.codec = codec;
    }

    /** The best there is. @throws ProcessingException {@code abr.no-encoder} */
    static Encoder of(VideoCodec codec, Set<String> installed) {
        return Arrays.stream(values()).filter(e -> e.codec == codec && installed.contains(e.name)).findFirst()
                .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "abr.no-encoder",
                        "The installed ffmpeg has no encoder for " + word(codec) + ".",
                        "Choose h264, or install the feature with the GPL codecs."));
    }

    /** ffmpeg's name. */
    String encoder() {
        return name;
    }

    /** As good as it must be and no more than the rung allows. */
    List<String> words(Rung rung, int segmentFrames, Speed speed) {
        List<String> words = new ArrayList<>(List.of("-c:v", name));
        words.addAll(switch (this) {
            case X264 -> capped("22", rung);
            case X265 -> capped("25", rung);
            case SVT -> List.of("-crf", "33", "-maxrate", rung.kbps() + "k", "-bufsize", rung.bufferKbits() + "k");
            // knows rates only
            case OPENH264 -> List.of("-rc_mode", "bitrate", "-b:v", rung.kbps() + "k", "-maxrate",
                    rung.mostKbps() + "k");
        });
        words.addAll(pace(speed));
        words.addAll(keys(segmentFrames));
        return words;
    }

    /** Of constant quality, for what a scene takes by itself. */
    Coding quality() {
        return Dialect.constant(name, switch (this) {
            case X264 -> 23;
            case X265 -> 26;
            case SVT -> 35;
            case OPENH264 -> 28;
        }, Speed.VERYFAST);
    }

    /** Without pictures that need later ones: decoding would begin below nought, so all of them would be shown late, and sound not. */
    private static List<String> capped(String factor, Rung rung) {
        return List.of("-crf", factor, "-maxrate", rung.kbps() + "k", "-bufsize", rung.bufferKbits() + "k", "-bf", "0");
    }

    /** A closed group of pictures for each segment, at the same frames in all sizes. */
    private List<String> keys(int frames) {
        String count = Integer.toString(frames);
        return switch (this) {
            case X264 -> List.of("-g", count, "-keyint_min", count, "-sc_threshold", "0", "-flags:v", "+cgop+bitexact");
            case X265 -> List.of("-x265-params",
                    "log-level=error:open-gop=0:scenecut=0:keyint=" + count + ":min-keyint=" + count, "-tag:v", "hvc1",
                    "-flags:v", "+bitexact");
            case SVT -> List.of("-g", count, "-flags:v", "+cgop+bitexact");
            // puts one at each change of scene, too, and then begins to count anew
            case OPENH264 -> List.of("-g", count, "-force_key_frames", "expr:eq(mod(n," + count + "),0)", "-flags:v",
                    "+bitexact");
        };
    }

    private List<String> pace(Speed speed) {
        return switch (this) {
            case X264, X265 -> List.of("-preset", word(speed));
            case OPENH264 -> List.of("-profile:v", "high");
            case SVT -> List.of("-preset", List.of("6", "8", "10", "12").get(speed.ordinal()));
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
