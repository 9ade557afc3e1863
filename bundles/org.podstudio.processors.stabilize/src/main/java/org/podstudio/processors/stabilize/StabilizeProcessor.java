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
import org.podstudio.api.ProcessingException;
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

    private static final String OPERATION = "stabilized";
    private static final double SEEING = 0.3;
    private static final double MOVING = 0.8;
    /** Room for a second attempt, where the first may be judged poor. */
    private static final double SPARE = 0.35;

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
        return new ProcessorInfo<>("stabilize", 4, Set.of(MediaKind.VIDEO), Set.of(MediaKind.VIDEO), Params.DEFAULTS);
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
    public List<Output.Name> names(Request<Params> request) {
        Film film = Film.of(request.input(), ffmpeg.probe(request.input()));
        return List.of(new Output.Name(OPERATION, Target.container(film).extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.checkCanceled();
        Film film = Film.of(request.input(), ffmpeg.probe(request.input(), run));
        Params parameters = request.parameters();
        run.stage("see", SEEING);
        Sight before = Sight.of(ffmpeg, film, parameters.effort(), run);
        List<Motion> plan = Plan.of(before.moves(), film.width(), film.height(), parameters);
        Steadied made = steadied(film, parameters, before, plan, run);
        run.progress(1);
        Map<String, String> facts = new TreeMap<>(made.facts());
        facts.putAll(shake(before, made.after(), run));
        if (film.deep() && made.target().bits() == 8) {
            run.note("The film has more than 8 bits a sample, the result 8: there is no encoder for more.");
        }
        Expected expected = Expected.film(film.width(), film.height(), film.info().seconds());
        return new Result(List.of(new Output(made.file(), OPERATION, Shelf.EDITS, expected)), facts);
    }

    /** By whom it is to be, and where nobody was named, by who leaves less of the shake. */
    private Steadied steadied(Film film, Params parameters, Sight before, List<Motion> plan, Run run)
            throws IOException {
        Optional<Ffmpeg> vidstab = Vidstab.chosen(toolbox, parameters.method());
        boolean judged = vidstab.isPresent() && parameters.method() == Params.Method.AUTO;
        run.stage("move", 1 - SEEING - (judged ? SPARE : 0));
        if (vidstab.isEmpty()) {
            return own(film, parameters, before, plan, run);
        }
        Steadied theirs = vidstab(vidstab.get(), film, parameters, run);
        if (judged) {
            run.stage("move again", SPARE); // where there is nothing to move it is over at once
        }
        return judged && Choice.doubts(theirs.left(), before.blind(), before.shakeAfter(plan, film))
                ? better(theirs, () -> own(film, parameters, before, plan, run), run)
                : theirs;
    }

    /** Makes one of our own. */
    @FunctionalInterface
    interface Attempt {
        Steadied make() throws IOException;
    }

    /** A second attempt that fails takes nothing from what is there. */
    static Steadied better(Steadied theirs, Attempt own, Run run) throws IOException {
        Steadied ours;
        try {
            ours = own.make();
        } catch (IOException | ProcessingException e) {
            run.note("vidstab leaves a shake of %s; PODStudio's own way, which was to be tried for less, failed: %s"
                    .formatted(theirs.left(), e.getMessage()));
            return theirs;
        }
        boolean better = Choice.prefers(ours.left(), theirs.left());
        run.note("vidstab leaves a shake of %s, PODStudio's own way %s%s: %s is kept.".formatted(theirs.left(), ours
                .left(), ours.left().bits() < theirs.left().bits() ? " in fewer bits" : "",
                better ? "the latter" : "the former"));
        return better ? ours : theirs;
    }

    private Steadied vidstab(Ffmpeg with, Film film, Params parameters, Run run) throws IOException {
        Target target = Target.of(film, with.encoders());
        Path output = output("vidstab", target, run);
        new Vidstab(with, film, target, parameters).write(output, run.part(MOVING));
        return seen(output, target, parameters, Map.of("stabilize.by", "vidstab"), run);
    }

    private Steadied own(Film film, Params parameters, Sight before, List<Motion> plan, Run run) throws IOException {
        Target target = Target.of(film, ffmpeg.encoders());
        Path output = output("own", target, run);
        new Remaking(ffmpeg, film, target, parameters, before.times()).write(plan, output, run.part(MOVING));
        double zoom = plan.stream().mapToDouble(Motion::zoom).max().orElse(0);
        return seen(output, target, parameters, Map.of("stabilize.by", "own", "stabilize.zoom",
                Math.round(100 * Math.expm1(zoom)) + " %"), run);
    }

    private Steadied seen(Path output, Target target, Params parameters, Map<String, String> facts, Run run)
            throws IOException {
        Film made = Film.of(output, ffmpeg.probe(output, run));
        return new Steadied(output, target, Sight.of(ffmpeg, made, parameters.effort(), run.part(1)), facts);
    }

    private static Path output(String by, Target target, Run run) throws IOException {
        return run.scratch().resolve(by + "." + target.container().extension());
    }

    /** A film made steady. @param after what is seen of its motion @param facts who did it */
    record Steadied(Path file, Target target, Sight after, Map<String, String> facts) {

        Choice.Left left() {
            return new Choice.Left(after.shake(), after.blind(), target.bits());
        }
    }

    private static Map<String, String> shake(Sight before, Sight after, Run run) {
        if (before.blind()) {
            run.note("There is too little to follow in the pictures to see how they move.");
        } else if (!after.blind() && after.shake().pixels() >= before.shake().pixels()) {
            run.note("The film does not shake less than before (" + before.shake() + "): it may have been steady.");
        }
        return Map.of("stabilize.shake.before", measured(before), "stabilize.shake.after", measured(after));
    }

    private static String measured(Sight sight) {
        return sight.blind() ? "unknown" : sight.shake().toString();
    }
}
