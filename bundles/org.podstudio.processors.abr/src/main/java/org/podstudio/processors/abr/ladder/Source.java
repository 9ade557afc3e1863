package org.podstudio.processors.abr.ladder;

/**
 * What matters of a film for its ladder.
 *
 * @param width pixels as shown: upright and square
 * @param height pixels as shown
 * @param fps frames a second; 0: unknown
 * @param codec ffmpeg's name
 * @param kbps of its pictures, kbit/s; 0: unknown
 */
public record Source(int width, int height, double fps, String codec, double kbps) {

    /** What H.264 needs to show the same: newer codecs do with less. Infinite when it is not known. */
    double kbpsInH264() {
        double factor = switch (codec) {
            case "hevc", "vp9" -> 1.6;
            case "av1", "vvc" -> 2;
            default -> 1;
        };
        return kbps > 0 ? kbps * factor : Double.POSITIVE_INFINITY;
    }
}
