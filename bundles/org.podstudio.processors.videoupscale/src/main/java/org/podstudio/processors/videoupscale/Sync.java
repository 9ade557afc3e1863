package org.podstudio.processors.videoupscale;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.MediaInfo;

/**
 * When pictures and sound of a file come.
 *
 * @param frames when each frame is shown
 * @param lead by how much sound begins before the first frame, seconds; empty without sound
 */
record Sync(FrameTimes frames, OptionalDouble lead) {

    /** A container of milliseconds rounds by half of one, twice. */
    private static final double FRAME = 0.0016;
    /** Containers tell the delay of a codec in different ways: less than a frame of AAC. */
    private static final double SOUND = 0.025;

    /** Reads it from the packets, without decoding. */
    static Sync of(Ffmpeg ffmpeg, java.nio.file.Path file, MediaInfo info, Run run) {
        FrameTimes frames = ffmpeg.frames(file, info.video().orElseThrow(), run);
        OptionalDouble lead = info.audio().isEmpty() || frames.size() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(frames.seconds()[0] - info.audio().get().track().startSeconds());
        return new Sync(frames, lead);
    }

    /** Refuses a result whose frames or whose sound come at other times than the film's. @return how far they are apart, in words */
    String require(Sync made) {
        if (made.frames.size() != frames.size()) {
            throw wrong("has " + made.frames.size() + " frames instead of " + frames.size());
        }
        double apart = IntStream.range(0, frames.size()).mapToDouble(i -> Math.abs(
                made.frames.seconds()[i] - made.frames.seconds()[0] - frames.seconds()[i] + frames.seconds()[0])).max()
                .orElse(0);
        if (apart > FRAME) {
            throw wrong(String.format(Locale.ROOT, "shows a frame %.1f ms from where it was", apart * 1000));
        }
        double sound = lead.isPresent() && made.lead.isPresent()
                ? Math.abs(lead.getAsDouble() - made.lead.getAsDouble())
                : 0;
        if (sound > SOUND || lead.isPresent() != made.lead.isPresent()) {
            throw wrong(String.format(Locale.ROOT, "has its sound %.1f ms from where it was", sound * 1000));
        }
        return String.format(Locale.ROOT, "frames within %.2f ms, sound within %.1f ms", apart * 1000, sound * 1000);
    }

    /** {@code sound 12.3 ms before the pictures}. */
    String words() {
        return lead.isEmpty()
                ? "no sound"
                : String.format(Locale.ROOT, "sound %.1f ms %s the pictures", Math.abs(lead.getAsDouble()) * 1000,
                        lead.getAsDouble() < 0 ? "after" : "before");
    }

    private static ProcessingException wrong(String what) {
        return new ProcessingException(ErrorKind.TOOL, "video-upscale.sync", "The result " + what + ".",
                "Try again; if it stays so, bring the film into mkv with transcode first.");
    }
}
