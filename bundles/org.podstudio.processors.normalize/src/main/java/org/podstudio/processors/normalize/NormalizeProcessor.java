package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Survey;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.media.sound.SoundBox;
import org.podstudio.media.sound.SoundTarget;

/**
 * Brings sound to a loudness: measured, levelled by one gain, peaks limited only where the gain would carry them over
 * the ceiling, and measured again by another implementation. Tags, cover, chapters and pictures come along.
 */
@Component(service = Processor.class, property = "processor.id=normalize")
public final class NormalizeProcessor implements Processor<Params> {

    private static final String NO_SOUND = "normalize.no-sound";

    private final Ffmpeg ffmpeg;
    private final LoudnessMeter meter;
    private final Leveller leveller;
    private final Album album;

    /**
     * @param meter of the same ffmpeg
     * @param leveller of the same ffmpeg
     */
    @Activate
    public NormalizeProcessor(@Reference Ffmpeg ffmpeg, @Reference LoudnessMeter meter, @Reference Leveller leveller) {
        this.ffmpeg = ffmpeg;
        this.meter = meter;
        this.leveller = leveller;
        this.album = new Album(ffmpeg, meter);
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("normalize", 6, Set.of(MediaKind.AUDIO, MediaKind.VIDEO), Set.of(MediaKind.AUDIO,
                MediaKind.VIDEO), Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        long samples = info.audio().map(a -> (long) (info.seconds() * a.sampleRate() * a.channels())).orElse(0L);
        long input = request.input().toFile().length();
        return new Needs(2, 64L << 20, 256L << 20, 0, 4 * samples + 2 * input + (16L << 20));
    }

    /** For an album: how loud all its pieces are together, and their highest peak. */
    @Override
    public Optional<Survey<Params>> survey(Params parameters) {
        return parameters.ofUnknownAlbum()
                ? Optional.of((inputs, run) -> parameters.ofAlbum(album.loudness(inputs, run)))
                : Optional.empty();
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        AudioStream sound = info.openSound(request.input(), NO_SOUND);
        return List.of(new Output.Name(Work.OPERATION, target(request.parameters().outputFormat(), info, sound, request
                .input()).extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Path input = request.input();
        MediaInfo info = ffmpeg.probe(input, run);
        AudioStream sound = info.openSound(input, NO_SOUND);
        SoundTarget target = target(request.parameters().outputFormat(), info, sound, input);
        target.requireChannels("output_format", "normalize.channels");
        Work work = new Work(ffmpeg, meter, leveller, new Work.Task(input, info, sound, target, request.parameters()),
                run);
        run.stage("measure", 0.25);
        return work.level(meter.measure(input, run).loudness());
    }

    private static SoundTarget target(Params.OutputFormat format, MediaInfo info, AudioStream sound, Path input) {
        return format == Params.OutputFormat.SAME
                ? SoundTarget.same(info, input)
                : SoundTarget.of(SoundBox.valueOf(format.name()), sound);
    }
}
