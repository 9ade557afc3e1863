package org.podstudio.processors.stabilize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.hardware.Hardware;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Toolbox;
import org.podstudio.testkit.FakeRun;

/** Shake left by our own stabiliser and by vidstab, and what they cost: {@code FILM FOLDER}, with an ffmpeg that has vidstab on the path. */
final class StabilizeBenchmark {

    private StabilizeBenchmark() {
    }

    public static void main(String[] arguments) throws IOException {
        StabilizeProcessor processor = new StabilizeProcessor(new Toolbox(new Hardware(), new Ffmpeg()));
        for (int smoothing : new int[]{10, 30}) {
            for (String method : List.of("own", "vidstab")) {
                FakeRun run = new FakeRun(Files.createTempDirectory(Path.of(arguments[1]), "run"));
                Duration before = own();
                Result result = processor.process(new Request<>(List.of(Path.of(arguments[0])), ParameterSet.of(
                        Params.DEFAULTS).read(Map.of("method", method, "smoothing", smoothing)), 0), run);
                Duration children = run.children().stream().map(c -> c.cpu()).reduce(Duration.ZERO, Duration::plus);
                System.out.printf(Locale.ROOT, "%s, smoothing %d: shake %s -> %s, %.1f s of CPU%n", method, smoothing,
                        result.facts().get("stabilize.shake.before"), result.facts().get("stabilize.shake.after"),
                        own().minus(before).plus(children).toMillis() / 1e3);
            }
        }
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
