package org.podstudio.processors.audiotrim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Shortfall;
import org.podstudio.media.Wholeness;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.StreamRef;
import org.podstudio.media.sound.SoundBox;
import org.podstudio.media.sound.SoundTarget;
import org.podstudio.media.sound.Sounding;

/** Cuts the first stream of sound of a file to the sample, with fades and without silent ends, or copies a part of it without encoding. */
@Component(service = Processor.class, property = "processor.id=audio-trim")
public final class AudioTrimProcessor implements Processor<Params> {

    private static final String OPERATION = "trimmed";
    private static final String NO_SOUND = "audio-trim.no-sound";
    private static final int WIDEST_SAMPLE = 4;

    private final Ffmpeg ffmpeg;

    /** Touches nothing. */
    @Activate
    public AudioTrimProcessor(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("audio-trim", 1, Set.of(MediaKind.AUDIO, MediaKind.VIDEO), Set.of(MediaKind.AUDIO),
                Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        AudioStream sound = info.openSound(request.input(), NO_SOUND);
        Cut.of(request.parameters(), info.seconds(), sound.sampleRate());
        long samples = (long) (info.seconds() * sound.sampleRate() * sound.channels());
        return new Needs(1, 16L << 20, 128L << 20, 0, WIDEST_SAMPLE * samples + (16L << 20));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        AudioStream sound = info.openSound(request.input(), NO_SOUND);
        return List.of(new Output.Name(OPERATION, target(request.parameters().outputFormat(), info, sound, request
                .input()).extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Path input = request.input();
        Params parameters = request.parameters();
        MediaInfo info = ffmpeg.probe(input, run);
        AudioStream sound = info.openSound(input, NO_SOUND);
        SoundTarget target = target(parameters.outputFormat(), info, sound, input);
        target.requireChannels("output_format", "audio-trim.channels");
        target.losses(info, sound).forEach(run::note);
        Cut cut = cut(parameters, info, sound, input, run);
        run.stage("trim", parameters.silence() == Params.Silence.KEEP && info.seconds() > 0 ? 1 : 0.6);
        Task task = new Task(input, info, sound, target, parameters, cut);
        Path output = run.scratch().resolve("trimmed." + target.extension());
        ffmpeg.run(command(task, output, run), cut.seconds(), run);
        return result(task, output, run);
    }

    /** One request, understood. */
    private record Task(Path input, MediaInfo info, AudioStream sound, SoundTarget target, Params parameters, Cut cut) {

        boolean copies() {
            return parameters.mode() == Params.Mode.COPY;
        }
    }

    private Cut cut(Params parameters, MediaInfo info, AudioStream sound, Path input, Run run) throws IOException {
        Cut cut = Cut.of(parameters, info.seconds(), sound.sampleRate());
        if (parameters.silence() == Params.Silence.KEEP && info.seconds() > 0) {
            return cut.to(info.seconds());
        }
        run.stage("listen", 0.4);
        Sounding whole = Sounding.of(ffmpeg, input, cut.from(), cut.to().orElse(Long.MAX_VALUE), parameters
                .thresholdDb(), run);
        return cut.within(whole, parameters);
    }

    private static Command command(Task task, Path output, Run run) throws IOException {
        Optional<Path> chapters = task.target().chapters() && task.info().chapters() > 0
                ? Chapters.write(task.info().chapterList(), task.cut(), run.scratch())
                : Optional.empty();
        Input input = task.copies()
                ? Input.file(task.input()).from(task.cut().startSeconds())
                : Input.file(task
                        .input());
        List<Input> inputs = new ArrayList<>(List.of(input));
        chapters.ifPresent(file -> inputs.add(Input.own(file, Input.Format.FFMETADATA)));
        var out = task.target().output(output, task.info(), 0, lane(task), task.parameters().fades())
                .withoutChapters();
        out = chapters.isPresent() ? out.chaptersOf(1) : out;
        return Command.of(inputs, task.copies() ? out.lasting(task.cut().seconds()) : out);
    }

    private static Lane lane(Task task) {
        if (!task.copies()) {
            return task.target().lane(StreamRef.sound(0), task.sound(), task.cut().chain(task.parameters()), task
                    .parameters().fades());
        }
        boolean changes = task.parameters().fades() || !task.target().encoding().encodes(task.sound().codec());
        if (changes) {
            throw ProcessingException.parameter("mode", "audio-trim.copy", task.parameters().fades()
                    ? "Fades change the sound, and a copy does not."
                    : task.target().extension() + " cannot hold " + task.sound().codec() + " as it is.",
                    "Choose mode=exact.");
        }
        return Lane.of(StreamRef.sound(0), Coding.COPY);
    }

    private Result result(Task task, Path output, Run run) {
        double seconds = task.cut().seconds();
        if (task.copies()) {
            double made = ffmpeg.probe(output, run).seconds();
            if (Shortfall.of(made, seconds)) {
                Wholeness.require(ffmpeg, task.input(), run);
            }
            run.note(String.format(Locale.ROOT, "Copied in whole packets: %.3f s instead of %.3f s.", made, seconds));
            seconds = made;
        }
        // nobody knows how long a source is whose header does not say
        Expected expected = task.info().seconds() > 0 ? Expected.sound(seconds) : Expected.ANYTHING;
        return new Result(List.of(new Output(output, OPERATION, Shelf.EDITS, expected)), Map.of("trim.start", String
                .format(Locale.ROOT, "%.6f s", task.cut().startSeconds()), "trim.seconds",
                String.format(Locale.ROOT,
                        "%.6f s", seconds)));
    }

    private static SoundTarget target(Params.OutputFormat format, MediaInfo info, AudioStream sound, Path input) {
        return format == Params.OutputFormat.SAME
                ? SoundTarget.soundOf(info, input)
                : SoundTarget.of(SoundBox.valueOf(format.name()), sound);
    }
}
