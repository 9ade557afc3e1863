package org.podstudio.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says of itself.
 *
 * @param format ffmpeg's name of the container, several with commas: {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param seconds duration; 0: unknown
 * @param startSeconds of the first time stamp
 * @param bitRate bits a second of the whole file; 0: unknown
 * @param pictures all streams of pictures, in the file's order, covers included
 * @param sounds all streams of sound
 * @param texts all streams of subtitles
 * @param others all other streams: data, fonts, time codes
 * @param chapterList in the file's order
 * @param encrypted whether a stream is, so that it can be copied at best
 * @param tags of the file, and of the sound where the container keeps them there; keys in lower case
 */
public record MediaInfo(String format, double seconds, double startSeconds, long bitRate, List<VideoStream> pictures,
        List<AudioStream> sounds, List<SubtitleStream> texts, List<Track> others, List<Chapter> chapterList,
        boolean encrypted,
        Map<String, String> tags) {

    /** Copies the collections. */
    public MediaInfo {
        pictures = List.copyOf(pictures);
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
        others = List.copyOf(others);
        chapterList = List.copyOf(chapterList);
        tags = Map.copyOf(tags);
    }

    /** The first stream of moving pictures; an attached picture is none. */
    public Optional<VideoStream> video() {
        return pictures.stream().filter(v -> !v.attachedPicture()).findFirst();
    }

    /** The first stream of sound. */
    public Optional<AudioStream> audio() {
        return sounds.stream().findFirst();
    }

    /** The first attached picture. */
    public Optional<VideoStream> cover() {
        return pictures.stream().filter(VideoStream::attachedPicture).findFirst();
    }

    /** Number of streams of sound. */
    public int audioStreams() {
        return sounds.size();
    }

    /** Number of chapters. */
    public int chapters() {
        return chapterList.size();
    }

    /** Number of streams of subtitles. */
    public int subtitles() {
        return texts.size();
    }

    /** Whether the container goes by that name: {@code mp4}. */
    public boolean isFormat(String name) {
        return ("," + format + ",").contains("," + name + ",");
    }
}
