package org.podstudio.processors.facerestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.ImageFormat;
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

/** Finds faces, repairs them and lays them back (R-IMG-8). A picture without faces stays as it is; without a model faces are sharpened. */
@Component(service = Processor.class, property = "processor.id=face-restore")
public final class FaceRestoreProcessor implements Processor<Params> {

    private static final String OPERATION = "face_restored";
    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("face-restore", 5, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final String TASK = "face-restore";
    private static final int QUALITY = 95;
    private static final long MEGABYTE = 1L << 20;

    private final Images images;
    private final Catalogue catalogue;
    private final Sessions sessions;

    /** All of them are cheap until work comes. */
    @Activate
    public FaceRestoreProcessor(@Reference Images images, @Reference Catalogue catalogue,
            @Reference Sessions sessions) {
        this.images = images;
        this.catalogue = catalogue;
        this.sessions = sessions;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    @Override
    public Needs needs(Request<Params> request) {
        Params params = request.parameters();
        try {
            long pixels = images.header(request.input()).pixels();
            long nativeBytes = nativeBytes(catalogue.card(params.detector()))
                    + restorer(params).map(FaceRestoreProcessor::nativeBytes).orElse(0L);
            return new Needs(Tuning.cores(), 96 * MEGABYTE + 16 * pixels, nativeBytes, 0, 8 * MEGABYTE + 5 * pixels);
        } catch (IOException e) {
            // the work itself says what is wrong with the file
            return Needs.LIGHT;
        }
    }

    @Override
    public List<Output.Name> names(Request<Params> request) throws IOException {
        Encoding encoding = encoding(request.parameters().outputFormat(), images.header(request.input()).format());
        return List.of(new Output.Name(OPERATION, encoding.format().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        Params params = request.parameters();
        run.stage("decode", 0.05);
        run.checkCanceled();
        ImageHeader header = images.header(request.input());
        Encoding encoding = encoding(params.outputFormat(), header.format());
        encoding.requireRoom(header.width(), header.height());
        Picture picture = images.read(request.input(), run::checkCanceled);
        run.stage("faces", 0.2);
        Map<String, String> facts = new LinkedHashMap<>();
        List<Face> faces = faces(picture, params, facts, run);
        facts.put("faces", Integer.toString(faces.size()));
        if (faces.isEmpty()) {
            run.note("No face was found; the picture is unchanged.");
            return new Result(List.of(unchanged(request.input(), picture, header, encoding, run)), facts);
        }
        run.stage("restore", 0.6);
        Restoration.Restored restored = restored(picture, faces, params, run);
        facts.putAll(restored.facts());
        run.stage("encode", 0.15);
        return new Result(List.of(write(request.input(), restored.picture(), encoding, run)), facts);
    }

    private List<Face> faces(Picture picture, Params params, Map<String, String> facts, Run run) {
        facts.put("detector", params.detector());
        Card card = catalogue.card(params.detector());
        return sessions.with(run.model(params.detector()), Tuning.lean(params.device()), run,
                session -> new Detector(session, card).faces(Restoration.seen(picture), run));
    }

    private Restoration.Restored restored(Picture picture, List<Face> faces, Params params, Run run) {
        Card detector = catalogue.card(params.detector());
        Optional<Card> card = restorer(params);
        if (card.isEmpty()) {
            run.note("No model for the restoration of faces is on this machine; the faces were sharpened.");
        }
        return sessions.with(run.model(params.detector()), Tuning.lean(params.device()), run, finder -> {
            Detector again = new Detector(finder, detector);
            return card.isEmpty()
                    ? new Restoration(new Sharpening(), again).restored(picture, faces, run).with("model",
                            "none: sharpened")
                    : restored(picture, faces, card.get(), again, params, run);
        });
    }

    private Restoration.Restored restored(Picture picture, List<Face> faces, Card card, Detector again, Params params,
            Run run) {
        return sessions.with(run.model(card.id()), Tuning.lean(params.device()), run, session -> {
            NeuralRestorer restorer = new NeuralRestorer(session, params.fidelity());
            if (!restorer.takesFidelity()) {
                run.note("The model " + card.id() + " has no choice of fidelity.");
            }
            return new Restoration(restorer, again).restored(picture, faces, run).with("model", card.id()).with(
                    "device",
                    session.device());
        });
    }

    /** The restorer that is meant; none when it is to be chosen and none is on disk. */
    private Optional<Card> restorer(Params params) {
        return params.model().equals(ModelTask.AUTO)
                ? catalogue.there(TASK).stream().findFirst()
                : Optional.of(catalogue.card(params.model()));
    }

    private static long nativeBytes(Card card) {
        return (long) card.number("nativeBytes", Math.max(200.0 * MEGABYTE, 5.0 * card.bytes()));
    }

    private Output unchanged(Path input, Picture picture, ImageHeader header, Encoding encoding, Run run)
            throws IOException {
        run.stage("encode", 0.75);
        if (encoding.format() != header.format()) {
            return write(input, picture, encoding, run);
        }
        Path file = file(encoding, run);
        Files.copy(input, file);
        run.progress(1);
        return output(file, picture);
    }

    private Output write(Path input, Picture picture, Encoding encoding, Run run) throws IOException {
        Original.tellLostDepth(images.depth(input), run::note);
        Path file = file(encoding, run);
        Beside beside = images.carried(input, run::note).remade(picture.width(), picture.height(), Optional.empty(),
                MetadataPolicy.PRESERVE_ALL);
        images.write(picture, file, encoding, beside, run::checkCanceled);
        run.progress(1);
        return output(file, picture);
    }

    private static Path file(Encoding encoding, Run run) {
        return run.scratch().resolve("restored." + encoding.format().extension());
    }

    private static Output output(Path file, Picture picture) {
        return new Output(file, OPERATION, Shelf.EDITS, Expected.picture(picture.width(), picture.height()));
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
}
