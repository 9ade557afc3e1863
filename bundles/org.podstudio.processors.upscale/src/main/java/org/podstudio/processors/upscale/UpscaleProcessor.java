package org.podstudio.processors.upscale;

import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
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
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;
import org.podstudio.inference.Enlarger;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.TileMemory;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** Enlarges pictures with Real-ESRGAN models (R-IMG-7): tiles with faded seams, alpha too, any factor from 1 to 8. */
@Component(service = Processor.class, property = "processor.id=upscale")
public final class UpscaleProcessor implements Processor<Params> {

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("upscale", 5, Set.of(MediaKind.IMAGE),
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
            int samples = staysDeep(header, images.depth(request.input()), request) ? Memory.DEEP : 1;
            return candidates.stream().map(card -> needs(header, samples, card, request))
                    .reduce(UpscaleProcessor::larger).orElseThrow();
        } catch (IOException e) {
            // the work itself says what is wrong with the file
            return Needs.LIGHT;
        }
    }

    private static Needs needs(ImageHeader header, int samples, Card card, Request<Params> request) {
        Params params = request.parameters();
        Size source = size(header);
        Size target = check(header, card, request);
        long nativeBytes = TileMemory.nativeBytes(card,
                TileMemory.tiling(card, params.tile(), source.width(), source.height()), source.width(),
                source.height());
        return new Needs(Tuning.cores(), samples * heapBytes(header, target, card, params), nativeBytes, 0,
                (64L << 20) + samples * 6 * target.pixels());
    }

    /** Which model it will be hangs on the picture, so there must be room for each. */
    private static Needs larger(Needs a, Needs b) {
        return new Needs(a.threads(), Math.max(a.heapBytes(), b.heapBytes()),
                Math.max(a.nativeBytes(), b.nativeBytes()),
                0, a.scratchBytes());
    }

    @Override
    public List<Output.Name> names(Request<Params> request) throws IOException {
        Params params = request.parameters();
        Encoding encoding = encoding(params.outputFormat(), images.header(request.input()).format());
        return List.of(new Output.Name(operation(params.scale()), encoding.format().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.stage("decode", 0.05);
        run.checkCanceled();
        ImageHeader header = images.header(request.input());
        for (Card card : choice.candidates(request.parameters())) {
            check(header, card, request);
        }
        int depth = images.depth(request.input());
        boolean deep = staysDeep(header, depth, request);
        if (!deep) {
            Original.tellLostDepth(depth, run::note);
        }
        Stored stored = stored(request.input(), deep, run);
        Plan plan = plan(request, header, stored.pixels.seen(), run);
        Upscaler.Enlarged enlarged = Upscaler.enlarge(stored.pixels, plan.target, request.parameters(), plan.card,
                run.model(plan.card.id()), sessions, run);
        return made(request, plan, stored.profile, enlarged, run);
    }

    /** A picture in the profile that stands beside it. */
    private record Stored(Pixels pixels, Optional<byte[]> profile) {}

    private Stored stored(Path file, boolean deep, Run run) throws IOException {
        if (deep) {
            DeepProfiled sixteen = images.readDeepWithProfile(file, run::checkCanceled);
            return new Stored(new SixteenBits(sixteen.picture()), sixteen.profile());
        }
        Profiled eight = images.readWithProfile(file, run::checkCanceled);
        return new Stored(new EightBits(eight.picture()), eight.profile());
    }

    /** Whether all bits stay: where the format has room for them, and the memory is there whichever model it will be. */
    private boolean staysDeep(ImageHeader header, int depth, Request<Params> request) {
        Params params = request.parameters();
        return Original.deep(depth) && encoding(params.outputFormat(), header.format()).deep()
                && choice.candidates(params).stream().allMatch(card -> Memory.fitsDeep(size(header),
                        made(header, card, params), target(header, request), header.alpha(), Heap::holds));
    }

    /** What is made of a picture, and by what. */
    private record Plan(Card card, Content content, Size target, Encoding encoding) {}

    private Plan plan(Request<Params> request, ImageHeader header, Picture picture, Run run) {
        Params params = request.parameters();
        Content content = Content.of(picture);
        Card card = choice.card(params, content);
        warn(card, size(header), run);
        run.stage("upscale", 0.85);
        return new Plan(card, content, target(header, request), encoding(params.outputFormat(), header.format()));
    }

    private Result made(Request<Params> request, Plan plan, Optional<byte[]> profile, Upscaler.Enlarged enlarged,
            Run run) throws IOException {
        run.stage("encode", 0.1);
        run.checkCanceled();
        Path file = run.scratch().resolve("upscaled." + plan.encoding.format().extension());
        Size size = plan.target;
        Beside beside = images.carried(request.input(), run::note).remade(size.width(), size.height(), profile,
                MetadataPolicy.PRESERVE_ALL);
        enlarged.picture().write(images, file, plan.encoding, beside, run::checkCanceled);
        run.progress(1);
        return new Result(
                List.of(new Output(file, operation(request.parameters().scale()), Shelf.UPSCALES,
                        Expected.picture(size.width(), size.height()))),
                Map.of("model", plan.card.id(), "size", size.width() + " x " + size.height(), "content",
                        plan.content.name().toLowerCase(Locale.ROOT), "device", enlarged.device()));
    }

    /** Refuses what will not work before anything is computed. @return the size of the result */
    private static Size check(ImageHeader header, Card card, Request<Params> request) {
        Params params = request.parameters();
        Size target = target(header, request);
        encoding(params.outputFormat(), header.format()).requireRoom(target.width(), target.height());
        Heap.require(heapBytes(header, target, card, params), "upscale", name(request), "Choose a smaller factor");
        return target;
    }

    private static Size target(ImageHeader header, Request<Params> request) {
        return size(header).times(request.parameters().scale(), name(request));
    }

    private static long heapBytes(ImageHeader header, Size target, Card card, Params params) {
        return Memory.heapBytes(size(header), made(header, card, params), target, header.alpha());
    }

    private static Size size(ImageHeader header) {
        return new Size(header.width(), header.height());
    }

    /** What leaves the tiles. */
    private static Size made(ImageHeader header, Card card, Params params) {
        int factor = Enlarger.made(card, params.scale());
        return new Size(header.width() * factor, header.height() * factor);
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
