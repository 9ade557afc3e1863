package org.podstudio.media.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How encoders of pictures word quality, rate and speed. */
public enum Dialect {

    /** H.264, under the GPL. */
    X264("libx264", 2, true, true),
    /** HEVC, under the GPL. */
    X265("libx265", 16, true, true),
    /** H.264, of rates alone. */
    OPENH264("libopenh264", 16, false, false),
    /** VP9. */
    VPX("libvpx-vp9", 2, true, true),
    /** AV1. */
    SVT("libsvtav1", 64, true, false),
    /** AV1, slowly. */
    AOM("libaom-av1", 2, true, true),
    /** Nvidia's devices. */
    NVENC("_nvenc", 146, true, false),
    /** Intel's devices. */
    QSV("_qsv", 64, true, false),
    /** AMD's devices. */
    AMF("_amf", 128, true, false),
    /** Apple's devices. */
    APPLE("_videotoolbox", 64, true, false),
    /** What Windows knows of. */
    MICROSOFT("_mf", 64, false, false);

    /** openh264's smallest quantizer; it takes smaller ones for this. */
    public static final int OPENH264_FINEST = 12;

    /** Kilobits a second that no film takes at a quality. */
    private static final int NEVER_REACHED = 200_000;

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

    /**
     * One command of two.
     *
     * @param number 1 or 2
     * @param log where the first leaves word for the second
     */
    public record Pass(int number, String log) {}

    /** Of an encoder of ffmpeg's. */
    public static Dialect of(String encoder) {
        return Arrays.stream(values()).filter(d -> encoder.endsWith(d.ending)).findFirst().orElseThrow();
    }

    /** Least pixels of width and height that it encodes; some crash or hang below. */
    public int smallest() {
        return smallest;
    }

    /** Whether it encodes 10 bits a component. */
    public boolean tenBits() {
        return tenBits;
    }

    /** Whether a first pass helps it. */
    public boolean passes() {
        return passes;
    }

    /** Whether a device does it. */
    public boolean hardware() {
        return compareTo(NVENC) >= 0;
    }

    /** The pixel format that it takes. */
    public String pixels(boolean ten) {
        return hardware() ? ten ? "p010le" : "nv12" : ten ? "yuv420p10le" : "yuv420p";
    }

    /** With a quality or a rate. @param fitting kilobits a second of the lowest level that takes pictures of that size and frame rate */
    public Coding coded(Coding coding, Rate rate, int fitting) {
        return switch (rate) {
            case Rate.Quality quality -> quality(coding, quality.factor(), quality.bound(), fitting);
            case Rate.Average average -> average(coding.with("b", average.kilobits() * 1000L), average.bound());
        };
    }

    private Coding quality(Coding coding, int factor, Optional<Rate.Bound> bound, int fitting) {
        Coding bounded = bound.map(b -> bounded(coding, b)).orElse(coding);
        long most = bound.map(b -> b.kilobits() * 1000L).orElse(0L);
        return switch (this) {
            case X264, X265, SVT -> bounded.with("crf", factor);
            // in one pass they take up to a half more than they are told, where pictures are hard
            case VPX, AOM -> coding.with("crf", factor).with("b", most * 3 / 4);
            case OPENH264 -> openh264(coding, Math.max(OPENH264_FINEST, factor), bound, fitting);
            case NVENC -> bounded.with("rc", "vbr").with("cq", factor).with("b", 0);
            case QSV -> bounded.with("global_quality", Math.max(1, factor));
            case AMF -> coding.with("rc", "cqp").with("qp_i", factor).with("qp_p", factor);
            // counts from 1, worst, to 100
            case APPLE -> coding.with("q", Math.clamp(100 - 2L * factor, 1, 100));
            case MICROSOFT -> coding.with("rate_control", "quality").with("quality", Math.clamp(100 - 2L * factor, 1,
                    100));
        };
    }

    /** Knows rates only, and takes its level from them: one quantizer allowed makes constant quality, whatever the rate. */
    private static Coding openh264(Coding coding, int factor, Optional<Rate.Bound> bound, int fitting) {
        return coding.with("rc_mode", "bitrate").with("b", 1000L * bound.map(Rate.Bound::kilobits).orElse(fitting))
                .with("qmin", factor).with("qmax", bound.isPresent() ? 51 : factor);
    }

    private Coding average(Coding coding, Rate.Bound bound) {
        return switch (this) {
            case SVT, MICROSOFT -> coding;
            case OPENH264 -> coding.with("rc_mode", "bitrate").with("maxrate", bound.kilobits() * 1000L);
            default -> bounded(coding, bound);
        };
    }

    private static Coding bounded(Coding coding, Rate.Bound bound) {
        return coding.with("maxrate", bound.kilobits() * 1000L).with("bufsize", bound.buffer() * 1000L);
    }

    /** Whether it keeps below a bound. @param averaged beside a rate, else beside a quality factor */
    public boolean bounds(boolean averaged) {
        return switch (this) {
            case X264, X265, OPENH264, VPX, AOM, NVENC, QSV -> true;
            case SVT -> !averaged;
            case AMF, APPLE -> averaged;
            case MICROSOFT -> false;
        };
    }

    /** Constant quality, whatever rate it takes. */
    public static Coding constant(String encoder, int factor, Speed speed) {
        Dialect dialect = of(encoder);
        Rate rate = new Rate.Quality(factor, Optional.empty());
        return dialect.paced(dialect.coded(Coding.by(encoder), rate, NEVER_REACHED), speed, false);
    }

    /** So fine that it can be worked on again. @param factor of the quality; empty: as fine as that needs */
    public static Coding fine(String encoder, OptionalInt factor) {
        Dialect dialect = of(encoder);
        Coding coding = constant(encoder, factor.orElse(dialect.finest()), Speed.MEDIUM);
        return dialect == OPENH264 ? coding.with("profile", "high") : coding; // it would choose the baseline
    }

    private int finest() {
        return switch (this) {
            case VPX, SVT, AOM -> 24;
            default -> 18;
        };
    }

    /** In so much time. @param hurried whether each frame shall come out before the next goes in */
    public Coding paced(Coding coding, Speed speed, boolean hurried) {
        int step = speed.ordinal();
        return switch (this) {
            case X264, X265 -> hurried
                    ? coding.with("preset", speed).with("tune", "zerolatency")
                    : coding.with("preset", speed);
            case OPENH264, MICROSOFT -> coding;
            // tiles, not rows: the same bytes however many threads there are
            case VPX -> coding.with("deadline", hurried ? "realtime" : "good").with("cpu-used", List.of(2, 4, 5, 8).get(
                    step)).with("tile-columns", 2);
            case SVT -> coding.with("preset", List.of(5, 8, 10, 12).get(step));
            // in one tile: it is for pictures that are too small for the other
            case AOM -> coding.with("cpu-used", List.of(3, 5, 6, 8).get(step));
            case NVENC -> coding.with("preset", List.of("p6", "p4", "p3", "p1").get(step));
            case QSV -> coding.with("preset", speed);
            case AMF -> coding.with("quality", List.of("quality", "balanced", "speed", "speed").get(step));
            case APPLE -> coding.with("realtime", hurried);
        };
    }

    /**
     * With what players are promised, and the place of this command among two.
     *
     * @param profile {@code high}
     * @param level {@code 4.1}
     */
    public Coding promised(Coding coding, Optional<String> profile, Optional<String> level, Optional<Pass> pass) {
        Coding profiled = profile.map(p -> coding.with("profile", profile(p))).orElse(coding);
        return switch (this) {
            case X265 -> inOneOption(profiled, level, pass);
            case OPENH264 -> profiled; // takes the lowest level that holds its rate
            case QSV -> level.map(l -> profiled.with("level", l.replace(".", ""))).orElse(profiled);
            default -> {
                Coding leveled = level.map(l -> profiled.with("level", l)).orElse(profiled);
                yield pass.map(p -> leveled.with("pass", p.number()).with("passlogfile", p.log())).orElse(leveled);
            }
        };
    }

    /** ffmpeg's word for a profile; openh264 and the devices have no baseline but the constrained one. */
    private String profile(String profile) {
        return profile.equals("baseline") && (this == OPENH264 || this == APPLE) ? "constrained_baseline" : profile;
    }

    private static Coding inOneOption(Coding coding, Optional<String> level, Optional<Pass> pass) {
        List<String> words = new ArrayList<>();
        level.ifPresent(l -> words.add("level-idc=" + l));
        pass.ifPresent(p -> words.add("pass=" + p.number() + ":stats=" + p.log().replaceAll("[\\\\':]", "\\\\$0")));
        return words.isEmpty() ? coding : coding.with("x265-params", String.join(":", words));
    }
}
