package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;
import org.podstudio.media.Wholeness;
import org.podstudio.media.command.Dialect;
import org.podstudio.processors.abr.ladder.Ladder;
import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.ladder.Source;
import org.podstudio.processors.abr.manifests.DashWriter;
import org.podstudio.processors.abr.manifests.HlsWriter;
import org.podstudio.processors.abr.manifests.Lock;
import org.podstudio.processors.abr.manifests.Presentation;
import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Report;
import org.podstudio.processors.abr.manifests.SelfCheck;
import org.podstudio.processors.abr.segments.Segment;

/** Cuts film for adaptive streaming (R-VID-3): one decode, all sizes, one set of pieces for HLS and DASH, checked as players see it. */
@Component(service = Processor.class, property = "processor.id=abr")
public final class AbrProcessor implements Processor<Params> {

    private static final String ID = "abr";
    /** What the file that shows the result is at most: small enough to come along, large enough to be looked at. */
    private static final int FACE_LINES = 480;

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg does the work */
    @Activate
    public AbrProcessor(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** With a lock nothing of the film may lie open, so the poster stands for it. */
    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>(ID, 2, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO, MediaKind.IMAGE),
                Params.DEFAULTS);
    }

    /** Each encoder keeps some 40 frames of its size in hand, the decoder 20 of the source; all cores are used. */
    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        VideoStream film = film(request.input(), info);
        Ladder ladder = ladder(request, info, film, Demand.USUAL);
        long pixels = ladder.rungs().stream().mapToLong(Rung::pixels).sum();
        long memory = 3L * (40L * pixels + 20L * film.width() * film.height()) + (160L << 20);
        long kbps = ladder.rungs().stream().mapToLong(rung -> rung.mostKbps() + 2L * rung.soundKbps()).sum();
        // and once more for the smaller size that shows the film
        long disk = (long) (1.3 * kbps * 125 * info.seconds());
        return new Needs(Runtime.getRuntime().availableProcessors(), 32L << 20, memory, 0, disk + (64L << 20));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        return List.of(Output.Name.folder(ID));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        MediaInfo info = ffmpeg.probe(request.input(), run);
        VideoStream film = film(request.input(), info);
        Params params = request.parameters();
        Encoder encoder = Encoder.of(params.videoCodec(), ffmpeg.encoders());
        run.stage("look", 0.03);
        double demand = params.contentAware()
                ? Demand.of(ffmpeg, encoder, request.input(), info.seconds(), run)
                : Demand.USUAL;
        Ladder ladder = ladder(request, info, film, demand);
        Path root = Files.createDirectory(run.scratch().resolve("stream"));
        Production production = new Production(request.input(), info, film, ladder, encoder, params, root);
        noteLosses(production, run);
        run.stage("encode", 0.8);
        ffmpeg.run(production.command(), info.seconds(), run);
        Presentation made = production.measured();
        run.stage("check", 0.12);
        Report report = checked(made, request, info, run);
        run.stage("finish", 0.05);
        Output output = finished(made, request, info, run);
        run.progress(1);
        return new Result(List.of(output), facts(made, encoder, params, demand, report));
    }

    private static VideoStream film(Path input, MediaInfo info) {
        return info.openFilm(input, "abr.no-film", "Choose a film; for sound use another processor.");
    }

    private static Ladder ladder(Request<Params> request, MediaInfo info, VideoStream film, double demand) {
        long bits = film.bitRate() > 0 ? film.bitRate() : info.bitRate();
        Source source = new Source(film.width(), film.height(), film.fps(), film.codec(), bits / 1000.0);
        int least = request.parameters().videoCodec() == Params.VideoCodec.AV1 ? Dialect.SVT.smallest() : 16;
        return Ladder.of(source, request.parameters().largest(), request.parameters().segmentSeconds(), demand)
                .flatMap(ladder -> ladder.from(least))
                .orElseThrow(() -> ProcessingException.input("abr.too-small",
                        request.input().getFileName() + " has " + film.width() + " x " + film.height()
                                + " pixels, and an encoder for streams takes no edge below " + least + ".",
                        "Choose a larger film; one is never enlarged for streaming."));
    }

    private static void noteLosses(Production production, Run run) {
        int pictures = production.info().texts().size() - production.kept().size();
        if (pictures > 0) {
            run.note(pictures + " track(s) of subtitles are pictures of words and are left out: streams take text.");
        }
        if (production.film().colour().hdr()) {
            run.note("The film is HDR; the streams are of ordinary brightness and colours.");
        }
        if (production.params().encrypt() && production.params().pieces() == Params.Pieces.CMAF) {
            run.note("Encrypted as a whole, the pieces are played by HLS alone: there is no manifest for DASH.");
        }
    }

    /** Lists are written and read back; what does not hold fails the work, and says which rule. */
    private Report checked(Presentation made, Request<Params> request, MediaInfo info, Run run) throws IOException {
        Params params = request.parameters();
        new HlsWriter(made, Optional.empty()).write();
        if (params.dash()) {
            new DashWriter(made).write();
        }
        Report report = new Report();
        new Proof(ffmpeg, made, report).run(run);
        new SelfCheck(made, report).run(Optional.of(info.seconds()).filter(seconds -> seconds > 0), params.dash());
        report.write(made);
        if (report.broken().isPresent()) {
            Wholeness.require(ffmpeg, request.input(), run);
            Report.Finding broken = report.broken().get();
            throw new ProcessingException(ErrorKind.TOOL, "abr.self-check",
                    "The streams are not sound: that " + broken.rule() + " does not hold (" + broken.detail() + ").",
                    "Try again; if it stays so, try to play the film itself, and report it with the job's log.");
        }
        return report;
    }

    private Output finished(Presentation made, Request<Params> request, MediaInfo info, Run run) throws IOException {
        Params params = request.parameters();
        boolean poster = params.stills() || params.encrypt();
        if (poster) {
            new Stills(ffmpeg, made, Presentation.LIST).write(run);
        }
        TestPage.write(made.root(), String.valueOf(request.input().getFileName()), params.dash(), poster);
        if (!params.encrypt()) {
            return film(made, info, run);
        }
        Lock lock = Lock.make(made.root(), params.keyUri());
        List<Path> pieces = made.tracks().stream().flatMap(track -> track.stream().segments().stream())
                .map(Segment::file).toList();
        lock.lock(pieces, run::checkCanceled);
        new HlsWriter(made, Optional.of(lock)).write();
        Path face = made.root().resolve(Output.FACE + ".jpg");
        Files.copy(made.root().resolve(Stills.POSTER), face);
        return Output.folder(face, ID, Shelf.EDITS, Expected.ANYTHING);
    }

    /** A middle size as one file, for players that know neither HLS nor DASH; nothing is encoded again. */
    private Output film(Presentation made, MediaInfo info, Run run) {
        Picture middle = made.pictures().stream()
                .filter(p -> Math.min(p.rung().width(), p.rung().height()) <= FACE_LINES)
                .reduce((a, b) -> b).orElse(made.pictures().getFirst());
        Path face = made.root().resolve(Output.FACE + ".mp4");
        List<String> words = new ArrayList<>(List.of("-f", "hls", "-i", list(made, middle.folder())));
        made.sounds().stream().limit(1)
                .forEach(sound -> words.addAll(List.of("-f", "hls", "-i", list(made, sound.folder()))));
        words.addAll(List.of("-map", "0:v"));
        made.sounds().stream().limit(1).forEach(sound -> words.addAll(List.of("-map", "1:a")));
        words.addAll(List.of("-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart",
                "-f", "mp4", Ffmpeg.file(face)));
        ffmpeg.run(words, made.seconds(), run);
        Expected expected = info.seconds() > 0
                ? Expected.film(middle.rung().width(), middle.rung().height(), info.seconds())
                : Expected.picture(middle.rung().width(), middle.rung().height());
        return Output.folder(face, ID, Shelf.EDITS, expected);
    }

    private static String list(Presentation made, String folder) {
        return Ffmpeg.file(made.root().resolve(folder).resolve(Presentation.LIST));
    }

    private static Map<String, String> facts(Presentation made, Encoder encoder, Params params, double demand,
            Report report) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("streams", params.dash() ? Presentation.MASTER + ", " + Presentation.MPD : Presentation.MASTER);
        facts.put("encoder", encoder.encoder());
        facts.put("sizes", String.join(", ", made.pictures().stream().map(p -> p.rung().name()).toList()));
        facts.put("segments", String.format(Locale.ROOT, "%d of %.3f s",
                made.pictures().getLast().stream().segments().size(), made.segmentSeconds()));
        facts.put("checked", report.findings().size() + " rules hold");
        if (params.contentAware()) {
            facts.put("demand", String.format(Locale.ROOT, "%.2f", demand));
        }
        return facts;
    }
}
