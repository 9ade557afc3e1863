package org.podstudio.processors.videotrim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.VideoStream;

/** Cuts film to a stretch or several. */
@Component(service = Processor.class, property = "processor.id=video-trim")
public final class VideoTrimProcessor implements Processor<Params> {

    private static final String OPERATION = "trimmed";
    /** Seconds that sound may begin before or after the pictures: what one packet of any sound lasts, and a bit. */
    private static final double APART = 0.15;
    /** At most so many pictures stand before one that is shown earlier: H.264, A.3.1, and HEVC. */
    private static final int REORDERED = 16;
    private static final double JOINED = 0.9;

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg cuts */
    @Activate
    public VideoTrimProcessor(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("video-trim", 3, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO),
                Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        Film film = Film.of(request.input(), ffmpeg.probe(request.input()));
        VideoStream pictures = film.pictures();
        boolean copy = request.parameters().mode() == Params.Mode.COPY;
        long memory = copy ? 64L << 20 : 180L * pictures.width() * pictures.height() + (128L << 20);
        double kept = Stretch.of(request.parameters(), film.seconds()).stream().mapToDouble(Stretch::seconds).sum()
                / film.seconds();
        // fast start writes a file again, and what is joined has been written before
        long disk = (long) ((request.parameters().join() ? 4 : 2) * (copy ? 1 : 2) * kept * size(request.input()));
        return new Needs(copy ? 1 : Runtime.getRuntime().availableProcessors(), 16L << 20, memory, 0,
                disk + (16L << 20));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        Film film = Film.of(request.input(), ffmpeg.probe(request.input()));
        int pieces = request.parameters().join() ? 1 : Stretch.of(request.parameters(), film.seconds()).size();
        return Collections.nCopies(pieces, new Output.Name(OPERATION, film.extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Params parameters = request.parameters();
        Film film = Film.of(request.input(), ffmpeg.probe(request.input(), run));
        List<Stretch> asked = Stretch.of(parameters, film.seconds());
        Cutter cutter = new Cutter(ffmpeg, film);
        List<Path> files = new ArrayList<>();
        List<Stretch> held = new ArrayList<>();
        boolean joined = parameters.join() && asked.size() > 1;
        for (Stretch stretch : asked) {
            int number = files.size() + 1;
            Run part = run.part((joined ? JOINED : 1) * number / asked.size(), "part" + number);
            Path file = part.scratch().resolve("trimmed." + film.extension());
            held.add(cutter.cut(stretch, parameters.mode(), file, part));
            files.add(file);
        }
        if (joined) {
            Path whole = run.scratch().resolve("trimmed." + film.extension());
            new Joining(ffmpeg, film).write(files, held, parameters.mode() == Params.Mode.SMART, whole, run.part(1));
            files = List.of(whole);
        }
        Result result = result(film, files, held, run);
        run.progress(1);
        return result;
    }

    private Result result(Film film, List<Path> files, List<Stretch> held, Run run) {
        List<Output> outputs = new ArrayList<>();
        Map<String, String> facts = new TreeMap<>();
        for (Path file : files) {
            double seconds = files.size() == held.size()
                    ? held.get(outputs.size()).seconds()
                    : held.stream().mapToDouble(Stretch::seconds).sum();
            MediaInfo made = ffmpeg.probe(file, run);
            facts.put(key("trim.sound-offset", outputs.size()), String.format(Locale.ROOT, "%.3f s", apart(film,
                    made)));
            outputs.add(new Output(file, OPERATION, Shelf.EDITS, expected(made, lasting(film, made, seconds))));
        }
        for (int i = 0; i < held.size(); i++) {
            facts.put(key("trim.from", i), String.format(Locale.ROOT, "%.3f s", held.get(i).from()));
            facts.put(key("trim.to", i), String.format(Locale.ROOT, "%.3f s", held.get(i).to()));
        }
        return new Result(outputs, facts);
    }

    private static String key(String name, int number) {
        return number == 0 ? name : name + "." + (number + 1);
    }

    /** Packets are copied in the order they are decoded: those before the end may hold pictures that are shown after it. */
    private static double lasting(Film film, MediaInfo made, double seconds) {
        double more = made.seconds() - seconds;
        return more > 0 && more < REORDERED * film.frame() ? made.seconds() : seconds;
    }

    private static Expected expected(MediaInfo made, double seconds) {
        VideoStream pictures = made.video().orElseThrow();
        return Expected.film(pictures.width(), pictures.height(), seconds);
    }

    /** How much later than the pictures sound begins, seconds. @throws ProcessingException {@code trim.out-of-step} when that is not as in the source */
    private static double apart(Film film, MediaInfo made) {
        if (made.audio().isEmpty() || made.video().isEmpty()) {
            return 0;
        }
        double apart = made.audio().get().track().startSeconds() - made.video().get().track().startSeconds();
        double before = film.info().audio().get().track().startSeconds() - film.pictures().track().startSeconds();
        if (Math.abs(apart) > APART + Math.abs(before)) {
            throw new ProcessingException(ErrorKind.TOOL, "trim.out-of-step", String.format(Locale.ROOT,
                    "Sound and pictures of the result begin %.3f s apart.", apart), "Try mode exact.");
        }
        return apart;
    }
}
