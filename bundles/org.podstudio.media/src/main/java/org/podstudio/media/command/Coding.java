package org.podstudio.media.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a stream is coded: copied, or by an encoder with its options. Immutable. */
public final class Coding {

    /** The packets as they are. */
    public static final Coding COPY = new Coding("copy", Map.of());
    /** The packets as they are, without those before the time that an input is read from. */
    public static final Coding COPY_FROM_THERE = new Coding("copy", Map.of("copypriorss", 0));

    /** Pictures as bare pixels, each that there is and none twice. */
    public static final Coding RAW = by("rawvideo").with("fps_mode", "passthrough");

    private final String encoder;
    private final Map<String, Object> options;

    private Coding(String encoder, Map<String, Object> options) {
        this.encoder = Words.name(encoder);
        this.options = options;
    }

    /** By an encoder of ffmpeg's: {@code libx264}. */
    public static Coding by(String encoder) {
        return new Coding(encoder, Map.of());
    }

    /**
     * With an option of the encoder or of the stream: {@code crf}, {@code b}, {@code g}, {@code profile}, {@code ac},
     * {@code tag}.
     *
     * @param value number, text, boolean or path
     * @throws IllegalArgumentException for options that something else says ({@code c}, {@code map}, {@code filter}), and
     *         for all but the tag of what is copied
     */
    public Coding with(String option, Object value) {
        if (List.of("c", "codec", "map", "filter", "vf", "af", "i", "f").contains(option)) {
            throw new IllegalArgumentException("not an option of an encoder: " + option);
        }
        if (isCopy() && !option.equals("tag") && !option.equals("bsf")) {
            throw new IllegalArgumentException("what is copied has no " + option);
        }
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(Words.name(option), value);
        return new Coding(encoder, more);
    }

    /** As files of boxes have it, MP4 and QuickTime: Apple's players know HEVC by one name alone. */
    public Coding boxed() {
        return encoder.contains("265") || encoder.contains("hevc") ? with("tag", "hvc1") : this;
    }

    /** Whether packets stay as they are. */
    public boolean isCopy() {
        return encoder.equals("copy");
    }

    /** ffmpeg's name, or {@code copy}. */
    public String encoder() {
        return encoder;
    }

    /** @param index of the stream within its output */
    List<String> words(int index) {
        List<String> words = new ArrayList<>(List.of("-c:" + index, encoder));
        options.forEach((name, value) -> words.addAll(List.of("-" + name + ":" + index, Words.value(value))));
        return words;
    }

    @Override
    public String toString() {
        return encoder + options;
    }
}
