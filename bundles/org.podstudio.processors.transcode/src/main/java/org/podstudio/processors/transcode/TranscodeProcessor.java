package org.podstudio.processors.transcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.podstudio.media.VideoStream;
import org.podstudio.processors.transcode.Container.AudioCodec;

/** Turns film into another container, codec, size or rate, by the best encoders of the installed ffmpeg. */
@Component(service = Processor.class, property = "processor.id=transcode")
public final class TranscodeProcessor implements Processor<Params> {

    private final Ffmpeg ffmpeg;

    /** @param ffmpeg does the work */
    @Activate
    public TranscodeProcessor(@Reference Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("transcode", 1, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO), Params.DEFAULTS);
    }

    /** Encoders keep some 40 frames of the result in hand, decoders 20 of the source; all cores are used. */
    @Override
    public Needs needs(Request<Params> request) {
        MediaInfo info = ffmpeg.probe(request.input());
        VideoStream film = film(request.input(), info);
        Params parameters = request.parameters().spelledOut();
        Shape shape = Shape.of(film, parameters.height());
        long memory = 3L * (40L * shape.width() * shape.height() + 20L * film.width() * film.height()) + (128L << 20);
        long rate = parameters.videoBitrate().orElse(0) * 1000L;
        long guess = (long) (info.seconds() * (rate > 0
                ? rate
                : 0.3 * shape.width() * shape.height() * Math.max(film.fps(), 25)) / 8);
        // twice: fast start writes the file again
        return new Needs(Runtime.getRuntime().availableProcessors(), 16L << 20, memory, 0, 2 * guess + (16L << 20));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Path input = request.input();
        Params parameters = request.parameters().spelledOut();
        MediaInfo info = ffmpeg.probe(input, run);
        VideoStream film = film(input, info);
        Encoder encoder = Encoder.of(parameters.container().video(parameters.videoCodec()), ffmpeg.encoders());
        Shape shape = Shape.of(film, parameters.height());
        noteSize(film, parameters, run);
        noteLosses(info, run);
        encoder.limits(parameters).forEach(run::note);
        Path output = run.scratch().resolve("transcoded." + Params.word(parameters.container()));
        List<String> words = new ArrayList<>(List.of("-i", Ffmpeg.file(input), "-map", "0:V:0"));
        words.addAll(encoder.options(parameters));
        words.addAll(frames(film, parameters, shape));
        words.addAll(sound(input, info, parameters));
        words.addAll(List.of("-map_metadata", "0", "-map_chapters", "0", "-fflags", "+bitexact", "-flags:v",
                "+bitexact"));
        words.addAll(container(parameters));
        words.add(Ffmpeg.file(output));
        ffmpeg.run(words, info.seconds(), run);
        Expected expected = info.seconds() > 0
                ? Expected.film(shape.width(), shape.height(), info.seconds())
                : Expected.picture(shape.width(), shape.height());
        return new Result(List.of(new Output(output, "transcoded", Shelf.EDITS, expected)),
                facts(output, encoder, run));
    }

    private static VideoStream film(Path input, MediaInfo info) {
        return info.video().orElseThrow(() -> ProcessingException.input("transcode.no-film",
                input.getFileName() + " has no moving pictures.", "Choose a film; for sound use another processor."));
    }

    private static void noteSize(VideoStream film, Params parameters, Run run) {
        if (parameters.height().orElse(0) > film.height()) {
            run.note("The film keeps its " + film.height() + " lines: more would not make it sharper.");
        }
    }

    private static void noteLosses(MediaInfo info, Run run) {
        if (info.subtitles() > 0) {
            run.note("The subtitles (" + info.subtitles() + ") are left out: they are not carried over yet.");
        }
        if (info.cover().isPresent()) {
            run.note("The cover is left out: the result holds film and sound.");
        }
    }

    private static List<String> frames(VideoStream film, Params parameters, Shape shape) {
        double fps = parameters.fps().orElse(film.fps() > 0 ? film.fps() : 25);
        String rate = parameters.fps().isPresent() ? "fps=" + Ffmpeg.seconds(fps) + "," : "";
        return List.of("-vf", rate + shape.filter(), "-g",
                Long.toString(Math.max(1, Math.round(parameters.gopSeconds() * fps))));
    }

    private static List<String> sound(Path input, MediaInfo info, Params parameters) {
        AudioCodec codec = parameters.container().audio(parameters.audioCodec());
        if (info.audio().isEmpty() || codec == AudioCodec.NONE) {
            return List.of("-an");
        }
        AudioStream source = info.audio().get();
        List<String> words = new ArrayList<>(List.of("-map", "0:a"));
        int channels = codec == AudioCodec.MP3 ? Math.min(2, source.channels()) : source.channels();
        switch (codec) {
            case COPY -> words.addAll(copied(input, source, parameters));
            case MP3 -> words.addAll(coded("libmp3lame", 96, channels, parameters));
            // Opus knows these layouts; others become the nearest of them
            case OPUS -> words.addAll(coded("libopus", 64, channels, parameters, "-af",
                    "aformat=channel_layouts=7.1|6.1|5.1|quad|stereo|mono"));
            default -> words.addAll(coded("aac", 80, channels, parameters));
        }
        if (channels < source.channels()) {
            words.addAll(List.of("-ac", "2"));
        }
        return words;
    }

    private static List<String> copied(Path input, AudioStream source, Params parameters) {
        if (!parameters.container().takes(source.codec())) {
            throw ProcessingException.parameter("audio_codec", "transcode.not-in-container", "The sound of "
                    + input.getFileName() + " is "
                    + source.codec() + ", which the container " + Params.word(parameters.container()) + " cannot hold.",
                    "Choose " + Params.word(parameters.container().audio(AudioCodec.AUTO)) + ", or the container mkv.");
        }
        return List.of("-c:a", "copy");
    }

    private static List<String> coded(String encoder, int kilobitsPerChannel, int channels, Params parameters,
            String... more) {
        int rate = parameters.audioBitrate().orElse(kilobitsPerChannel * channels);
        List<String> words = new ArrayList<>(List.of("-c:a", encoder, "-b:a", rate + "k", "-flags:a", "+bitexact"));
        words.addAll(List.of(more));
        return words;
    }

    private static List<String> container(Params parameters) {
        List<String> words = new ArrayList<>(List.of("-f", parameters.container().muxer()));
        boolean isobmff = parameters.container() == Container.MP4 || parameters.container() == Container.MOV;
        if (isobmff && parameters.fastStart()) {
            words.addAll(List.of("-movflags", "+faststart"));
        }
        if (isobmff && parameters.videoCodec() == Container.VideoCodec.H265) {
            words.addAll(List.of("-tag:v", "hvc1")); // Apple's players know no other
        }
        return words;
    }

    private Map<String, String> facts(Path output, Encoder encoder, Run run) throws IOException {
        MediaInfo made = ffmpeg.probe(output, run);
        Map<String, String> facts = new TreeMap<>();
        made.video().ifPresent(v -> facts.put("video", String.format(Locale.ROOT, "%s %dx%d %.2f/s", v.codec(),
                v.width(), v.height(), v.fps())));
        made.audio().ifPresent(a -> facts.put("audio", "%s %d ch %d Hz".formatted(a.codec(), a.channels(),
                a.sampleRate())));
        facts.put("encoder", encoder.encoder());
        if (made.seconds() > 0) {
            facts.put("bitrate", String.format(Locale.ROOT, "%.0f kbit/s",
                    Files.size(output) * 8 / made.seconds() / 1000));
        }
        return facts;
    }
}
