package org.podstudio.processors.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Rewritten;
import org.podstudio.imaging.metadata.MetadataPolicy;

/**
 * Copies a picture with what a policy leaves beside its pixels, and tells in the facts what was there, what is left and what is gone. Of
 * what is gone the names alone are told: facts are kept beside the picture, and their values shall not be.
 */
@Component(service = Processor.class, property = "processor.id=metadata")
public final class MetadataProcessor implements Processor<MetadataProcessor.Params> {

    /** @param policy what stays */
    public record Params(MetadataPolicy policy) {}

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("metadata", 1, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), new Params(MetadataPolicy.PRESERVE_TECHNICAL));
    /** Facts are for reading; a generator's graph is not. */
    private static final int LONGEST = 200;
    private static final long COPIES = 4;

    private final Images images;

    /** Called by OSGi, and by tests with {@code new Images()}. */
    @Activate
    public MetadataProcessor(@Reference Images images) {
        this.images = images;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    /** The file and what becomes of it, in memory; nothing is decoded. */
    @Override
    public Needs needs(Request<Params> request) {
        try {
            long bytes = Files.size(request.input());
            return new Needs(1, COPIES * bytes, 0, 0, bytes);
        } catch (IOException e) {
            // the run itself words what is wrong with the file
            return Needs.LIGHT;
        }
    }

    @Override
    public List<Output.Name> names(Request<Params> request) throws IOException {
        return List.of(new Output.Name(operation(request.parameters().policy()), images.header(request.input()).format()
                .extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        run.stage("rewrite", 1);
        ImageHeader header = images.header(request.input());
        MetadataPolicy policy = request.parameters().policy();
        Path file = run.scratch().resolve("metadata." + header.format().extension());
        Rewritten rewritten = images.rewrite(request.input(), file, policy);
        rewritten.neededProfile().ifPresent(name -> run.note("The colour profile " + name
                + " stays, since the colours would be wrong without it. Convert the picture to sRGB to be rid of it."));
        run.progress(0.9);
        run.checkCanceled();
        run.progress(1);
        Output output = new Output(file, operation(policy), Shelf.EDITS,
                Expected.picture(header.width(), header.height()));
        return new Result(List.of(output), facts(rewritten));
    }

    private static String operation(MetadataPolicy policy) {
        return policy == MetadataPolicy.PRESERVE_ALL ? "metadata" : "stripped";
    }

    private static Map<String, String> facts(Rewritten rewritten) {
        Map<String, String> facts = new LinkedHashMap<>();
        rewritten.kept().forEach((key, value) -> facts.put("metadata." + key, cut(value)));
        facts.put("metadata-removed", String.join(", ", rewritten.removed().keySet()));
        facts.put("metadata-removed-count", Integer.toString(rewritten.removed().size()));
        return facts;
    }

    private static String cut(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }
}
