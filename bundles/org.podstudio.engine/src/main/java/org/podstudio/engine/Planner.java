package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.work.Chain;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Words;

/** Works out what an order comes to. Reads only. For any thread. */
final class Planner {

    private final Surroundings place;
    private final BiFunction<Needs, Path, Optional<Problem>> refusal;

    /** @param refusal why a job with these needs could never run in that folder */
    Planner(Surroundings place, BiFunction<Needs, Path, Optional<Problem>> refusal) {
        this.place = place;
        this.refusal = refusal;
    }

    Plan plan(Order order) {
        try {
            List<ResolvedStep<?>> steps = resolve(order.recipe());
            return new Plan(order, order.inputs().stream().map(input -> job(order, steps, input)).toList());
        } catch (ProcessingException e) {
            // the recipe itself is wrong: no input will work
            Optional<Problem> problem = Optional.of(Problem.of(e));
            return new Plan(order,
                    order.inputs().stream().map(input -> new PlannedJob(input, List.of(), problem)).toList());
        }
    }

    /** The most of each that any of them takes. */
    static Needs most(Stream<Needs> needs) {
        return needs.reduce(Planner::most).orElse(Needs.LIGHT);
    }

    private static Needs most(Needs a, Needs b) {
        return new Needs(Math.max(a.threads(), b.threads()), Math.max(a.heapBytes(), b.heapBytes()),
                Math.max(a.nativeBytes(), b.nativeBytes()), Math.max(a.gpuBytes(), b.gpuBytes()),
                Math.max(a.scratchBytes(), b.scratchBytes()));
    }

    private List<ResolvedStep<?>> resolve(Recipe recipe) {
        List<ResolvedStep<?>> steps = new ArrayList<>();
        for (Step step : recipe.steps()) {
            ResolvedStep<?> next = place.steps().resolve(step);
            if (!steps.isEmpty()) {
                requireFit(steps.getLast(), next);
            }
            steps.add(next);
        }
        return steps;
    }

    private static void requireFit(ResolvedStep<?> first, ResolvedStep<?> then) {
        if (Collections.disjoint(first.info().produces(), then.info().accepts())) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.kinds-do-not-fit",
                    then.info().id() + " cannot follow " + first.info().id() + ": it takes "
                            + Words.of(then.info().accepts()) + ", but gets " + Words.of(first.info().produces()) + ".",
                    "Leave one of them out, or change their order.");
        }
    }

    private PlannedJob job(Order order, List<ResolvedStep<?>> steps, Input input) {
        try {
            MediaKind kind = kind(input.file());
            if (!steps.getFirst().info().accepts().contains(kind)) {
                throw Chain.notAccepted(steps.getFirst(), input.file(), kind);
            }
            Input known = order.outputFolder().isPresent() ? input : asset(input);
            List<PlannedStep> planned = steps(order, steps, known.file(), kind);
            Needs needs = most(planned.stream().map(PlannedStep::needs));
            Path folder = order.outputFolder().orElse(place.folder().root());
            return new PlannedJob(known, planned, refusal.apply(needs, folder));
        } catch (IOException | RuntimeException | LinkageError e) {
            return new PlannedJob(input, List.of(), Optional.of(Problems.of(e, place.folder().logs())));
        }
    }

    private MediaKind kind(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw ProcessingException.input("input.missing",
                    Files.isDirectory(file) ? file + " is a folder, not a file." : "There is no file " + file + ".",
                    "Check the path.");
        }
        if (Files.size(file) == 0) {
            throw ProcessingException.input("input.empty", file.getFileName() + " is empty.",
                    "Get the file again from where it came from.");
        }
        return place.examiner().kind(file).orElseThrow(() -> ProcessingException.input("input.not-media",
                file.getFileName() + " is neither a picture nor sound nor a film.", "Choose another file."));
    }

    private Input asset(Input input) throws IOException {
        Optional<UUID> id = input.asset().isPresent()
                ? place.assets().find(input.asset().get()).map(Asset::id)
                : lookup(input.file()).map(Asset::id);
        return new Input(input.file(),
                Optional.of(id.orElseThrow(() -> ProcessingException.input("input.not-in-library",
                        input.file() + " is not an asset of the project.",
                        "Import it first, or name an output folder for plain files."))));
    }

    private Optional<Asset> lookup(Path file) throws IOException {
        Optional<Asset> there = place.assets().byPath(place.folder().relative(file));
        return there.isPresent() ? there : place.assets().byHash(place.examiner().sha256(file));
    }

    private List<PlannedStep> steps(Order order, List<ResolvedStep<?>> steps, Path file, MediaKind kind)
            throws IOException {
        List<PlannedStep> planned = new ArrayList<>();
        Optional<Path> material = Optional.of(file);
        for (ResolvedStep<?> step : steps) {
            boolean project = order.outputFolder().isEmpty() && material.isPresent();
            String fingerprint = project ? step.fingerprint(place.examiner().sha256(material.get())) : "";
            List<Asset> made = project && !order.force() ? place.cache().find(fingerprint) : List.of();
            Needs needs = step.info().accepts().contains(kind) ? step.needs(file) : Needs.LIGHT;
            planned.add(new PlannedStep(step.step(), step.info().revision(), step.models(), needs, fingerprint,
                    !made.isEmpty()));
            // when it was made before, the next step's input is known as well
            material = made.stream().findFirst().map(asset -> place.folder().resolve(asset.path()));
        }
        return planned;
    }
}
