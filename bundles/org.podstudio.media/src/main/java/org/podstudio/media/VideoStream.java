package org.podstudio.media;

import java.util.OptionalInt;

import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Dialect;

/**
 * Moving pictures, or the still picture attached to sound.
 *
 * @param track what every stream has
 * @param geometry how it is shown
 * @param averageFps frames a second on average; 0: unknown
 * @param baseFps the rate whose steps all time stamps fall on, as far as the header tells; 0: unknown
 * @param pixelFormat ffmpeg's name: {@code yuv420p}
 * @param colour what the numbers mean
 * @param frames number of frames, if the container tells; 0: unknown
 */
public record VideoStream(Track track, Geometry geometry, double averageFps, double baseFps, String pixelFormat,
        Colour colour, long frames) {

    private static final double STEADY = 0.005;
    private static final double USUAL_FPS = 25;
    private static final int GOP_SECONDS = 4;

    /** Index of the stream among all of the file, from 0: {@code -map 0:index}. */
    public int index() {
        return track.index();
    }

    /** ffmpeg's name: {@code h264}, {@code hevc}, {@code vp9}, {@code av1}. */
    public String codec() {
        return track.codec();
    }

    /** Pixels as shown: after rotation, and square. */
    public int width() {
        return geometry.width();
    }

    /** Pixels as shown. */
    public int height() {
        return geometry.height();
    }

    /** Frames a second on average; 0: unknown. */
    public double fps() {
        return averageFps > 0 ? averageFps : baseFps;
    }

    /** Frames a second, as usual where it is unknown; more than 0. */
    public double rate() {
        return fps() > 0 ? fps() : USUAL_FPS;
    }

    /**
     * Whether frames seem to last unequally: the average rate is not the rate of the time stamps. A guess from the header;
     * {@link Ffmpeg#frames} knows.
     */
    public boolean variable() {
        return averageFps > 0 && baseFps > 0 && Math.abs(averageFps - baseFps) > STEADY * baseFps;
    }

    /** Bits a second; 0: unknown. */
    public long bitRate() {
        return track.bitRate();
    }

    /** How it is coded anew: so fine that it can be worked on again, each frame at its time, a key frame every four seconds or more often. */
    public Coding recoded(String encoder, OptionalInt factor) {
        return Dialect.fine(encoder, factor).with("flags", "+bitexact").with("fps_mode", "passthrough")
                .with("enc_time_base", track.timeBase()).with("g", Math.max(1, Math.round(GOP_SECONDS * rate())));
    }

    /** A cover, which is no film. */
    public boolean attachedPicture() {
        return track.dispositions().contains("attached_pic");
    }
}
