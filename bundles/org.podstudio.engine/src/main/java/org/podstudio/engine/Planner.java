package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Step;
import org.podstudio.content.Inputs;
import org.podstudio.engine.internal.learning.Size;
import org.podstudio.engine.internal.recipe.ResolvedRound;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Chain;
import org.podstudio.engine.internal.work.Problems;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Words;

/** Works out what an order comes to. Reads only. For any thread. */
final class Planner {

    /** What looking at all inputs together takes of the whole: their sound or pictures are read, of the rest little but headers. */
    private static final double SURVEY = 0.9;

    private final Surroundings place;
    private final BiFunction<Needs, Path, Optional<Problem>> refusal;

    /** @param refusal why a job with these needs could never run in that folder */
    Planner(Surroundings place, BiFunction<Needs, Path, Optional<Problem>> refusal) {
        this.place = place;
        this.refusal = refusal;
    }

    /** @param run whose whole progress it fills, and which ends it */
    Plan plan(Order order, Run run) {
        try {
            Work work = surveyed(resolve(order, run));
            return new Plan(order, new Present(order, work.rounds(), work.resolved()).marked(jobs(work)));
        } catch (CanceledException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            // the recipe itself is wrong, or what it needs to know of all inputs cannot be found out: none will work
            Optional<Problem> problem = Optional.of(Problems.of(e, place.folder().logs()));
            return new Plan(order,
                    order.inputs().stream().map(input -> new PlannedJob(input, List.of(), problem)).toList());
        }
    }

    /** What is to be done, and what that means here. */
    private record Work(Order order, Run run, List<Round> rounds, List<ResolvedRound> resolved) {

        /** Those that work on the input: the first step, or all outputs when there is none. */
        List<ResolvedRound> first() {
            return order.recipe().steps().isEmpty() ? resolved : resolved.subList(0, 1);
        }
    }

    private Work resolve(Order order, Run run) {
        List<Round> rounds = Round.of(order.recipe());
        List<ResolvedRound> resolved = new ArrayList<>();
        rounds.forEach(round -> resolved.add(place.steps().resolve(round)));
        int steps = order.recipe().steps().size();
        for (int i = 1; i < resolved.size() && steps > 0; i++) {
            requireFit(resolved.get(Math.min(i, steps) - 1).info(), resolved.get(i).info());
        }
        requireDifferent(resolved.stream().flatMap(round -> round.steps().stream()).map(ResolvedStep::step).skip(steps)
                .toList());
        return new Work(order, run, rounds, resolved);
    }

    /** With what is to be found out of all inputs together, which only those can be asked that are there already. */
    private Work surveyed(Work work) throws IOException {
        long surveys = work.resolved().stream().filter(ResolvedRound::surveys).count();
        if (surveys == 0) {
            return work;
        }
        work.run().stage("survey", SURVEY);
        List<ResolvedRound> resolved = new ArrayList<>();
        double looked = 0;
        for (ResolvedRound round : work.resolved()) {
            if (round.surveys()) {
                looked++;
                resolved.add(surveyed(work, round, work.run().part(looked / surveys)));
            } else {
                resolved.add(round);
            }
        }
        work.run().stage("plan", 1 - SURVEY);
        return new Work(work.order(), work.run(), work.rounds(), resolved);
    }

    private ResolvedRound surveyed(Work work, ResolvedRound round, Run run) throws IOException {
        if (!work.first().contains(round)) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.survey-too-late", round.info().id()
                    + " looks at all inputs together before the work begins, so nothing can come before it.",
                    "Make it the first step, or set it so that it looks at each input alone.");
        }
        List<Path> inputs = accepted(work, round.info());
        return inputs.isEmpty() ? round : round.over(inputs, run);
    }

    /** Without those that are of another kind. One that is missing is no other kind: what is found of the others would not hold for all. */
    private List<Path> accepted(Work work, ProcessorInfo<?> info) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Input input : work.order().inputs()) {
            work.run().checkCanceled();
            requireForAll(input.file());
            if (place.examiner().kind(input.file()).filter(info.accepts()::contains).isPresent()) {
                files.add(input.file());
            }
        }
        return files;
    }

    private static void requireForAll(Path file) throws IOException {
        try {
            Inputs.require(file);
        } catch (ProcessingException e) {
            throw new ProcessingException(e.kind(), e.code(),
                    "All inputs are looked at together before the work begins. "
                            + e.message(),
                    e.advice() + " Or leave " + file.getFileName() + " out.", e);
        }
    }

    private static void requireFit(ProcessorInfo<?> first, ProcessorInfo<?> then) {
        if (Collections.disjoint(first.produces(), then.accepts())) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.kinds-do-not-fit",
                    then.id() + " cannot follow " + first.id() + ": it takes "
                            + Words.of(then.accepts()) + ", but gets " + Words.of(first.produces()) + ".",
                    "Leave one of them out, or change their order.");
        }
    }

    /** The same made twice at one time could not be told apart later. */
    private static void requireDifferent(List<Step> outputs) {
        for (int i = 1; i < outputs.size(); i++) {
            int before = outputs.indexOf(outputs.get(i));
            if (before < i) {
                throw new ProcessingException(ErrorKind.CONFIGURATION, "recipe.same-output",
                        "Outputs " + (before + 1) + " and " + (i + 1) + " are the same.",
                        "Leave one of them out, or change what it is to be.");
            }
        }
    }

    private List<PlannedJob> jobs(Work work) {
        List<Input> inputs = work.order().inputs();
        List<PlannedJob> jobs = new ArrayList<>();
        for (Input input : inputs) {
            work.run().progress((double) jobs.size() / inputs.size());
            jobs.add(job(work, input));
        }
        return jobs;
    }

    private PlannedJob job(Work work, Input input) {
        try {
            work.run().checkCanceled();
            Inputs.require(input.file());
            MediaKind kind = place.examiner().kind(input.file()).orElseThrow(() -> Inputs.notMedia(input.file()));
            work.first().forEach(round -> Chain.requireAccepted(round.info(), input.file(), kind));
            boolean plain = work.order().outputFolder().isPresent();
            Optional<Known> known = plain ? Optional.empty() : Optional.of(known(input, work.run()));
            Draft draft = new Draft(place, work.order(), input.file(), kind, known.map(Known::sha256).orElse(""));
            for (int i = 0; i < work.rounds().size(); i++) {
                draft.add(work.rounds().get(i), work.resolved().get(i));
            }
            PlannedJob job = draft
                    .job(new Input(input.file(), known.map(found -> found.asset().id()).or(input::asset)));
            return job.with(refusal.apply(job.needs(), draft.folder()),
                    expected(job, Size.of(known.map(Known::asset), input.file())));
        } catch (CanceledException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            return new PlannedJob(input, List.of(), Optional.of(Problems.of(e, place.folder().logs())));
        }
    }

    private Optional<Remaining> expected(PlannedJob job, Size size) {
        return job.cached()
                ? Optional.of(new Remaining(Duration.ZERO, Duration.ZERO))
                : place.experience().countdown(job.recipe(), size).whole();
    }

    /** An asset whose file is as it was recorded. */
    private record Known(Asset asset, String sha256) {}

    private Known known(Input input, Run run) throws IOException {
        Optional<Asset> asset = input.asset().isPresent()
                ? place.assets().find(input.asset().get())
                : place.assets().byPath(place.folder().relative(input.file()));
        String hash = place.examiner().sha256(input.file(), run::checkCanceled);
        Asset found = asset.or(() -> input.asset().isPresent() ? Optional.empty() : place.assets().byHash(hash))
                .orElseThrow(() -> ProcessingException.input("input.not-in-library",
                        input.file() + " is not an asset of the project.",
                        "Import it first, or name an output folder for plain files."));
        Chain.requireUnchanged(found, input.file(), hash);
        return new Known(found, hash);
    }
}
