package org.podstudio.processors.waveform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.sound.Waveform;
import org.podstudio.media.sound.WaveformPicture;
import org.podstudio.media.sound.Waveforms;

/** Draws the outline of sound as a PNG, and writes it as the data that audiowaveform writes and players on web pages read. */
@Component(service = Processor.class, property = "processor.id=waveform")
public final class WaveformProcessor implements Processor<Params> {

    private static final String OPERATION = "waveform";
    /** Digits, sign and comma of two numbers. */
    private static final int PAIR_BYTES = 14;

    private final Ffmpeg ffmpeg;
    private final Waveforms waveforms;

    /** @param waveforms of the same ffmpeg */
    @Activate
    public WaveformProcessor(@Reference Ffmpeg ffmpeg, @Reference Waveforms waveforms) {
        this.ffmpeg = ffmpeg;
        this.waveforms = waveforms;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("waveform", 1, Set.of(MediaKind.AUDIO, MediaKind.VIDEO), Set.of(MediaKind.IMAGE),
                Params.DEFAULTS);
    }

    @Override
    public Needs needs(Request<Params> request) {
        Params parameters = request.parameters();
        MediaInfo info = ffmpeg.probe(request.input());
        long pixels = (long) parameters.width() * parameters.height();
        long pairs = info.audio().map(a -> (long) (info.seconds() * a.sampleRate() * a.channels() / parameters
                .samplesPerPixel())).orElse(0L);
        return new Needs(2, (32L << 20) + 8 * pixels, 128L << 20, 0, (1L << 20) + 4 * pixels
                + (parameters.data() == Params.Data.JSON ? pairs * PAIR_BYTES : 0));
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        return List.of(request.parameters().data() == Params.Data.NONE
                ? new Output.Name(OPERATION, "png")
                : Output.Name.folder(OPERATION));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Params parameters = request.parameters();
        boolean split = parameters.channels() == Params.Channels.SPLIT;
        run.stage("read", 0.9);
        Path folder = Files.createDirectory(run.scratch().resolve("waveform"));
        Path png = folder.resolve(Output.FACE + ".png");
        Waveform outline = parameters.data() == Params.Data.NONE
                ? waveforms.outline(request.input(), split, run)
                : withData(request, folder, run);
        run.stage("draw", 0.1);
        new WaveformPicture(parameters.width(), parameters.height(), parameters.color(), parameters.background(),
                parameters.fit()).draw(outline, png);
        run.progress(1);
        Expected expected = Expected.picture(parameters.width(), parameters.height());
        Output output = parameters.data() == Params.Data.NONE
                ? new Output(png, OPERATION, Shelf.EDITS, expected)
                : Output.folder(png, OPERATION, Shelf.EDITS, expected);
        return new Result(List.of(output), facts(outline));
    }

    private Waveform withData(Request<Params> request, Path folder, Run run) throws IOException {
        Params parameters = request.parameters();
        try (DataFile data = new DataFile(folder.resolve("waveform.json"), parameters)) {
            Waveform outline = waveforms.outline(request.input(), parameters.channels() == Params.Channels.SPLIT,
                    parameters.samplesPerPixel(), data, run);
            data.end();
            return outline;
        }
    }

    private static Map<String, String> facts(Waveform outline) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("waveform.seconds", String.format(Locale.ROOT, "%.3f", (double) outline.frames() / outline
                .sampleRate()));
        facts.put("waveform.channels", Integer.toString(outline.traces().size()));
        return facts;
    }
}
