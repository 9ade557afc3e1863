package org.podstudio.processors.videotrim;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * What is cut. Times are seconds from its beginning.
 *
 * @param file of the film
 * @param info what its head says
 * @param pictures its stream of moving pictures
 */
record Film(Path file, MediaInfo info, VideoStream pictures) {

    /** Bytes; less is written twice in a moment. */
    private static final long LARGE = 32 << 20;
    /** Bytes of an index for each packet, which are some 11 as ffmpeg writes them, and for all else that is in it. */
    private static final int ROOM_EACH = 16;
    private static final long ROOM_BESIDE = 16 << 10;
    /** Samples of sound in a packet of AAC. */
    private static final double A_PACKET = 1024;
    private static final String ADVICE = "Choose a film; sound is cut by audio-trim.";

    /** @throws ProcessingException {@code trim.no-film}, {@code trim.no-duration}; {@code media.encrypted}: even a copy would lose what unlocks it */
    static Film of(Path file, MediaInfo info) {
        VideoStream pictures = info.openFilm(file, "trim.no-film", ADVICE);
        if (info.seconds() <= 0) {
            throw ProcessingException.input("trim.no-duration", file.getFileName()
                    + " does not tell how long it lasts.", "Transcode it first.");
        }
        return new Film(file, info, pictures);
    }

    double seconds() {
        return info.seconds();
    }

    /** The time that ffmpeg's packets bear: the first picture is the beginning. */
    double stamp(double seconds) {
        return seconds + pictures.track().startSeconds();
    }

    double seconds(double stamp) {
        return Math.max(0, stamp - pictures.track().startSeconds());
    }

    /** The film from a time on. ffmpeg counts from the first packet of any stream. */
    Input from(double seconds) {
        return Input.file(file).from(Math.max(0, stamp(seconds) - info.startSeconds()));
    }

    /** Seconds that a picture is shown. */
    double frame() {
        return 1 / pictures.rate();
    }

    StreamRef stream(int input) {
        return StreamRef.of(input, pictures.index());
    }

    /** Sound and subtitles as they are. @param input number of this film among a command's inputs */
    List<Lane> beside(int input) {
        return info.beside(input, Coding.COPY_FROM_THERE);
    }

    /** Kind of file: that of the source where it can be written. */
    String extension() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String written = name.substring(name.lastIndexOf('.') + 1);
        return switch (info.format().split(",")[0]) {
            case "mov" -> List.of("mp4", "mov", "m4v").contains(written) ? written : "mp4";
            case "matroska" -> written.equals("webm") ? "webm" : "mkv";
            case "mpegts" -> "ts";
            case "avi" -> "avi";
            default -> "mkv";
        };
    }

    /** ffmpeg's name of that kind. */
    String muxer() {
        return switch (extension()) {
            case "mp4", "m4v" -> "mp4";
            case "mkv" -> "matroska";
            case "ts" -> "mpegts";
            default -> extension();
        };
    }

    /**
     * As the other, with room left for the index in front, so that a long film need not be written a second time to make
     * it. Empty for what has none, and for what is soon written.
     *
     * @param seconds that are kept
     */
    Optional<Output> outputWithRoom(Path result, double seconds) {
        if (!boxes() || file.toFile().length() * seconds / seconds() < LARGE) {
            return Optional.empty();
        }
        double packets = pictures.rate() + info.sounds().stream().mapToDouble(s -> s.sampleRate() / A_PACKET).sum();
        long room = ROOM_BESIDE + (long) (ROOM_EACH * packets * seconds);
        return Optional.of(Output.file(result, muxer()).reproducible().withRoomForIndex(room));
    }

    /** A file of that kind, its index in front where it has one. */
    Output output(Path result) {
        Output output = Output.file(result, muxer()).reproducible();
        return boxes() ? output.option("movflags", "+faststart") : output;
    }

    /** Whether the file tells where its key frames are. */
    boolean indexed() {
        return !List.of("mpegts", "mpeg").contains(info.format().split(",")[0]);
    }

    /** Whether it is a file of boxes, whose streams tell by a name how they are coded. */
    boolean boxes() {
        return muxer().equals("mp4") || muxer().equals("mov");
    }
}
