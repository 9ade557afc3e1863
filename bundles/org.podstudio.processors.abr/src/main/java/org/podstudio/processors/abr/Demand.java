package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/**
 * How much the content takes: three short pieces are encoded small and of constant quality, and what they come to is held against what talking
 * heads and what sport take at that size.
 */
final class Demand {

    /** Of a film nobody has asked about. */
    static final double USUAL = 0.5;
    private static final double STILL_KBPS = 200;
    private static final double WILD_KBPS = 1600;
    private static final double PIECE_SECONDS = 2;
    private static final double[] PLACES = {0.2, 0.5, 0.8};
    private static final Chain SMALL = Chain.of(
            Filter.of("scale").with("w", "min(640,iw)").with("h", "min(360,ih)")
                    .with("force_original_aspect_ratio", "decrease").with("force_divisible_by", 2),
            Filter.of("setsar").with("sar", 1), Filter.fps(25), Filter.format("yuv420p"));
    private static final long FULL = 640L * 360;

    private Demand() {
    }

    /** @param seconds how long the film lasts @return 0 (least) to 1 (most) */
    static double of(Ffmpeg ffmpeg, Encoder encoder, Path film, double seconds, Run run) throws IOException {
        List<Double> places = new ArrayList<>();
        for (double place : PLACES) {
            if (seconds > PIECE_SECONDS * PLACES.length) {
                places.add(place * seconds);
            }
        }
        if (places.isEmpty()) {
            places.add(0.0);
        }
        Path piece = run.scratch().resolve("demand.mp4");
        double kbps = 0;
        for (double place : places) {
            Lane small = Lane.of(StreamRef.film(0), encoder.quality()).through(SMALL);
            ffmpeg.run(Command.of(Input.file(film).from(place).lasting(PIECE_SECONDS),
                    Output.file(piece, "mp4").with(small)), 0, run);
            kbps += rate(ffmpeg, piece, run) / places.size();
        }
        Files.deleteIfExists(piece);
        return fraction(kbps);
    }

    /** On a logarithmic scale: twice the bits are one step, wherever one stands. */
    static double fraction(double kbps) {
        return Math.clamp(Math.log(Math.max(1, kbps) / STILL_KBPS) / Math.log(WILD_KBPS / STILL_KBPS), 0, 1);
    }

    /** As if it filled 640 x 360. */
    private static double rate(Ffmpeg ffmpeg, Path piece, Run run) throws IOException {
        var made = ffmpeg.probe(piece, run);
        double seconds = Math.max(0.04, made.seconds());
        double pixels = made.video().map(v -> (double) v.width() * v.height()).orElse((double) FULL);
        return Files.size(piece) * 8 / seconds / 1000 * FULL / pixels;
    }
}
