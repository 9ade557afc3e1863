package org.podstudio.processors.transcode;

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
import org.podstudio.media.Audit;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Toolbox;
import org.podstudio.media.Unattended;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Graph;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.StreamRef;

/** Turns film into another container, codec, size or rate, by the best encoders of the installed ffmpegs. */
@Component(service = Processor.class, property = "processor.id=transcode")
public final class TranscodeProcessor implements Processor<Params> {

    private static final String OPERATION = "transcoded";

    private final Toolbox toolbox;

    /** @param toolbox knows who can do the work */
    @Activate
    public TranscodeProcessor(@Reference Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("transcode", 3, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO), Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        return needsAll(List.of(request));
    }

    /** All of them are at work at once, on all cores; encoders keep some 40 frames in hand, decoders 20. */
    @Override
    public Needs needsAll(List<Request<Params>> requests) {
        Path input = requests.getFirst().input();
        MediaInfo info = toolbox.first().probe(input);
        VideoStream film = film(input, info);
        long memory = 0;
        long disk = 16L << 20;
        for (Request<Params> request : requests) {
            Making making = new Making(input, info, film, request.parameters(), toolbox, false, Unattended.RUN);
            memory += making.memory();
            disk += 2 * guess(making, info); // twice: fast start writes the file again
        }
        return new Needs(Runtime.getRuntime().availableProcessors(), 16L << 20, memory, 0, disk);
    }

    private static long guess(Making making, MediaInfo info) {
        int rate = making.parameters().videoBitrate().orElse(0);
        double bits = rate > 0
                ? rate * 1000.0
                : 0.3 * making.shape().width() * making.shape().height() * Math.max(making.fps(), 25);
        return (long) (info.seconds() * bits / 8);
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        return List.of(new Output.Name(OPERATION, request.parameters().into().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        return processAll(List.of(request), run).getFirst();
    }

    /** Decodes once for all; those that need more than one command are made after the others, by themselves. */
    @Override
    public List<Result> processAll(List<Request<Params>> requests, Run run) throws IOException {
        run.checkCanceled();
        Path input = requests.getFirst().input();
        MediaInfo info = toolbox.first().probe(input, run);
        VideoStream film = film(input, info);
        List<Making> makings = new ArrayList<>();
        for (Request<Params> request : requests) {
            makings.add(new Making(input, info, film, request.parameters(), toolbox, request.parameters().hardware(),
                    run));
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            String number = makings.size() == 1 ? "" : "-" + (i + 1);
            files.add(run.scratch().resolve("transcoded" + number + "." + makings.get(i).parameters().into()
                    .extension()));
        }
        try {
            make(makings, files, info, run);
        } catch (ProcessingException e) {
            retry(e, requests, makings, files, info, run);
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            results.add(result(makings.get(i), files.get(i), info, run));
        }
        run.progress(1);
        return results;
    }

    /** A device that fails is no reason not to have the film. */
    private void retry(ProcessingException failure, List<Request<Params>> requests, List<Making> makings,
            List<Path> files, MediaInfo info, Run run) throws IOException {
        boolean device = makings.stream().anyMatch(m -> m.choice().dialect().hardware());
        if (!device || failure.kind() != ErrorKind.TOOL && failure.kind() != ErrorKind.CONFIGURATION) {
            throw failure;
        }
        run.note("The device failed, so software encoded instead. " + failure.message());
        List<Making> again = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            again.add(new Making(requests.get(i).input(), info, makings.get(i).film(), requests.get(i).parameters(),
                    toolbox, false, run));
        }
        makings.clear();
        makings.addAll(again);
        make(makings, files, info, run);
    }

    private void make(List<Making> makings, List<Path> files, MediaInfo info, Run run) throws IOException {
        List<Integer> together = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            boolean fits = !makings.get(i).alone() && makings.get(i).choice().ffmpeg() == toolbox.first();
            (fits ? together : alone).add(i);
        }
        double done = 0;
        if (!together.isEmpty()) {
            done = (double) together.size() / makings.size();
            together(together.stream().map(makings::get).toList(), together.stream().map(files::get).toList(), info, run
                    .part(done));
        }
        for (int i : alone) {
            done += 1.0 / makings.size();
            new Passes(makings.get(i), files.get(i), info).make(run.part(done));
        }
    }

    /** One command: the pictures are decoded once, split, and each part goes its way. */
    private void together(List<Making> makings, List<Path> files, MediaInfo info, Run run) throws IOException {
        StreamRef film = StreamRef.of(0, makings.getFirst().film().index());
        List<StreamRef> parts = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            parts.add(StreamRef.pad("p" + i));
        }
        Graph graph = makings.size() == 1
                ? Graph.EMPTY.with(film, makings.getFirst().chain(), StreamRef.pad("v0"))
                : Graph.EMPTY.with(List.of(film), Chain.of(Filter.split(makings.size())), parts);
        List<org.podstudio.media.command.Output> outputs = new ArrayList<>();
        for (int i = 0; i < makings.size(); i++) {
            StreamRef pad = StreamRef.pad("v" + i);
            graph = makings.size() == 1 ? graph : graph.with(parts.get(i), makings.get(i).chain(), pad);
            Coding coding = makings.get(i).coding(makings.get(i).rate(run), Optional.empty());
            outputs.add(makings.get(i).output(files.get(i), pad, coding, run));
        }
        toolbox.first().run(new Command(List.of(Input.file(makings.getFirst().carried().input())), graph, outputs), info
                .seconds(), run);
    }

    private Result result(Making making, Path file, MediaInfo source, Run run) throws IOException {
        Params parameters = making.parameters();
        boolean sound = parameters.audioCodec() != Params.AudioCodec.NONE;
        MediaInfo made = new Audit(toolbox.first()).look(file, source, new Audit.Promise(parameters.pictures().ffmpeg(),
                sound ? source.audioStreams() : 0), run);
        Expected expected = source.seconds() > 0
                ? Expected.film(making.shape().width(), making.shape().height(), source.seconds())
                : Expected.picture(making.shape().width(), making.shape().height());
        return new Result(List.of(new Output(file, OPERATION, Shelf.EDITS, expected)), facts(made, file, making));
    }

    private static Map<String, String> facts(MediaInfo made, Path file, Making making) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        made.video().ifPresent(v -> facts.put("video", String.format(Locale.ROOT, "%s %dx%d %.2f/s", v.codec(),
                v.width(), v.height(), v.fps())));
        made.audio().ifPresent(a -> facts.put("audio", "%s %d ch %d Hz".formatted(a.codec(), a.channels(),
                a.sampleRate())));
        facts.put("encoder", making.choice().encoder());
        if (made.seconds() > 0) {
            facts.put("bitrate", String.format(Locale.ROOT, "%.0f kbit/s",
                    Files.size(file) * 8 / made.seconds() / 1000));
        }
        return facts;
    }

    private static VideoStream film(Path input, MediaInfo info) {
        return info.openFilm(input, "transcode.no-film", "Choose a film; for sound use another processor.");
    }
}
