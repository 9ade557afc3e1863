package org.podstudio.media;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every stream of a file has, whatever it carries.
 *
 * @param index among all streams of the file, from 0: {@code -map 0:index}
 * @param codec ffmpeg's name: {@code h264}, {@code aac}, {@code subrip}; empty: ffmpeg does not know it
 * @param profile {@code High}, {@code LC}; empty: none or unknown
 * @param level as the codec counts it: 41 for H.264's 4.1, 120 for HEVC's 4.0; 0: unknown
 * @param tag four letters of the container: {@code avc1}, {@code hvc1}; empty: none
 * @param timeBase unit of its time stamps: {@code 1/90000}
 * @param startSeconds of its first time stamp; may be negative
 * @param seconds duration; 0: unknown
 * @param bitRate bits a second; 0: unknown
 * @param dispositions what it is for: {@code default}, {@code forced}, {@code attached_pic}, {@code comment}
 * @param tags in lower case: {@code language}, {@code title}
 */
public record Track(int index, String codec, String profile, int level, String tag, String timeBase,
        double startSeconds, double seconds, long bitRate, Set<String> dispositions, Map<String, String> tags) {

    /** Copies the collections. */
    public Track {
        dispositions = Set.copyOf(dispositions);
        tags = Map.copyOf(tags);
    }

    /** ISO 639 code, {@code eng}; empty when it is not told. */
    public Optional<String> language() {
        return Optional.ofNullable(tags.get("language")).filter(l -> !l.isBlank() && !l.equals("und"));
    }

    /** What it is called in the file. */
    public Optional<String> title() {
        return Optional.ofNullable(tags.get("title")).or(() -> Optional.ofNullable(tags.get("handler_name")));
    }

    /** Whether it is meant to be played without being asked for. */
    public boolean isDefault() {
        return dispositions.contains("default");
    }
}
