package org.podstudio.processors.stills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.podstudio.api.Request;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.imaging.Images;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;

/** Ten pictures of a film, by the processor and by ten calls of ffmpeg, in turns: {@code FILM FOLDER ROUNDS}. */
final class StillsBenchmark {

    private static final int STILLS = 10;

    private StillsBenchmark() {
    }

    /** A piece of work. */
    private interface Work {
        void run(FakeRun run) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        Path film = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Ffmpeg ffmpeg = new Ffmpeg();
        double seconds = ffmpeg.probe(film).seconds();
        var sheet = new Request<>(List.of(film), ParameterSet.of(Params.DEFAULTS).read(Map.of("kind", "sheet", "count",
                STILLS, "size", 640)), 0);
        StillsProcessor processor = new StillsProcessor(ffmpeg, new Images(ffmpeg));
        cpu(folder, run -> processor.process(sheet, run)); // loads classes, which is no part of a sheet
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            double ours = cpu(folder, run -> processor.process(sheet, run));
            double ten = cpu(folder, run -> {
                for (int i = 0; i < STILLS; i++) {
                    ffmpeg.run(List.of("-ss", Ffmpeg.seconds(seconds * (i + 0.5) / STILLS), "-i", Ffmpeg.file(film),
                            "-frames:v", "1", "-vf", "scale=640:-2", "-pix_fmt", "yuvj420p", Ffmpeg.file(run.scratch()
                                    .resolve(i + ".jpg"))),
                            0, run);
                }
            });
            System.out.printf(Locale.ROOT, "a sheet of ten %.2f s of CPU, ten calls with -ss %.2f s: %.1f times%n",
                    ours,
                    ten, ten / ours);
        }
    }

    /** Of this program and its children, seconds. */
    private static double cpu(Path folder, Work work) throws IOException {
        FakeRun run = new FakeRun(Files.createTempDirectory(folder, "run"));
        Duration before = own();
        work.run(run);
        Duration children = run.children().stream().map(c -> c.cpu()).reduce(Duration.ZERO, Duration::plus);
        return own().minus(before).plus(children).toMillis() / 1e3;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
