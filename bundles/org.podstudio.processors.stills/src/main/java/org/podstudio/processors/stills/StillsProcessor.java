package org.podstudio.processors.stills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.Timecode;
import org.podstudio.media.VideoStream;
import org.podstudio.processors.stills.Scenes.Scene;

/** Takes pictures from film: one to stand for it, a sheet of many, or one of each scene. */
@Component(service = Processor.class, property = "processor.id=stills")
public final class StillsProcessor implements Processor<Params> {

    private static final String THUMBNAIL = "thumbnail";
    private static final String SHEET = "sheet";
    private static final String SCENES = "scenes";
    /** Pictures that the best is chosen from. */
    private static final int CANDIDATES = 12;
    /** Most pictures on the sheet of a film's scenes. */
    private static final int MOST = 100;
    private static final double FINDING = 0.7;
    private static final double TAKING = 0.3;

    private final Ffmpeg ffmpeg;
    private final Images images;

    /** @param ffmpeg decodes @param images encodes */
    @Activate
    public StillsProcessor(@Reference Ffmpeg ffmpeg, @Reference Images images) {
        this.ffmpeg = ffmpeg;
        this.images = images;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("stills", 4, Set.of(MediaKind.VIDEO), Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        VideoStream film = Film.pictures(request.input(), ffmpeg.probe(request.input()));
        long picture = 3L * film.width() * film.height();
        long edge = Math.min(request.parameters().edge(), Math.max(film.width(), film.height()));
        long cell = Math.max(1, 4 * edge * edge);
        long cells = request.parameters().kind() == Params.Kind.THUMBNAIL
                ? CANDIDATES
                : Math.max(MOST, request
                        .parameters().count());
        return new Needs(1, 3 * cell * cells + (32L << 20), 30 * picture + (96L << 20), 0, cell * cells + (8L << 20));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        return List.of(switch (request.parameters().kind()) {
            case THUMBNAIL -> new Output.Name(THUMBNAIL, request.parameters().format().extension());
            case SHEET -> Output.Name.folder(SHEET);
            case SCENES -> Output.Name.folder(SCENES);
        });
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Film film = Film.of(ffmpeg, request.input(), run);
        Params parameters = request.parameters();
        Result result = switch (parameters.kind()) {
            case THUMBNAIL -> thumbnail(film, parameters, run);
            case SHEET -> sheet(film, parameters, run);
            case SCENES -> scenes(film, parameters, run);
        };
        run.progress(1);
        return result;
    }

    private Result thumbnail(Film film, Params parameters, Run run) throws IOException {
        Frames frames = new Frames(ffmpeg, film, parameters.edge());
        Picture picture = parameters.at().equals("best")
                ? best(film, frames, run)
                : frames.at(moment(parameters.at(), film), run);
        Path file = write(picture, run.scratch(), "thumbnail", parameters, run);
        return Result.of(new Output(file, THUMBNAIL, Shelf.EDITS, Expected.picture(picture.width(), picture
                .height())));
    }

    private static double moment(String at, Film film) {
        if (at.endsWith("%")) {
            double share = Double.parseDouble(at.substring(0, at.length() - 1)) / 100;
            if (share <= 1) {
                return share * film.seconds();
            }
        }
        OptionalDouble seconds = Timecode.seconds(at);
        if (seconds.isEmpty() || seconds.getAsDouble() > film.seconds()) {
            throw ProcessingException.parameter("at", "stills.no-such-time", "The film " + film.file().getFileName()
                    + " has no picture at " + at + ".",
                    String.format(Locale.ROOT,
                            "Choose a time up to %.2f s, or a share from 0%% to 100%%.", film.seconds()));
        }
        return seconds.getAsDouble();
    }

    /** Of key frames all over the film; when they show nothing, of others. */
    private static Picture best(Film film, Frames frames, Run run) throws IOException {
        List<Double> times = spread(film.seconds(), CANDIDATES);
        List<Picture> candidates = new ArrayList<>(frames.keys(times, run));
        if (candidates.stream().allMatch(p -> Looks.of(p).nothing())) {
            for (double time : List.of(times.get(3), times.get(6), times.get(9))) {
                candidates.add(frames.at(time, run));
            }
        }
        Picture best = candidates.getFirst();
        for (Picture candidate : candidates) {
            best = Looks.of(candidate).score() > Looks.of(best).score() ? candidate : best;
        }
        return best;
    }

    /** The middles of equal parts. */
    private static List<Double> spread(double seconds, int parts) {
        return Stream.iterate(0.5, i -> i < parts, i -> i + 1).map(i -> seconds * i / parts).toList();
    }

    private Result sheet(Film film, Params parameters, Run run) throws IOException {
        double step = parameters.every().orElse(film.seconds() / parameters.count());
        int number = (int) Math.clamp(Math.ceil(film.seconds() / step - 1e-6), 1, parameters.every().isPresent()
                ? 400
                : parameters.count());
        List<Double> starts = Stream.iterate(0, i -> i < number, i -> i + 1).map(i -> i * step).toList();
        List<Double> times = starts.stream().map(s -> Math.min(s + step / 2, film.seconds())).toList();
        List<Picture> pictures = take(new Frames(ffmpeg, film, parameters.edge()), times, parameters.exact(), run);
        Sheet sheet = Sheet.of(parameters.columns(), pictures);
        return folder(sheet, starts, film, parameters, run, Map.of("stills.pictures", Integer.toString(number)));
    }

    private static List<Picture> take(Frames frames, List<Double> times, boolean exact, Run run) throws IOException {
        if (!exact) {
            return frames.keys(times, run);
        }
        List<Picture> pictures = new ArrayList<>();
        for (double time : times) {
            pictures.add(frames.at(time, run.part((pictures.size() + 1.0) / times.size())));
        }
        return pictures;
    }

    private Result scenes(Film film, Params parameters, Run run) throws IOException {
        run.stage("find", FINDING);
        List<Scene> scenes = new Scenes(ffmpeg, film).find(parameters.threshold(), parameters.shortest(), run);
        run.stage("take", TAKING);
        FrameTimes keys = ffmpeg.frames(film.file(), film.pictures(), run);
        Frames frames = new Frames(ffmpeg, film, parameters.edge());
        Path folder = Files.createDirectory(run.scratch().resolve("scenes"));
        List<String> names = new ArrayList<>();
        List<Picture> small = new ArrayList<>();
        for (Scene scene : scenes) {
            double at = Scenes.moment(scene, keys, film.info().startSeconds());
            Picture picture = frames.at(at, run.part((names.size() + 1.0) / scenes.size()));
            Path file = write(picture, folder, String.format(Locale.ROOT, "scene-%04d", names.size() + 1), parameters,
                    run);
            names.add(file.getFileName().toString());
            if (small.size() < MOST) {
                small.add(picture);
            }
        }
        Files.writeString(folder.resolve("scenes.json"), Scenes.json(scenes, names));
        Sheet sheet = Sheet.of(parameters.columns(), small);
        return face(sheet, folder, SCENES, parameters, run, Map.of("stills.scenes", Integer.toString(scenes
                .size())));
    }

    private Result folder(Sheet sheet, List<Double> starts, Film film, Params parameters, Run run,
            Map<String, String> facts) throws IOException {
        Path folder = Files.createDirectory(run.scratch().resolve("sheet"));
        Result result = face(sheet, folder, SHEET, parameters, run, facts);
        String face = result.outputs().getFirst().file().getFileName().toString();
        Files.write(folder.resolve("sheet.vtt"), sheet.tracks(face, starts, film.seconds()));
        return result;
    }

    private Result face(Sheet sheet, Path folder, String operation, Params parameters, Run run,
            Map<String, String> facts) throws IOException {
        parameters.encoding().requireRoom(sheet.width(), sheet.height());
        Path face = write(sheet.drawn(), folder, Output.FACE, parameters, run);
        return new Result(List.of(Output.folder(face, operation, Shelf.EDITS, Expected.picture(sheet.width(), sheet
                .height()))), facts);
    }

    private Path write(Picture picture, Path folder, String name, Params parameters, Run run) throws IOException {
        Path file = folder.resolve(name + "." + parameters.format().extension());
        images.write(picture, file, parameters.encoding(), run::checkCanceled);
        return file;
    }
}
