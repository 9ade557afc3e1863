package org.podstudio.processors.audioconvert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.StreamRef;
import org.podstudio.media.sound.SoundTarget;

/** Brings the first stream of sound of a file into another format; what is in that format already is copied. Tags, cover and chapters come along. */
@Component(service = Processor.class, property = "processor.id=audio-convert")
public final class AudioConvertProcessor implements Processor<Params> {

    private static final String OPERATION = "converted";
    private static final String NO_SOUND = "audio-convert.no-sound";
    private static final int WIDEST_SAMPLE = 4;

    private final Ffmpeg ffmpeg;

    /** Touches nothing. */
    @Activate
    public AudioConvertProcessor(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("audio-convert", 1, Set.of(MediaKind.AUDIO, MediaKind.VIDEO), Set.of(
                MediaKind.AUDIO), Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        AudioStream sound = info.openSound(request.input(), NO_SOUND);
        SoundTarget target = new Wish(request.parameters().resolved(), sound).target();
        long samples = (long) (info.seconds() * target.form().sampleRate() * target.form().channels());
        return new Needs(1, 16L << 20, 128L << 20, 0, WIDEST_SAMPLE * samples + request.input().toFile().length()
                + (16L << 20));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        AudioStream sound = ffmpeg.probe(request.input()).openSound(request.input(), NO_SOUND);
        return List
                .of(new Output.Name(OPERATION, new Wish(request.parameters().resolved(), sound).target().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Path input = request.input();
        MediaInfo info = ffmpeg.probe(input, run);
        AudioStream sound = info.openSound(input, NO_SOUND);
        Params parameters = request.parameters().resolved();
        SoundTarget target = new Wish(parameters, sound).target();
        if (!parameters.cover()) {
            target = target.withoutCover();
        } else {
            target.losses(info, sound).forEach(run::note);
        }
        target.otherRate(parameters.sampleRate().orElse(sound.sampleRate())).ifPresent(run::note);
        run.stage("convert", 1);
        boolean copied = copies(parameters, target, sound);
        Lane lane = copied
                ? Lane.of(StreamRef.sound(0), Coding.COPY)
                : target.lane(StreamRef.sound(0), sound, Chain.of(), false);
        if (copied) {
            run.note("The sound is " + sound.codec() + " already: it was copied as it is.");
        }
        Path output = run.scratch().resolve("converted." + target.extension());
        ffmpeg.run(Command.of(Input.file(input), target.output(output, info, 0, lane, false)), info.seconds(), run);
        Expected expected = info.seconds() > 0 ? Expected.sound(info.seconds()) : Expected.ANYTHING;
        return new Result(List.of(new Output(output, OPERATION, Shelf.EDITS, expected)), facts(target, copied));
    }

    /** Encoding again what need not change would only lose. */
    private static boolean copies(Params parameters, SoundTarget target, AudioStream sound) {
        boolean vorbis = parameters.format() == Params.Format.OGG && sound.codec().equals("vorbis");
        boolean same = vorbis || target.encoding().encodes(sound.codec()) && !target.encoding().lossless();
        return same && parameters.bitrate().isEmpty() && parameters.quality() == Params.Quality.AUTO
                && parameters.sampleRate().orElse(sound.sampleRate()) == sound.sampleRate()
                && target.form().channels() == sound.channels();
    }

    private static Map<String, String> facts(SoundTarget target, boolean copied) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("audio.encoder", copied ? "copy" : target.encoding().encoder());
        facts.put("audio.rate", target.form().sampleRate() + " Hz");
        facts.put("audio.channels", Integer.toString(target.form().channels()));
        return facts;
    }
}
