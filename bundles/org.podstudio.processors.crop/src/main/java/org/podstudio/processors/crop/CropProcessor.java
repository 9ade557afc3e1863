package org.podstudio.processors.crop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.Heap;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;

/** Cuts a picture to a box or a shape and brings it to a size. */
@Component(service = Processor.class, property = "processor.id=crop")
public final class CropProcessor implements Processor<Params> {

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("crop", 6, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final int MOST_PIXELS = 300_000_000;
    /** As wide and as high as the parameters allow; one side may follow from the other. */
    private static final int LONGEST_SIDE = 30_000;
    /** Shares of the progress of one result. */
    private static final double DECODING = 0.4;
    private static final double RESIZING = 0.4;
    private static final double ENCODING = 0.2;

    private final Images images;

    /** With what reads and writes pictures. */
    @Activate
    public CropProcessor(@Reference Images images) {
        this.images = images;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    @Override
    public Needs needs(Request<Params> request) {
        try {
            Params params = request.parameters();
            ImageHeader header = images.header(request.input());
            int depth = images.depth(request.input());
            Geometry geometry = check(header, depth, params, request.input());
            Form form = form(header, depth, params, geometry);
            int reduction = form.needed(header);
            long result = geometry.canvas().pixels();
            return new Needs(1, Memory.heapBytes(header, geometry, params, form),
                    4 * Math.max(header.pixels() / (reduction * reduction), result), 0,
                    (1L << 20) + Memory.pixelBytes(form) * result);
        } catch (IOException e) {
            // the run itself words what is wrong with the file
            return Needs.LIGHT;
        }
    }

    /** The most of each, and what is held of the picture for others beside it. */
    @Override
    public Needs needsAll(List<Request<Params>> requests) {
        Needs most = Processor.super.needsAll(requests);
        try {
            ImageHeader header = images.header(requests.getFirst().input());
            int depth = images.depth(requests.getFirst().input());
            return most.plusHeap(Form.heapBeside(header,
                    requests.stream().map(request -> form(header, depth, request)).collect(Collectors.toSet())));
        } catch (IOException e) {
            return most;
        }
    }

    private static Form form(ImageHeader header, int depth, Request<Params> request) {
        Params params = request.parameters();
        return form(header, depth, params, check(header, depth, params, request.input()));
    }

    private static Form form(ImageHeader header, int depth, Params params, Geometry geometry) {
        return Reduction.form(header, depth, encoding(header.format(), params), params, geometry);
    }

    private static String operation(Geometry geometry, ImageHeader header) {
        return geometry.cuts(size(header)) ? "cropped" : "resized";
    }

    private static Size size(ImageHeader header) {
        return new Size(header.width(), header.height());
    }

    @Override
    public List<Output.Name> names(Request<Params> request) throws IOException {
        ImageHeader header = images.header(request.input());
        Geometry geometry = check(header, images.depth(request.input()), request.parameters(), request.input());
        return List.of(new Output.Name(operation(geometry, header), encoding(header.format(), request.parameters())
                .format().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        return processAll(List.of(request), run).getFirst();
    }

    /** Decodes once for all of them that need the same scale of the picture. */
    @Override
    public List<Result> processAll(List<Request<Params>> requests, Run run) throws IOException {
        Path input = requests.getFirst().input();
        double whole = DECODING + requests.size() * (RESIZING + ENCODING);
        run.checkCanceled();
        run.stage("decode", DECODING / whole);
        ImageHeader header = images.header(input);
        Original original = new Original(images, input, header, run);
        List<Form> forms = requests.stream().map(request -> form(header, original.depth(), request)).toList();
        forms.forEach(original::expect);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String name = i == 0 ? "crop" : "crop-" + (i + 1);
            results.add(make(original, forms.get(i), requests.get(i).parameters(), name, whole, run));
        }
        run.progress(1);
        return results;
    }

    /** @param whole what the shares of all stages add up to */
    private Result make(Original original, Form form, Params params, String name, double whole, Run run)
            throws IOException {
        ImageFormat format = original.header().format();
        Encoding encoding = encoding(format, params);
        if (params.format() == Params.Format.SAME && encoding.format() != format) {
            run.note(format + " is not written; the result is a PNG.");
        }
        Path file = run.scratch().resolve(name + "." + encoding.format().extension());
        Geometry geometry = form.deep()
                ? deep(original, encoding, params, file, whole, run)
                : eight(original, form, encoding, params, file, whole, run);
        Size result = geometry.canvas();
        return Result.of(new Output(file, operation(geometry, original.header()), Shelf.EDITS,
                Expected.picture(result.width(), result.height())));
    }

    private Geometry eight(Original original, Form form, Encoding encoding, Params params, Path file, double whole,
            Run run) throws IOException {
        Profiled source = original.picture(form);
        run.stage("resize", RESIZING / whole);
        Geometry geometry = form.reduction() == 1 && form.shrunk().isEmpty()
                ? Geometry.of(source.picture(), params, run::checkCanceled)
                : Geometry.of(size(original.header()), params);
        Picture picture = new Drawing(geometry, params, run::checkCanceled).of(source.picture());
        run.stage("encode", ENCODING / whole);
        Original.tellLostDepth(original.depth(), run::note);
        images.write(encoding.format() == ImageFormat.JPEG ? picture.on(Drawing.colour(params)) : picture, file,
                encoding,
                original.beside().remade(picture.width(), picture.height(), source.profile(), params.metadata()),
                run::checkCanceled);
        return geometry;
    }

    /** With all bits. */
    private Geometry deep(Original original, Encoding encoding, Params params, Path file, double whole, Run run)
            throws IOException {
        DeepProfiled source = original.deep(params.keepProfile());
        run.stage("resize", RESIZING / whole);
        Geometry geometry = params.anchor() == Params.Anchor.SMART
                ? Geometry.of(source.picture().rounded(), params, run::checkCanceled)
                : Geometry.of(size(original.header()), params);
        DeepPicture picture = new Drawing(geometry, params, run::checkCanceled).of(source.picture());
        run.stage("encode", ENCODING / whole);
        images.write(picture, file, encoding,
                original.beside().remade(picture.width(), picture.height(), source.profile(), params.metadata()),
                run::checkCanceled);
        return geometry;
    }

    /** Refuses what will not work before anything of its size is allocated. */
    private static Geometry check(ImageHeader source, int depth, Params params, Path file) {
        String size = source.width() + " x " + source.height() + " pixels";
        if (!params.box().isEmpty() && !Area.parse(params.box()).within(size(source))) {
            throw ProcessingException.parameter("box", "crop.box-outside",
                    "The box " + params.box() + " reaches outside " + file.getFileName() + ", which has " + size + ".",
                    "Keep x + width and y + height within them.");
        }
        Geometry geometry = Geometry.of(size(source), params);
        Size result = geometry.canvas();
        if (result.pixels() > MOST_PIXELS || Math.max(result.width(), result.height()) > LONGEST_SIDE) {
            throw ProcessingException.parameter("width", "crop.too-large",
                    "The result would have " + result.width() + " x " + result.height()
                            + " pixels; no side may have more than " + LONGEST_SIDE + ", and all no more than "
                            + MOST_PIXELS / 1_000_000 + " megapixels.",
                    "Choose a smaller width or height.");
        }
        encoding(source.format(), params).requireRoom(result.width(), result.height());
        Heap.require(Memory.heapBytes(source, geometry, params, form(source, depth, params, geometry)), "crop",
                String.valueOf(file.getFileName()), "Choose a smaller width or height");
        return geometry;
    }

    private static Encoding encoding(ImageFormat original, Params params) {
        ImageFormat format = switch (params.format()) {
            case JPEG -> ImageFormat.JPEG;
            case PNG -> ImageFormat.PNG;
            case WEBP -> ImageFormat.WEBP;
            case AVIF -> ImageFormat.AVIF;
            case SAME -> original.writable() ? original : ImageFormat.PNG;
        };
        Encoding encoding = new Encoding(format, params.quality(), false);
        return format == ImageFormat.PNG ? encoding.withColours(params.colours().orElse(0)) : encoding;
    }
}
