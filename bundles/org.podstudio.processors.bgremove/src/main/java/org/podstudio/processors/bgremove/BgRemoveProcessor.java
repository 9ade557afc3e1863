package org.podstudio.processors.bgremove;

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
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Sessions;
import org.podstudio.inference.Tuning;
import org.podstudio.models.Card;
import org.podstudio.models.Catalogue;

/** Cuts the subject out at the full size of the picture (R-IMG-6). Colours are not multiplied by alpha. */
@Component(service = Processor.class, property = "processor.id=bg-remove")
public final class BgRemoveProcessor implements Processor<Params> {

    private static final String CUTOUT = "nobg";
    private static final String MASK = "mask";
    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("bg-remove", 6, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final long MEGABYTE = 1L << 20;
    /** For the refinement of the mask on a small picture. */
    private static final long SMALL = 100 * MEGABYTE;
    private static final int WHITE = 0xFFFFFF;
    private static final int QUALITY = 90;
    /** Less of a subject than this is none. */
    private static final double NOTHING = 0.0005;

    private final Images images;
    private final Catalogue catalogue;
    private final Matting matting;

    /** All of them are cheap until work comes. */
    @Activate
    public BgRemoveProcessor(@Reference Images images, @Reference Catalogue catalogue, @Reference Sessions sessions) {
        this.images = images;
        this.catalogue = catalogue;
        this.matting = new Matting(sessions);
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    @Override
    public Needs needs(Request<Params> request) {
        Card card = catalogue.card(request.parameters().model());
        long pixels = pixels(request);
        long nativeBytes = (long) card.number("nativeBytes", Math.max(200 * MEGABYTE, 6 * card.bytes()));
        return new Needs(Tuning.cores(), 80 * MEGABYTE + SMALL + 16 * pixels, nativeBytes, 0,
                8 * MEGABYTE + 5 * pixels);
    }

    @Override
    public List<Output.Name> names(Request<Params> request) {
        Output.Name cutout = new Output.Name(CUTOUT, encoding(request.parameters()).format().extension());
        return request.parameters().mask() ? List.of(cutout, new Output.Name(MASK, "png")) : List.of(cutout);
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        Params params = request.parameters();
        Card card = catalogue.card(params.model());
        run.stage("decode", 0.05);
        run.checkCanceled();
        check(request);
        Original.tellLostDepth(images.depth(request.input()), run::note);
        Picture picture = images.read(request.input(), run::checkCanceled);
        run.stage("matte", 0.6);
        Matting.Mask mask = matting.mask(picture.on(WHITE), run.model(params.model()), Recipe.of(card),
                params.device(), run);
        run.checkCanceled();
        run.stage("edges", 0.15);
        int[] subject = Enlarged.alpha(mask, picture, run::checkCanceled);
        if (params.decontaminate()) {
            // before alpha is combined: only what the net calls a mixture was mixed with the background
            Foreground.clean(picture, subject, run::checkCanceled);
        }
        int[] alpha = Pixels.combined(subject, picture);
        double share = Pixels.share(alpha);
        if (share < NOTHING) {
            throw nothingFound(request.input(), params.model());
        }
        run.stage("encode", 0.2);
        List<Output> outputs = write(request.input(), picture, alpha, params, run);
        run.progress(1);
        return new Result(outputs, Map.of("model", card.id(), "device", mask.device(), "foreground",
                String.format(Locale.ROOT, "%.1f %%", share * 100)));
    }

    private List<Output> write(Path input, Picture picture, int[] alpha, Params params, Run run) throws IOException {
        Encoding encoding = encoding(params);
        Expected size = Expected.picture(picture.width(), picture.height());
        Path cutout = run.scratch().resolve("cutout." + encoding.format().extension());
        Beside beside = images.carried(input, run::note).remade(picture.width(), picture.height(), Optional.empty(),
                MetadataPolicy.PRESERVE_ALL);
        images.write(Pixels.cutout(picture, alpha), cutout, encoding, beside, run::checkCanceled);
        List<Output> outputs = new ArrayList<>(List.of(new Output(cutout, CUTOUT, Shelf.EDITS, size)));
        if (params.mask()) {
            Path mask = run.scratch().resolve("mask.png");
            images.write(Pixels.grey(alpha, picture.width(), picture.height()), mask, Encoding.PNG,
                    run::checkCanceled);
            outputs.add(new Output(mask, MASK, Shelf.MASKS, size));
        }
        return outputs;
    }

    private static Encoding encoding(Params params) {
        return params.outputFormat() == Params.OutputFormat.PNG ? Encoding.PNG : Encoding.webp(QUALITY);
    }

    private ImageHeader check(Request<Params> request) throws IOException {
        ImageHeader header = images.header(request.input());
        encoding(request.parameters()).requireRoom(header.width(), header.height());
        return header;
    }

    private long pixels(Request<Params> request) {
        try {
            return check(request).pixels();
        } catch (IOException e) {
            // the work itself says what is wrong with the file
            return 0;
        }
    }

    private static ProcessingException nothingFound(Path input, String model) {
        return ProcessingException.input("bg-remove.nothing-found",
                "The model " + model + " finds no subject in " + input.getFileName() + ".",
                "Try another model, or crop the picture to the subject first.");
    }
}
