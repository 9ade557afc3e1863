package org.podstudio.processors.transcode;

import java.util.Arrays;
import java.util.List;

import org.podstudio.media.command.Coding;

/** How encoders of pictures word quality, rate and speed. */
enum Dialect {

    X264("libx264", 2, true, true), X265("libx265", 16, true, true), OPENH264("libopenh264", 16, false, false), VPX(
            "libvpx-vp9", 2, true, true), SVT("libsvtav1", 64, true, false), AOM("libaom-av1", 2, true, true), NVENC(
                    "_nvenc", 146, true, false), QSV("_qsv", 64, true, false), AMF("_amf", 128, true,
                            false), APPLE("_videotoolbox", 64, true, false), MICROSOFT("_mf", 64, false, false);

    /** openh264's smallest quantizer; it takes smaller ones for this. */
    static final int OPENH264_FINEST = 12;

    private final String ending;
    private final int smallest;
    private final boolean tenBits;
    private final boolean passes;

    Dialect(String ending, int smallest, boolean tenBits, boolean passes) {
        this.ending = ending;
        this.smallest = smallest;
        this.tenBits = tenBits;
        this.passes = passes;
    }

    /** Of an encoder of ffmpeg's. */
    static Dialect of(String encoder) {
        return Arrays.stream(values()).filter(d -> encoder.endsWith(d.ending)).findFirst().orElseThrow();
    }

    /** Least pixels of width and height that it encodes; some crash or hang below. */
    int smallest() {
        return smallest;
    }

    /** Whether it encodes 10 bits a component. */
    boolean tenBits() {
        return tenBits;
    }

    /** Whether a first pass helps it. */
    boolean passes() {
        return passes;
    }

    /** Whether a device does it. */
    boolean hardware() {
        return compareTo(NVENC) >= 0;
    }

    /** The pixel format that it takes. */
    String pixels(boolean ten) {
        return hardware() ? ten ? "p010le" : "nv12" : ten ? "yuv420p10le" : "yuv420p";
    }

    Coding coded(Coding coding, Rate rate) {
        return switch (rate) {
            case Rate.Quality quality -> quality(coding, quality.factor(), quality.mostKilobits() * 1000L);
            case Rate.Average average -> average(coding, average.kilobits() * 1000L);
        };
    }

    private Coding quality(Coding coding, int factor, long most) {
        Coding bounded = most > 0 ? coding.with("maxrate", most).with("bufsize", 2 * most) : coding;
        return switch (this) {
            case X264, X265, SVT -> bounded.with("crf", factor);
            case VPX, AOM -> coding.with("crf", factor).with("b", most);
            // knows rates only: a rate that is never reached, and one quantizer allowed, make constant quality
            case OPENH264 -> coding.with("rc_mode", "bitrate").with("b", most > 0 ? most : 200_000_000L).with("qmin",
                    Math.max(OPENH264_FINEST, factor)).with("qmax", most > 0 ? 51 : Math.max(OPENH264_FINEST, factor));
            case NVENC -> bounded.with("rc", "vbr").with("cq", factor).with("b", 0);
            case QSV -> bounded.with("global_quality", Math.max(1, factor));
            case AMF -> coding.with("rc", "cqp").with("qp_i", factor).with("qp_p", factor);
            // counts from 1, worst, to 100
            case APPLE -> coding.with("q", Math.clamp(100 - 2L * factor, 1, 100));
            case MICROSOFT -> coding.with("rate_control", "quality").with("quality", Math.clamp(100 - 2L * factor, 1,
                    100));
        };
    }

    private Coding average(Coding coding, long bits) {
        Coding rated = coding.with("b", bits);
        return switch (this) {
            case SVT, MICROSOFT -> rated; // SVT-AV1 takes a most rate beside a quality factor alone
            case OPENH264 -> rated.with("rc_mode", "bitrate").with("maxrate", bits * 3 / 2);
            default -> rated.with("maxrate", bits * 3 / 2).with("bufsize", bits * 2);
        };
    }

    /** @param hurried whether each frame shall come out before the next goes in */
    Coding paced(Coding coding, Params.Speed speed, boolean hurried) {
        int step = speed.ordinal();
        return switch (this) {
            case X264, X265 -> hurried
                    ? coding.with("preset", Params.word(speed)).with("tune", "zerolatency")
                    : coding.with("preset", Params.word(speed));
            case OPENH264, MICROSOFT -> coding;
            // tiles, not rows: the same bytes however many threads there are
            case VPX -> coding.with("deadline", hurried ? "realtime" : "good").with("cpu-used", List.of(2, 4, 5, 8).get(
                    step)).with("tile-columns", 2);
            case SVT -> coding.with("preset", List.of(5, 8, 10, 12).get(step));
            case AOM -> coding.with("cpu-used", List.of(3, 5, 6, 8).get(step)).with("tile-columns", 1);
            case NVENC -> coding.with("preset", List.of("p6", "p4", "p3", "p1").get(step));
            case QSV -> coding.with("preset", Params.word(speed));
            case AMF -> coding.with("quality", List.of("quality", "balanced", "speed", "speed").get(step));
            case APPLE -> coding.with("realtime", hurried);
        };
    }

    /** ffmpeg's word for a profile; openh264 and the devices have no baseline but the constrained one. */
    String profile(String profile) {
        return profile.equals("baseline") && (this == OPENH264 || this == APPLE) ? "constrained_baseline" : profile;
    }

    /** @param number 1 or 2; @param log where the first pass leaves word for the second */
    Coding pass(Coding coding, int number, java.nio.file.Path log) {
        return this == X265
                ? coding.with("x265-params", "pass=" + number + ":stats=" + log.toAbsolutePath().toString().replace(
                        "\\", "\\\\").replace(":", "\\:"))
                : coding.with("pass", number).with("passlogfile", log.toAbsolutePath().toString());
    }
}
