package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;

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
    private static final String SMALL = "scale=w='min(640,iw)':h='min(360,ih)':force_original_aspect_ratio=decrease:"
            + "force_divisible_by=2,setsar=1,fps=25,format=yuv420p";
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
            List<String> words = new ArrayList<>(List.of("-ss", Ffmpeg.seconds(place), "-t",
                    Ffmpeg.seconds(PIECE_SECONDS), "-i", Ffmpeg.file(film), "-map", "0:V:0", "-vf", SMALL));
            words.addAll(encoder.quality());
            words.addAll(List.of("-f", "mp4", Ffmpeg.file(piece)));
            ffmpeg.run(words, 0, run);
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
