package org.podstudio.media;

import java.util.Map;
import java.util.Optional;

/**
 * What a file says of itself.
 *
 * @param format ffmpeg's name of the container, several with commas: {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param seconds duration; 0: unknown
 * @param video the first stream of moving pictures; an attached picture is none
 * @param audio the first stream of sound
 * @param audioStreams number of streams of sound
 * @param tags of the file, and of the sound where the container keeps them there; keys in lower case
 * @param cover the first attached picture
 * @param chapters number of chapters
 * @param subtitles number of streams of subtitles
 */
public record MediaInfo(String format, double seconds, Optional<VideoStream> video, Optional<AudioStream> audio,
        int audioStreams,
        Map<String, String> tags, Optional<VideoStream> cover, int chapters, int subtitles) {

    /** Copies the tags. */
    public MediaInfo {
        tags = Map.copyOf(tags);
    }

    /** Whether the container goes by that name: {@code mp4}. */
    public boolean isFormat(String name) {
        return ("," + format + ",").contains("," + name + ",");
    }
}
