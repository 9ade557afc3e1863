package org.podstudio.processors.crop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.podstudio.imaging.Filter;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Profiled;
import org.podstudio.imaging.Resizer;

/** Cuts a picture to a box or a shape and brings it to a size. */
@Component(service = Processor.class, property = "processor.id=crop")
public final class CropProcessor implements Processor<Params> {

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("crop", 3, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final int MOST_PIXELS = 300_000_000;
    /** As wide and as high as the parameters allow; one side may follow from the other. */
    private static final int LONGEST_SIDE = 30_000;
    private static final int WHITE = 0xFFFFFF;
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
            Geometry geometry = check(header, params, request.input());
            long result = geometry.canvas().pixels();
            return new Needs(1, Memory.heapBytes(header, geometry, params), 4 * Math.max(header.pixels(), result), 0,
                    (1L << 20) + 4 * result);
        } catch (IOException e) {
            // the run itself words what is wrong with the file
            return Needs.LIGHT;
        }
    }

    /** The most of each, and the picture at the fractions of its size that are decoded for others beside it. */
    @Override
    public Needs needsAll(List<Request<Params>> requests) {
        Needs most = Processor.super.needsAll(requests);
        try {
            ImageHeader header = images.header(requests.getFirst().input());
            return most.plusHeap(Form.heapBeside(header,
                    requests.stream().map(request -> form(header, request)).collect(Collectors.toSet())));
        } catch (IOException e) {
            return most;
        }
    }

    private static Form form(ImageHeader header, Request<Params> request) {
        return Reduction.form(header, request.parameters(), check(header, request.parameters(), request.input()));
    }

    private static Size size(ImageHeader header) {
        return new Size(header.width(), header.height());
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
        List<Form> forms = requests.stream().map(request -> form(header, request)).toList();
        Original original = new Original(images, input, header, run);
        Original.tellLostDepth(original.depth(), run::note);
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
        Profiled source = original.picture(form);
        ImageFormat format = original.header().format();
        Encoding encoding = encoding(format, params);
        if (params.format() == Params.Format.SAME && encoding.format() != format) {
            run.note(format + " is not written; the result is a PNG.");
        }
        run.stage("resize", RESIZING / whole);
        Geometry geometry = form.reduction() == 1
                ? Geometry.of(source.picture(), params, run::checkCanceled)
                : Geometry.of(size(original.header()), params);
        Picture picture = draw(source.picture(), geometry, params, run::checkCanceled);
        run.stage("encode", ENCODING / whole);
        Path file = run.scratch().resolve(name + "." + encoding.format().extension());
        images.write(encoding.format() == ImageFormat.JPEG ? picture.on(colour(params)) : picture, file, encoding,
                original.beside().remade(picture.width(), picture.height(), source.profile(), params.metadata()),
                run::checkCanceled);
        return Result.of(new Output(file, geometry.cuts(size(original.header())) ? "cropped" : "resized", Shelf.EDITS,
                Expected.picture(picture.width(), picture.height())));
    }

    /** Refuses what will not work before anything of its size is allocated. */
    private static Geometry check(ImageHeader source, Params params, Path file) {
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
        Memory.requireHeap(Memory.heapBytes(source, geometry, params), String.valueOf(file.getFileName()));
        return geometry;
    }

    private static Picture draw(Picture source, Geometry geometry, Params params, Runnable check) {
        Area cut = geometry.cut();
        boolean part = cut.size().width() < source.width() || cut.size().height() < source.height();
        Picture kept = part ? source.part(cut.x(), cut.y(), cut.size().width(), cut.size().height()) : source;
        Size scaled = geometry.scaled();
        Filter filter = filter(params, cut.size(), scaled);
        Picture resized = params.linear() && scaled.pixels() < cut.size().pixels()
                ? Resizer.resizeLight(kept, scaled.width(), scaled.height(), filter, check)
                : Resizer.resize(kept, scaled.width(), scaled.height(), filter, check);
        Picture sharp = Sharpening.apply(resized, params.sharpen(), check);
        check.run();
        return scaled.equals(geometry.canvas()) ? sharp : onCanvas(sharp, geometry.canvas(), params);
    }

    private static Filter filter(Params params, Size from, Size to) {
        return switch (params.filter()) {
            case AUTO -> to.pixels() < from.pixels() ? Filter.LANCZOS : Filter.BICUBIC;
            case NEAREST -> Filter.NEAREST;
            case BILINEAR -> Filter.BILINEAR;
            case BICUBIC -> Filter.BICUBIC;
            case LANCZOS -> Filter.LANCZOS;
        };
    }

    private static Picture onCanvas(Picture picture, Size size, Params params) {
        boolean clear = params.background().equals("transparent");
        Picture laid = clear ? picture : picture.on(colour(params));
        Picture canvas = new Picture(size.width(), size.height(), clear);
        if (!clear) {
            Arrays.fill(canvas.argb(), 0xFF000000 | colour(params));
        }
        int x = params.anchor().left(size.width() - picture.width());
        int y = params.anchor().top(size.height() - picture.height());
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(laid.argb(), row * picture.width(), canvas.argb(), (y + row) * size.width() + x,
                    picture.width());
        }
        return canvas;
    }

    private static int colour(Params params) {
        return params.background().startsWith("#") ? Integer.parseInt(params.background().substring(1), 16) : WHITE;
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
