package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.content.Inputs;
import org.podstudio.engine.internal.admission.Disk;
import org.podstudio.engine.internal.learning.Size;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.work.Chain;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works out what an order comes to. Reads only. For any thread. */
final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

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

    /** What the steps of a job take, one after the other: the most of each, but all of their scratch, which stays until the job ends. */
    static Needs together(Stream<Needs> needs) {
        return needs.reduce(Planner::together).orElse(Needs.LIGHT);
    }

    private static Needs together(Needs a, Needs b) {
        return new Needs(Math.max(a.threads(), b.threads()), Math.max(a.heapBytes(), b.heapBytes()),
                Math.max(a.nativeBytes(), b.nativeBytes()), Math.max(a.gpuBytes(), b.gpuBytes()),
                a.scratchBytes() + b.scratchBytes());
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
            Inputs.require(input.file());
            MediaKind kind = place.examiner().kind(input.file()).orElseThrow(() -> Inputs.notMedia(input.file()));
            if (!steps.getFirst().info().accepts().contains(kind)) {
                throw Chain.notAccepted(steps.getFirst(), input.file(), kind);
            }
            Optional<Asset> asset = order.outputFolder().isPresent() ? Optional.empty() : Optional.of(asset(input));
            Input known = new Input(input.file(), asset.map(Asset::id).or(input::asset));
            String hash = asset.isPresent() ? hash(asset.get(), input.file()) : "";
            List<PlannedStep> planned = steps(order, steps, input.file(), kind, hash);
            Needs needs = together(planned.stream().map(PlannedStep::needs));
            Path folder = order.outputFolder().orElse(place.folder().root());
            return new PlannedJob(known, planned, refusal.apply(needs, folder), expected(planned, asset, input.file()));
        } catch (IOException | RuntimeException | LinkageError e) {
            return new PlannedJob(input, List.of(), Optional.of(Problems.of(e, place.folder().logs())));
        }
    }

    private Optional<Remaining> expected(List<PlannedStep> planned, Optional<Asset> asset, Path file) {
        return planned.stream().allMatch(PlannedStep::cached)
                ? Optional.of(new Remaining(Duration.ZERO, Duration.ZERO))
                : place.experience().countdown(new Recipe(planned.stream().map(PlannedStep::step).toList()),
                        Size.of(asset, file)).whole();
    }

    private Asset asset(Input input) throws IOException {
        Optional<Asset> asset = input.asset().isPresent()
                ? place.assets().find(input.asset().get())
                : lookup(input.file());
        return asset.orElseThrow(() -> ProcessingException.input("input.not-in-library",
                input.file() + " is not an asset of the project.",
                "Import it first, or name an output folder for plain files."));
    }

    private String hash(Asset asset, Path file) throws IOException {
        String hash = place.examiner().sha256(file, () -> {});
        Chain.requireUnchanged(asset, file, hash);
        return hash;
    }

    private Optional<Asset> lookup(Path file) throws IOException {
        Optional<Asset> there = place.assets().byPath(place.folder().relative(file));
        return there.isPresent() ? there : place.assets().byHash(place.examiner().sha256(file, () -> {}));
    }

    /** Of a later step, whose input does not exist yet: as if it were given the chain's. */
    private static Needs guess(ResolvedStep<?> step, Path file, MediaKind kind) {
        try {
            return step.info().accepts().contains(kind) ? step.needs(file) : Needs.LIGHT;
        } catch (ProcessingException e) {
            LOG.debug("{} may get something else to work on than {}", step.info().id(), file, e);
            return Needs.LIGHT;
        }
    }

    /** @param inputHash empty for a plain file, of whose results nothing is recorded */
    private List<PlannedStep> steps(Order order, List<ResolvedStep<?>> steps, Path file, MediaKind kind,
            String inputHash) throws IOException {
        List<PlannedStep> planned = new ArrayList<>();
        String hash = inputHash;
        for (ResolvedStep<?> step : steps) {
            String fingerprint = hash.isEmpty() ? "" : step.fingerprint(hash);
            List<Asset> made = hash.isEmpty() || order.terms().force()
                    ? List.of()
                    : place.cache().find(fingerprint, () -> {});
            Needs estimate = planned.isEmpty() ? step.needs(file) : guess(step, file, kind);
            Needs needs = place.experience().corrected(step.info().id(), estimate,
                    Disk.at(order.outputFolder().orElse(place.folder().root())).freeBytes());
            planned.add(new PlannedStep(step.step(), step.info().revision(), step.models(), needs, fingerprint,
                    !made.isEmpty()));
            // when it was made before, the next step's input is known as well
            hash = made.stream().findFirst().map(asset -> asset.content().sha256()).orElse("");
        }
        return planned;
    }
}
