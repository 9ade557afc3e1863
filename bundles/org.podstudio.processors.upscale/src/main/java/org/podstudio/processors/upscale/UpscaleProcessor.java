package org.podstudio.processors.upscale;

import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Heap;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Profiled;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** Enlarges pictures with Real-ESRGAN models (R-IMG-7): tiles with faded seams, alpha too, any factor from 1 to 8. */
@Component(service = Processor.class, property = "processor.id=upscale")
public final class UpscaleProcessor implements Processor<Params> {

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("upscale", 3, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final int QUALITY = 92;
    private static final double LONG_SECONDS = 120;

    private final Images images;
    private final Choice choice;
    private final Sessions sessions;

    /** All of them are cheap until work comes. */
    @Activate
    public UpscaleProcessor(@Reference Images images, @Reference Catalogue catalogue, @Reference Sessions sessions) {
        this.images = images;
        this.choice = new Choice(catalogue);
        this.sessions = sessions;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    @Override
    public Needs needs(Request<Params> request) {
        List<Card> candidates = choice.candidates(request.parameters());
        try {
            ImageHeader header = images.header(request.input());
            return candidates.stream().map(card -> needs(header, card, request)).reduce(UpscaleProcessor::larger)
                    .orElseThrow();
        } catch (IOException e) {
            // the work itself says what is wrong with the file
            return Needs.LIGHT;
        }
    }

    private static Needs needs(ImageHeader header, Card card, Request<Params> request) {
        Params params = request.parameters();
        Size source = new Size(header.width(), header.height());
        Size target = check(header, card, request);
        long nativeBytes = TileMemory.nativeBytes(card,
                TileMemory.tiling(card, params.tile(), source.width(), source.height()), source.width(),
                source.height());
        return new Needs(Tuning.cores(), heapBytes(header, target, card, params), nativeBytes, 0,
                (64L << 20) + 6 * target.pixels());
    }

    /** Which model it will be hangs on the picture, so there must be room for each. */
    private static Needs larger(Needs a, Needs b) {
        return new Needs(a.threads(), Math.max(a.heapBytes(), b.heapBytes()),
                Math.max(a.nativeBytes(), b.nativeBytes()),
                0, a.scratchBytes());
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        Params params = request.parameters();
        run.stage("decode", 0.05);
        run.checkCanceled();
        ImageHeader header = images.header(request.input());
        Size source = new Size(header.width(), header.height());
        for (Card card : choice.candidates(params)) {
            check(header, card, request);
        }
        Beside beside = carried(request.input(), run);
        Profiled stored = images.readWithProfile(request.input(), run::checkCanceled);
        Picture picture = stored.picture();
        Content content = Content.of(picture);
        Card card = choice.card(params, content);
        Size target = source.times(params.scale(), name(request));
        warn(card, source, run);
        run.stage("upscale", 0.85);
        Upscaler.Enlarged enlarged = Upscaler.enlarge(picture, target, params, card, run.model(card.id()), sessions,
                run);
        run.stage("encode", 0.1);
        run.checkCanceled();
        Encoding encoding = encoding(params.outputFormat(), header.format());
        Path file = run.scratch().resolve("upscaled." + encoding.format().extension());
        images.write(enlarged.picture(), file, encoding,
                beside.remade(target.width(), target.height(), stored.profile(), MetadataPolicy.PRESERVE_ALL),
                run::checkCanceled);
        run.progress(1);
        return new Result(
                List.of(new Output(file, operation(params.scale()), Shelf.UPSCALES,
                        Expected.picture(target.width(), target.height()))),
                Map.of("model", card.id(), "size", target.width() + " x " + target.height(), "content",
                        content.name().toLowerCase(Locale.ROOT), "device", enlarged.device()));
    }

    private Beside carried(Path input, Run run) throws IOException {
        Original.tellLostDepth(images.depth(input), run::note);
        return images.carried(input, run::note);
    }

    /** Refuses what will not work before anything is computed. @return the size of the result */
    private static Size check(ImageHeader header, Card card, Request<Params> request) {
        Params params = request.parameters();
        Size target = new Size(header.width(), header.height()).times(params.scale(), name(request));
        encoding(params.outputFormat(), header.format()).requireRoom(target.width(), target.height());
        Heap.require(heapBytes(header, target, card, params), "upscale", name(request), "Choose a smaller factor");
        return target;
    }

    private static long heapBytes(ImageHeader header, Size target, Card card, Params params) {
        int made = Enlarger.made(card, params.scale());
        Size source = new Size(header.width(), header.height());
        return Memory.heapBytes(source, new Size(source.width() * made, source.height() * made), target,
                header.alpha());
    }

    private static void warn(Card card, Size source, Run run) {
        double seconds = source.pixels() * card.number("cpuMicrosPerPixel", 0) / 1e6 / Tuning.cores();
        if (seconds > LONG_SECONDS) {
            run.note("This takes about " + Math.round(seconds / 60)
                    + " minutes on the processor of this machine; a smaller model is faster.");
        }
    }

    private static Encoding encoding(Params.OutputFormat wanted, ImageFormat original) {
        ImageFormat format = switch (wanted) {
            case SAME -> original.writable() ? original : ImageFormat.PNG;
            case PNG -> ImageFormat.PNG;
            case JPEG -> ImageFormat.JPEG;
            case WEBP -> ImageFormat.WEBP;
        };
        return new Encoding(format, QUALITY, format == ImageFormat.PNG);
    }

    /** {@code x4}, {@code x1-5}. */
    private static String operation(double scale) {
        return "x" + new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(scale).replace('.',
                '-');
    }

    private static String name(Request<Params> request) {
        return String.valueOf(request.input().getFileName());
    }
}
