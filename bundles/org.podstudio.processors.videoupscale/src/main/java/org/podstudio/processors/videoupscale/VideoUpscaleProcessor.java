package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.inference.Device;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tuning;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** Enlarges film frame by frame with the networks of pictures (R-VID-5); goes on where it was when it was cut off. */
@Component(service = Processor.class, property = "processor.id=video-upscale")
public final class VideoUpscaleProcessor implements Processor<Params> {

    private static final String ID = "video-upscale";
    private static final String TASK = "upscale";
    /** 4096 x 2304: the most that level 5.2 of H.264 has. */
    private static final long MOST_PIXELS = 9_437_184;
    private static final int SMALLEST = 8;

    private final Ffmpeg ffmpeg;
    private final Catalogue catalogue;
    private final Sessions sessions;

    /** All of them are cheap until work comes. */
    @Activate
    public VideoUpscaleProcessor(@Reference Ffmpeg ffmpeg, @Reference Catalogue catalogue,
            @Reference Sessions sessions) {
        this.ffmpeg = ffmpeg;
        this.catalogue = catalogue;
        this.sessions = sessions;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>(ID, 2, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO), Params.DEFAULTS);
    }

    /** A frame in both sizes a few times over, the network, the decoder and the encoder with theirs; the result twice, as pieces and joined. */
    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        VideoStream film = film(request, info);
        Card card = card(request.parameters());
        Estimate estimate = estimate(info, film, card);
        requireSense(request, estimate);
        long pixels = (long) film.width() * film.height();
        long large = pixels * request.parameters().scale() * request.parameters().scale();
        long network = TileMemory.nativeBytes(card,
                TileMemory.tiling(card, request.parameters().tile(), film.width(), film.height()), film.width(),
                film.height());
        return new Needs(Tuning.cores(), (64L << 20) + 24 * pixels + 20 * large,
                network + 3 * (40 * large + 20 * pixels) + (96L << 20), 0,
                (64L << 20) + (long) (2 * 0.06 * large * Math.max(1, estimate.frames())));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        return List.of(new Output.Name(operation(request.parameters()), Box.of(request.parameters(), request.input(),
                info).extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Params params = request.parameters();
        MediaInfo info = ffmpeg.probe(request.input(), run);
        VideoStream film = film(request, info);
        Card card = card(params);
        run.stage("look", 0.02);
        Sync before = Sync.of(ffmpeg, request.input(), info, run);
        Estimate estimate = new Estimate(before.frames().size(), film.width(), film.height(), card);
        requireSense(request, estimate);
        Box box = Box.of(params, request.input(), info);
        box.require(ffmpeg, run);
        box.losses().forEach(run::note);
        run.note(estimate.words());
        FilmWork work = new FilmWork(ffmpeg, sessions, request.input(), film, before.frames(), info.startSeconds(),
                params, card);
        Path model = run.model(card.id());
        Checkpoint checkpoint = checkpoint(request, model, run);
        run.stage("upscale", 0.93);
        String device = work.perform(model, checkpoint, run);
        run.stage("join", 0.05);
        Path result = run.scratch().resolve("upscaled." + box.extension());
        box.join(ffmpeg, checkpoint.film(), result, info.startSeconds(), info.seconds(), run);
        Sync after = Sync.of(ffmpeg, result, ffmpeg.probe(result, run), run);
        Map<String, String> facts = new TreeMap<>(Map.of("model", card.id(), "device", device, "size",
                work.width() + " x " + work.height(), "frames", Integer.toString(before.frames().size()), "sync.before",
                before.words(), "sync.after", after.words(), "sync", before.require(after)));
        run.progress(1);
        Expected expected = info.seconds() > 0
                ? Expected.film(work.width(), work.height(), info.seconds())
                : Expected.picture(work.width(), work.height());
        return new Result(List.of(new Output(result, operation(params), Shelf.UPSCALES, expected)), facts);
    }

    private static String operation(Params params) {
        return "x" + params.scale();
    }

    private static VideoStream film(Request<Params> request, MediaInfo info) {
        String name = String.valueOf(request.input().getFileName());
        VideoStream film = info.openFilm(request.input(), "video-upscale.no-film",
                "Choose a film; pictures are enlarged by upscale.");
        if (Math.min(film.width(), film.height()) < SMALLEST) {
            throw ProcessingException.input("video-upscale.too-small", name + " has " + film.width() + " x "
                    + film.height() + " pixels, of which nothing can be made.", "Choose a larger film.");
        }
        long large = (long) film.width() * film.height() * request.parameters().scale()
                * request.parameters().scale();
        if (large > MOST_PIXELS) {
            throw ProcessingException.parameter("scale", "video-upscale.too-large",
                    name + " would have " + large / 1_000_000 + " megapixels a frame, and 9.4 are the most.",
                    request.parameters().scale() == 4 ? "Choose 2." : "It is large enough as it is.");
        }
        return film;
    }

    /** What may be more than a graphics card takes is refused for the processor alone. */
    private static void requireSense(Request<Params> request, Estimate estimate) {
        if (request.parameters().device() != Device.GPU) {
            estimate.require(request.parameters().maxHours(), String.valueOf(request.input().getFileName()));
        }
    }

    private static Estimate estimate(MediaInfo info, VideoStream film, Card card) {
        long frames = film.frames() > 0 ? film.frames() : Math.round(info.seconds() * Math.max(film.fps(), 1));
        return new Estimate(frames, film.width(), film.height(), card);
    }

    /** The one that is named, or the quickest on disk that has the factor: of a film every frame counts. */
    private Card card(Params params) {
        List<Card> candidates = params.model().equals(ModelTask.AUTO)
                ? catalogue.there(TASK)
                : List.of(catalogue.card(params.model()));
        return candidates.stream().filter(card -> Enlarger.made(card, params.scale()) == params.scale())
                .min(Comparator.comparingDouble((Card card) -> card.number("cpuMicrosPerPixel", 1000))
                        .thenComparing(Card::rank))
                .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "models.not-installed",
                        "No model on this machine makes film " + params.scale() + " times as large.",
                        "Get one with: podstudio models fetch realesr-general-x4v3."));
    }

    /** Of this very work: the same film, parameters and network. */
    private static Checkpoint checkpoint(Request<Params> request, Path model, Run run) throws IOException {
        MessageDigest digest = digest();
        digest.update((request.parameters() + " " + model.getFileName() + " " + Files.size(model)).getBytes());
        try (var in = new DigestInputStream(Files.newInputStream(request.input()), digest)) {
            byte[] block = new byte[1 << 16];
            while (in.read(block) >= 0) {
                run.checkCanceled();
            }
        }
        String key = ID + "-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        Path folder = run.checkpoint(key).orElse(run.scratch().resolve("pieces"));
        Checkpoint checkpoint = Checkpoint.in(Files.createDirectories(folder));
        if (checkpoint.frames() > 0) {
            run.note("Goes on after " + checkpoint.frames() + " frames, which were done before.");
        }
        return checkpoint;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
