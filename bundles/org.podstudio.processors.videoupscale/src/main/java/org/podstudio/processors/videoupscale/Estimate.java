package org.podstudio.processors.videoupscale;

import java.time.Duration;
import java.util.Locale;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;

/**
 * How long a film takes on the processor of this machine: the network's own time a pixel, as its card tells, and what decoding, tiles and encoding
 * take beside it.
 *
 * @param frames number of them
 * @param width pixels of the source
 * @param height pixels of the source
 */
record Estimate(long frames, int width, int height, Card card) {

    private static final double BESIDE = 1.25;
    /** Of a network whose card does not tell: as slow as the large ones. */
    private static final double SLOW_MICROS = 300;

    /** On all cores. */
    Duration onProcessor() {
        double micros = card.number("cpuMicrosPerPixel", SLOW_MICROS) * BESIDE * width * height * frames;
        return Duration.ofMillis((long) (micros / 1000 / Tuning.cores()));
    }

    /** {@code This takes about 3 h on this CPU: 1800 frames of 1280 x 720 pixels by realesr-animevideov3.} */
    String words() {
        return "This takes about " + words(onProcessor()) + " on this CPU: " + frames + " frames of " + width + " x "
                + height + " pixels by " + card.id() + ".";
    }

    /** Refuses what nobody will wait for, before anything is done. */
    void require(double maxHours, String name) {
        if (onProcessor().toMillis() > maxHours * 3_600_000) {
            throw new ProcessingException(ErrorKind.RESOURCE, "video-upscale.too-long",
                    String.format(Locale.ROOT,
                            "%s has %d frames of %d x %d pixels, which take about %s on this CPU by %s; %s is the most that you allow.",
                            name, frames, width, height, words(onProcessor()), card.id(),
                            words(Duration.ofMillis((long) (maxHours * 3_600_000)))),
                    "Cut out the part that matters, choose a smaller model, use a machine with a graphics card, or allow more hours.");
        }
    }

    /** Of the size that people say: {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 5 days}. */
    static String words(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        if (seconds < 90 * 60) {
            return Math.round(seconds / 60) + " min";
        }
        return seconds < 72 * 3600 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86_400) + " days";
    }
}
