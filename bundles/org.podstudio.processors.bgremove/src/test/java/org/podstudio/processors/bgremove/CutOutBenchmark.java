package org.podstudio.processors.bgremove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.podstudio.api.Needs;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.imaging.Images;
import org.podstudio.inference.Device;
import org.podstudio.inference.Sessions;
import org.podstudio.models.Catalogue;
import org.podstudio.testkit.FakeRun;

/** Cuts out pictures one after the other in one process, for {@code releng/benchmarks/neural.sh}. */
final class CutOutBenchmark {

    private CutOutBenchmark() {
    }

    /** @param arguments folder of cards, the user's folder of models, a folder to write to, id of the model, pictures */
    public static void main(String... arguments) throws IOException {
        Catalogue catalogue = new Catalogue(List.of(Path.of(arguments[0])), Path.of(arguments[1]));
        Path out = Path.of(arguments[2]);
        Params params = new Params(arguments[3], Params.OutputFormat.PNG, false, true,
                Device.valueOf(System.getProperty("device", "CPU")));
        try (Sessions sessions = new Sessions(out.resolve("natives"), 1)) {
            BgRemoveProcessor processor = new BgRemoveProcessor(new Images(), catalogue, sessions);
            for (String picture : Arrays.asList(arguments).subList(4, arguments.length)) {
                FakeRun run = new FakeRun(Files.createTempDirectory(out, "run")).withModel(arguments[3],
                        catalogue.require(arguments[3]));
                Request<Params> request = new Request<>(List.of(Path.of(picture)), params, 0);
                Needs needs = processor.needs(request);
                long start = System.nanoTime();
                Result result = processor.process(request, run);
                System.out.printf("%s %.2f s, needs %d MB %s%n", picture, (System.nanoTime() - start) / 1e9,
                        needs.memoryBytes() >> 20, result.facts());
            }
        }
    }
}
