package org.podstudio.processors.upscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.podstudio.api.Needs;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.inference.Device;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Session;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tensor;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tiling;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;
import org.podstudio.testkit.FakeRun;

/**
 * Enlarges pictures in one process, for {@code releng/benchmarks/neural.sh}; or has ONNX Runtime alone answer as many tiles of the same size, which is
 * all that the network itself costs.
 */
final class UpscaleBenchmark {

    private static final Device DEVICE = Device.valueOf(System.getProperty("device", "CPU"));

    private UpscaleBenchmark() {
    }

    /** @param arguments {@code whole} or {@code alone}, folder of cards, the user's folder of models, a folder to write to, id of the model, pictures */
    public static void main(String... arguments) throws IOException {
        Catalogue catalogue = new Catalogue(List.of(Path.of(arguments[1])), Path.of(arguments[2]));
        Card card = catalogue.card(arguments[4]);
        Path model = catalogue.require(arguments[4]);
        Path out = Path.of(arguments[3]);
        try (Sessions sessions = new Sessions(out.resolve("natives"), 1)) {
            for (String picture : Arrays.asList(arguments).subList(5, arguments.length)) {
                if (arguments[0].equals("alone")) {
                    alone(sessions, card, model, Path.of(picture));
                } else {
                    whole(new UpscaleProcessor(new Images(), catalogue, sessions), card, model, Path.of(picture), out);
                }
            }
        }
    }

    private static void whole(UpscaleProcessor processor, Card card, Path model, Path picture, Path out)
            throws IOException {
        FakeRun run = new FakeRun(Files.createTempDirectory(out, "run")).withModel(card.id(), model);
        Params params = new Params(card.id(), card.number("scale", 4), Integer.getInteger("tile", 512),
                Params.OutputFormat.JPEG, DEVICE);
        Request<Params> request = new Request<>(List.of(picture), params, 0);
        Needs needs = processor.needs(request);
        long start = System.nanoTime();
        Result result = processor.process(request, run);
        System.out.printf("%s %.2f s, needs %d MB %s%n", picture, (System.nanoTime() - start) / 1e9,
                needs.memoryBytes() >> 20, result.facts());
    }

    private static void alone(Sessions sessions, Card card, Path model, Path picture) throws IOException {
        ImageHeader header = new Images().header(picture);
        int scale = Enlarger.scale(card);
        Tiling tiling = TileMemory.tiling(card, Integer.getInteger("tile", 512), header.width(), header.height());
        FakeRun run = new FakeRun(Path.of("unused"));
        List<Tensor> tiles = new ArrayList<>();
        List<Tensor> answers = new ArrayList<>();
        tiling.apply(new int[header.width() * header.height()], header.width(), header.height(), scale,
                (input, output) -> {
                    tiles.add(input);
                    answers.add(output);
                }, run);
        try (Session session = sessions.open(model, Tuning.upscaling(DEVICE))) {
            long start = System.nanoTime();
            for (int i = 0; i < tiles.size(); i++) {
                session.run(tiles.get(i), answers.get(i), run);
            }
            System.out.printf("%s %d tiles %.2f s%n", picture, tiles.size(), (System.nanoTime() - start) / 1e9);
        }
    }
}
