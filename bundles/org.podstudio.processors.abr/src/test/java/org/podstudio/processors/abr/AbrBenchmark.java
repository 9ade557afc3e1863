package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.ChildUsage;
import org.podstudio.api.Request;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.processors.abr.ladder.Ladder;
import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.ladder.Source;
import org.podstudio.testkit.FakeRun;

/**
 * All sizes from one decode, beside a command for each size with the same encoder and settings, in turns, for
 * {@code releng/benchmarks/abr.sh}: CPU seconds of all children, as the system counts them, and seconds by the clock.
 */
final class AbrBenchmark {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    private AbrBenchmark() {
    }

    /** What something took. */
    private record Cost(double cpu, double wall) {}

    /** @param arguments a film, lines of the largest size, a folder to write to, rounds */
    public static void main(String... arguments) throws IOException {
        Path film = Path.of(arguments[0]);
        int largest = Integer.parseInt(arguments[1]);
        Path out = Path.of(arguments[2]);
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            Path folder = Files.createTempDirectory(out, "round");
            Cost ladder = ladder(film, largest, Files.createDirectory(folder.resolve("ladder")));
            Cost whole = whole(film, largest, Files.createDirectory(folder.resolve("whole")));
            Cost each = each(film, largest, Files.createDirectory(folder.resolve("each")));
            System.out.printf(Locale.ROOT,
                    "%d sizes: one decode %.1f CPU s (%.1f s), whole job with its checks %.1f (%.1f), a command each %.1f (%.1f): %.2f times"
                            + " as much as one decode, %.2f as the whole job%n",
                    ladder(film, largest).rungs().size(), ladder.cpu, ladder.wall, whole.cpu, whole.wall, each.cpu,
                    each.wall, each.cpu / ladder.cpu,
                    each.cpu / whole.cpu);
        }
    }

    private static Cost ladder(Path film, int largest, Path out) throws IOException {
        FakeRun run = new FakeRun(out);
        long start = System.nanoTime();
        FFMPEG.run(production(film, ladder(film, largest), out).command(), 0, run);
        return cost(run, start);
    }

    private static Cost whole(Path film, int largest, Path out) throws IOException {
        FakeRun run = new FakeRun(out);
        long start = System.nanoTime();
        Params d = Params.DEFAULTS;
        new AbrProcessor(FFMPEG).process(new Request<>(List.of(film), new Params(d.pieces(), d.videoCodec(),
                d.segmentSeconds(), largest, false, d.speed(), false, "", true), 0), run);
        return cost(run, start);
    }

    /** As one would without this: each size by itself, scaled from the film, the sound with the first. */
    private static Cost each(Path film, int largest, Path out) throws IOException {
        FakeRun run = new FakeRun(out);
        long start = System.nanoTime();
        Ladder ladder = ladder(film, largest);
        for (Rung rung : ladder.rungs()) {
            List<String> words = new ArrayList<>(
                    production(film, new Ladder(List.of(rung), ladder.segmentFrames(rung)),
                            Files.createDirectory(out.resolve(rung.name()))).command());
            FFMPEG.run(words, 0, run);
        }
        return cost(run, start);
    }

    private static Cost cost(FakeRun run, long start) {
        double wall = (System.nanoTime() - start) / 1e9;
        return new Cost(run.children().stream().map(ChildUsage::cpu).mapToDouble(Duration::toMillis).sum() / 1000,
                wall);
    }

    private static Ladder ladder(Path film, int largest) {
        MediaInfo info = FFMPEG.probe(film);
        var video = info.video().orElseThrow();
        return Ladder.of(new Source(video.width(), video.height(), video.fps(), video.codec(),
                video.bitRate() / 1000.0), largest, 4, Demand.USUAL).orElseThrow();
    }

    private static Production production(Path film, Ladder ladder, Path out) throws IOException {
        MediaInfo info = FFMPEG.probe(film);
        Encoder encoder = Encoder.of(Params.DEFAULTS.videoCodec(), FFMPEG.encoders());
        return new Production(film, info, info.video().orElseThrow(), ladder, encoder, Params.DEFAULTS, out);
    }
}
