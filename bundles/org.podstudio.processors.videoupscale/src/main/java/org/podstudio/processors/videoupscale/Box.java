package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.SubtitleStream;

/**
 * The container of the result: new pictures, and sound, subtitles, chapters and tags of the film as they are.
 *
 * @param mp4 MP4, else Matroska, which holds everything
 */
record Box(boolean mp4, Path input, MediaInfo info) {

    private static final String TRIED_SECONDS = "2";

    /** The film's own kind, as far as it can be written. */
    static Box of(Params params, Path input, MediaInfo info) {
        boolean mp4 = switch (params.outputFormat()) {
            case SAME -> info.isFormat("mp4");
            case MP4 -> true;
            case MKV -> false;
        };
        return new Box(mp4, input, info);
    }

    String extension() {
        return mp4 ? "mp4" : "mkv";
    }

    /** Puts a moment of what is copied into the container, so that hours of work do not end with a refusal. */
    void require(Ffmpeg ffmpeg, Run run) throws IOException {
        if (info.sounds().isEmpty() && kept().isEmpty()) {
            return;
        }
        Path trial = run.scratch().resolve("trial." + extension());
        List<String> words = new ArrayList<>(List.of("-t", TRIED_SECONDS, "-i", Ffmpeg.file(input)));
        words.addAll(copied(0));
        words.addAll(List.of("-f", muxer(), Ffmpeg.file(trial)));
        try {
            ffmpeg.run(words, 0, run);
        } catch (ProcessingException e) {
            if (!e.code().equals("media.not-in-container")) {
                throw e;
            }
            throw ProcessingException.parameter("output_format", "video-upscale.not-in-container",
                    "MP4 cannot hold the sound or the subtitles of " + input.getFileName() + " as they are.",
                    "Choose mkv.");
        }
        Files.deleteIfExists(trial);
    }

    /** @param start of the film's time stamps, seconds: the new pictures count from 0 */
    void join(Ffmpeg ffmpeg, Path pictures, Path result, double start, double seconds, Run run) {
        List<String> words = new ArrayList<>(List.of("-copyts", "-f", "mpegts", "-i", Ffmpeg.file(pictures),
                "-itsoffset", Ffmpeg.seconds(-start), "-i", Ffmpeg.file(input), "-map", "0:v:0", "-c:v", "copy"));
        words.addAll(copied(1));
        words.addAll(List.of("-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact"));
        if (mp4) {
            words.addAll(List.of("-movflags", "+faststart", "-video_track_timescale", "90000"));
        }
        words.addAll(List.of("-f", muxer(), Ffmpeg.file(result)));
        ffmpeg.run(words, seconds, run);
    }

    /** What will be missing, for the user to know. */
    List<String> losses() {
        int left = info.texts().size() - kept().size();
        List<String> losses = new ArrayList<>();
        if (left > 0) {
            losses.add(left + " track(s) of subtitles are pictures, which MP4 does not hold; they are left out.");
        }
        if (info.cover().isPresent()) {
            losses.add("The cover is left out: the result holds film and sound.");
        }
        return losses;
    }

    private List<String> copied(int from) {
        List<String> words = new ArrayList<>();
        info.sounds().forEach(sound -> words.addAll(List.of("-map", from + ":" + sound.index())));
        if (!info.sounds().isEmpty()) {
            words.addAll(List.of("-c:a", "copy"));
        }
        kept().forEach(text -> words.addAll(List.of("-map", from + ":" + text.index())));
        if (!kept().isEmpty()) {
            words.addAll(List.of("-c:s", texts()));
        }
        return words;
    }

    /** As they are where the container has them so; the same words in its own form else. */
    private String texts() {
        boolean own = kept().stream().allMatch(text -> text.codec().equals("mov_text") == mp4);
        return own ? "copy" : mp4 ? "mov_text" : "srt";
    }

    private List<SubtitleStream> kept() {
        return info.texts().stream().filter(text -> !mp4 || !text.pictures()).toList();
    }

    private String muxer() {
        return mp4 ? "mp4" : "matroska";
    }
}
