package org.podstudio.media.command;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of file and what it can hold.
 *
 * @param id our name, {@code mkv}
 * @param muxer ffmpeg's name
 * @param extension of its files
 * @param video {@link VideoFormat#id}s, the most usual first
 * @param audio {@link AudioFormat#id}s, the most usual first
 * @param copiedVideo ffmpeg's names of codecs whose packets it takes; {@code *}: any
 * @param copiedAudio the same of sound
 * @param text encoder of its subtitles
 * @param copiedText ffmpeg's names of subtitles that it takes as they are
 * @param chapters whether it has a place for them
 * @param cover whether it has a place for an attached picture
 * @param fastStart whether its index can stand in front
 */
public record Container(String id, String muxer, String extension, List<String> video, List<String> audio,
        List<String> copiedVideo, List<String> copiedAudio, String text, List<String> copiedText, boolean chapters,
        boolean cover, boolean fastStart) {

    /** A file of this kind that is the same each time, with its index in front where it can stand there. */
    public Output output(Path file) {
        Output output = Output.file(file, muxer).reproducible();
        return fastStart ? output.option("movflags", "+faststart") : output;
    }

    /** Whether sound of a codec, by ffmpeg's name, can be copied into it. */
    public boolean takesSound(String codec) {
        return takes(copiedAudio, codec);
    }

    /** Whether pictures of a codec, by ffmpeg's name, can be copied into it. */
    public boolean takesPictures(String codec) {
        return takes(copiedVideo, codec);
    }

    /** Whether subtitles of a codec, by ffmpeg's name, can be copied into it. */
    public boolean takesText(String codec) {
        return takes(copiedText, codec);
    }

    private static boolean takes(List<String> codecs, String codec) {
        return codecs.contains("*") || codecs.contains(codec);
    }
}
