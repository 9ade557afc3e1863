package org.podstudio.processors.stabilize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.podstudio.media.Toolbox;

/** Takes the shake out of film, in two passes; measures what is left of it. */
@Component(service = Processor.class, property = "processor.id=stabilize")
public final class StabilizeProcessor implements Processor<Params> {

    private static final double SEEING = 0.3;
    private static final double MOVING = 0.55;
    private static final double MEASURING = 0.15;

    private final Toolbox toolbox;
    private final Ffmpeg ffmpeg;

    /** @param toolbox knows whether there is a vidstab */
    @Activate
    public StabilizeProcessor(@Reference Toolbox toolbox) {
        this.toolbox = toolbox;
        this.ffmpeg = toolbox.first();
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("stabilize", 2, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO), Params.DEFAULTS);
    }

    /** A decoder's and an encoder's pictures in hand, and a few of our own. */
    @Override
    public Needs needs(Request<Params> request) {
        Film film = Film.of(request.input(), ffmpeg.probe(request.input()));
        long picture = 3L * film.width() * film.height();
        long guess = (long) (film.estimatedPictures() * picture / 20);
        return new Needs(Runtime.getRuntime().availableProcessors(), 4 * picture + (48L << 20), 60 * picture
                + (192L << 20), 0, 2 * guess + (16L << 20));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Film film = Film.of(request.input(), ffmpeg.probe(request.input(), run));
        Params parameters = request.parameters();
        run.stage("see", SEEING);
        Sight before = Sight.of(ffmpeg, film, parameters.effort(), run);
        run.stage("move", MOVING);
        Optional<Ffmpeg> vidstab = Vidstab.chosen(toolbox, parameters.method());
        Target target = Target.of(film, vidstab.orElse(ffmpeg).encoders());
        Path output = run.scratch().resolve("stabilized." + target.container().extension());
        Map<String, String> facts = new TreeMap<>();
        if (vidstab.isPresent()) {
            new Vidstab(vidstab.get(), film, target, parameters).write(output, run);
            facts.put("stabilize.by", "vidstab");
        } else {
            facts.putAll(remake(film, target, parameters, before, output, run));
        }
        run.stage("measure", MEASURING);
        Sight after = Sight.of(ffmpeg, Film.of(output, ffmpeg.probe(output, run)), parameters.effort(), run);
        run.progress(1);
        facts.putAll(shake(before, after, run));
        if (film.deep() && target.bits() == 8) {
            run.note("The film has more than 8 bits a sample, the result 8: there is no encoder for more.");
        }
        Expected expected = Expected.film(film.width(), film.height(), film.info().seconds());
        return new Result(List.of(new Output(output, "stabilized", Shelf.EDITS, expected)), facts);
    }

    private Map<String, String> remake(Film film, Target target, Params parameters, Sight seen, Path output, Run run) {
        List<Motion> plan = Plan.of(seen.moves(), film.width(), film.height(), parameters);
        new Remaking(ffmpeg, film, target, parameters, seen.times()).write(plan, output, run);
        double zoom = plan.stream().mapToDouble(Motion::zoom).max().orElse(0);
        return Map.of("stabilize.by", "own", "stabilize.zoom", Math.round(100 * Math.expm1(zoom)) + " %");
    }

    private static Map<String, String> shake(Sight before, Sight after, Run run) {
        if (after.shake().pixels() >= before.shake().pixels()) {
            run.note("The film does not shake less than before (" + before.shake() + "): it may have been steady.");
        }
        return Map.of("stabilize.shake.before", before.shake().toString(), "stabilize.shake.after", after.shake()
                .toString());
    }
}
