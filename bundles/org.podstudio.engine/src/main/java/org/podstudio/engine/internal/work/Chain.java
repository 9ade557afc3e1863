package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Run.Registration;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Step;
import org.podstudio.content.Inputs;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.learning.Meter;
import org.podstudio.engine.internal.learning.Size;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.work.StepResult.Material;
import org.podstudio.engine.internal.work.StepResult.Piece;
import org.podstudio.store.Lesson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job at work: each step on the main output of the one before, each output verified, everything put in place at the end or nothing. For
 * one thread, once.
 */
public final class Chain {

    /** Of a step's share of the progress, what its processor has; the rest is verification. */
    private static final double PROCESSING = 0.95;
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

    private final Surroundings place;
    private final Assignment job;
    private final Reporter reporter;
    private final Cancellation cancellation;
    private final Standstill standstill;
    private final JobLog log;

    /** Nothing happens yet. */
    public Chain(Surroundings place, Assignment job, Reporter reporter, Cancellation cancellation,
            Standstill standstill, JobLog log) {
        this.place = place;
        this.job = job;
        this.reporter = reporter;
        this.cancellation = cancellation;
        this.standstill = standstill;
        this.log = log;
    }

    /**
     * @param commit records what was made; when it throws, nothing of it stays
     * @throws org.podstudio.api.CanceledException when it was canceled in time
     */
    public void perform(Consumer<Made> commit) throws IOException {
        Path root = job.scratch(place.folder());
        try (Registration known = registered(root); Scratch scratch = new Scratch(root)) {
            Objects.requireNonNull(known);
            Material material = new Material(job.input(), job.parent());
            long started = System.nanoTime();
            boolean teaches = place.experience().wanted(job.recipe());
            List<StepResult> results = new ArrayList<>();
            for (Step step : job.recipe().steps()) {
                standstill.check();
                results.add(step(results.size(), step, material, scratch));
                material = results.getLast().material();
            }
            standstill.check();
            if (teaches && standstill.stood().isZero() && results.stream().noneMatch(StepResult::known)) {
                place.experience().learn(whole(Duration.ofNanos(System.nanoTime() - started)));
            }
            deliver(results, scratch, commit);
        }
    }

    private void deliver(List<StepResult> results, Scratch scratch, Consumer<Made> commit) throws IOException {
        try (Delivery delivery = new Delivery(place, job, reporter, results, scratch)) {
            delivery.reserve(cancellation::check);
            cancellation.seal();
            delivery.deliver(commit);
        }
    }

    /** Those in the project are found without. */
    private Registration registered(Path root) {
        return job.outputFolder().isPresent()
                ? place.temporaries().register(root, Optional.of(place.folder().root()))
                : () -> {};
    }

    private Lesson whole(Duration took) {
        Size size = Size.of(job.parent(), job.input());
        return new Lesson(Experience.subject(job.recipe()), size.unit(), size.amount(),
                OptionalDouble.of(Math.max(1, took.toNanos()) / 1e9), 0, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private StepResult step(int number, Step step, Material material, Scratch scratch) throws IOException {
        ResolvedStep<?> resolved = place.steps().resolve(step);
        requireAccepted(resolved, material);
        if (number == 0 && material.asset().isPresent()) {
            // what a step made has not changed since; an imported file may have
            requireUnchanged(material.asset().get(), material.file(), sha256(material.file()));
        }
        String fingerprint = material.asset().map(asset -> resolved.fingerprint(asset.content().sha256())).orElse("");
        log.line(describe(resolved, material.file(), fingerprint));
        List<Asset> made = job.force() || fingerprint.isEmpty()
                ? List.of()
                : place.cache().find(fingerprint, standstill::check);
        return made.isEmpty() ? run(number, resolved, material, fingerprint, scratch) : known(resolved, made);
    }

    private StepResult known(ResolvedStep<?> step, List<Asset> made) {
        String note = step.info().id() + ": already made, " + made.getFirst().fileName();
        log.line("note: " + note);
        reporter.note(note);
        return new StepResult(made.stream()
                .map(asset -> new Piece(new Material(place.folder().resolve(asset.path()), Optional.of(asset)),
                        Optional.empty()))
                .toList());
    }

    private StepResult run(int number, ResolvedStep<?> step, Material material, String fingerprint, Scratch scratch)
            throws IOException {
        Path folder = scratch.step(number + 1, step.info().id());
        try (Meter meter = place.experience().meter(step.info().id())) {
            boolean done = false;
            try {
                StepResult result = run(number, step, material, fingerprint, new StepRun.Desk(folder, reporter,
                        cancellation, standstill, log, scratch.children(), place.models()::require, meter,
                        job.childMemory()));
                done = true;
                return result;
            } finally {
                long bytes = Scratch.bytes(folder);
                reporter.timesheet().scratch(scratch.withEarlier(bytes));
                learn(step, material, meter, bytes, done);
            }
        }
    }

    private StepResult run(int number, ResolvedStep<?> step, Material material, String fingerprint, StepRun.Desk desk)
            throws IOException {
        double share = 1.0 / job.recipe().steps().size();
        StepRun run = new StepRun(desk, step.info().id(), number * share, (number + PROCESSING) * share);
        Stamp before = Stamp.of(material.file());
        Result result;
        try {
            result = process(step, material.file(), run, desk);
        } finally {
            requireUntouched(step, material, before);
        }
        cancellation.check();
        requireSound(result.outputs(), desk.scratch(), material.file());
        StepRun checking = new StepRun(desk, "verify", (number + PROCESSING) * share, (number + 1) * share);
        for (Output output : result.outputs()) {
            place.examiner().verify(output, material.file(), checking);
            requireProduced(step, output);
        }
        log.line("made " + result.outputs().size() + " verified file(s)"
                + (result.facts().isEmpty() ? "" : ", " + result.facts()));
        StepResult results = new StepResult(pieces(step, material, fingerprint, result, checking));
        checking.end();
        return results;
    }

    /** One that was canceled or stood still teaches nothing, one that failed what it needed. */
    private void learn(ResolvedStep<?> step, Material material, Meter meter, long scratchBytes, boolean done) {
        if (!meter.measures() || cancellation.reason().isPresent() || !standstill.stood().isZero()) {
            return;
        }
        try {
            Needs estimate = step.needs(material.file());
            log.line(meter.words(estimate, scratchBytes));
            place.experience().learn(meter.lesson(step.info().id(), Size.of(material.asset(), material.file()),
                    estimate, scratchBytes, done));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("nothing is learned from {}", step.info().id(), e);
        }
    }

    private Result process(ResolvedStep<?> step, Path input, StepRun run, StepRun.Desk desk) throws IOException {
        ThreadWatch threads = ThreadWatch.begin();
        try (Insistence insistence = new Insistence(cancellation, this::deaf)) {
            Objects.requireNonNull(insistence);
            Result result = step.process(input, run);
            run.end();
            return result;
        } catch (Throwable e) {
            run.stop();
            throw e;
        } finally {
            List<String> left = threads.end();
            if (!left.isEmpty()) {
                log.line("threads were started and not ended: " + String.join(", ", left));
            }
            desk.meter().processed();
            desk.meter().nativeBytes().ifPresent(reporter.timesheet()::memory);
        }
    }

    private List<Piece> pieces(ResolvedStep<?> step, Material material, String fingerprint, Result result, Run run)
            throws IOException {
        var now = place.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Piece> pieces = new ArrayList<>();
        for (Output output : result.outputs()) {
            Optional<Asset> asset = Optional.empty();
            if (material.asset().isPresent()) {
                Asset parent = material.asset().get();
                Examiner.Finding finding = place.examiner().examine(output.file(), run);
                Lineage lineage = new Lineage(parent.id(), step.step(), step.info().revision(), step.models(),
                        ResolvedStep.SEED, fingerprint);
                asset = Optional.of(new Asset(UUID.randomUUID(), finding.kind(), "",
                        with(finding.content(), result.facts()), labels(parent, output), Optional.of(lineage),
                        parent.generator(), parent.prompt(), now));
            }
            pieces.add(new Piece(new Material(output.file(), asset), Optional.of(output)));
        }
        return pieces;
    }

    private void requireAccepted(ResolvedStep<?> step, Material material) throws IOException {
        Path file = material.file();
        Inputs.require(file);
        Optional<MediaKind> found = material.asset().isPresent()
                ? material.asset().map(Asset::kind)
                : place.examiner().kind(file);
        MediaKind kind = found.orElseThrow(() -> Inputs.notMedia(file));
        if (!step.info().accepts().contains(kind)) {
            throw notAccepted(step, file, kind);
        }
    }

    /** What is recorded of an asset must hold for its file, or the lineage of what is made of it would be a lie. */
    public static void requireUnchanged(Asset asset, Path file, String sha256) {
        if (!sha256.equals(asset.content().sha256())) {
            throw ProcessingException.input("input.changed", file + " was changed since it was imported.",
                    "Import it again, then start the work on what was imported.");
        }
    }

    /** A processor does not take files of this kind. */
    public static ProcessingException notAccepted(ResolvedStep<?> step, Path file, MediaKind kind) {
        return ProcessingException.input("input.wrong-kind",
                step.info().id() + " does not work on " + file.getFileName() + ", which is " + Words.of(kind) + ".",
                "Give it " + Words.of(step.info().accepts()) + ".");
    }

    /** A plug-in's promise is checked, not believed: files that are there, once each, below its scratch folder and nowhere else. */
    private void requireSound(List<Output> outputs, Path folder, Path input) throws IOException {
        Set<Path> seen = new HashSet<>();
        for (Output output : outputs) {
            Path file = output.file();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw broken("engine.output-missing",
                        "The processor said it made " + file.getFileName() + ", but there is no such file.");
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw broken("engine.output-outside",
                        "The processor wrote " + file + ", outside the folder it was given.");
            }
            if (Files.isSameFile(file, input)) {
                throw broken("engine.output-is-input",
                        "The processor handed over its input under another name, " + file.getFileName() + ".");
            }
            if (Files.size(file) == 0) {
                throw broken("engine.output-empty", "The processor made " + file.getFileName() + ", which is empty.");
            }
            if (!seen.add(file.toRealPath())) {
                throw broken("engine.output-twice", "The processor handed over " + file.getFileName() + " twice.");
            }
        }
    }

    /** What it is by its content, whatever its name says. */
    private void requireProduced(ResolvedStep<?> step, Output output) throws IOException {
        Path file = output.file();
        MediaKind kind = place.examiner().kind(file).orElseThrow(() -> broken("engine.output-no-media",
                "The processor made " + file.getFileName() + ", which is no media file."));
        if (!step.info().produces().contains(kind)) {
            throw broken("engine.output-wrong-kind", "The processor made " + file.getFileName() + ", which is "
                    + Words.of(kind) + ", and is said to make " + Words.of(step.info().produces()) + ".");
        }
    }

    /** A processor may not write to what it is given; should it, at least it is said, and nothing is made of it. */
    private void requireUntouched(ResolvedStep<?> step, Material material, Stamp before) throws IOException {
        Path file = material.file();
        if (!Files.exists(file)) {
            throw touched(step, file, "was removed");
        }
        Stamp now = Stamp.of(file);
        Optional<String> known = material.asset().map(asset -> asset.content().sha256());
        boolean same = now.equals(before) || (known.isPresent()
                ? known.get().equals(sha256(file))
                : now.sameContent(before));
        if (!same) {
            throw touched(step, file, "was changed");
        }
    }

    /** A file may be large: reading it stands still and ends with the job. */
    private String sha256(Path file) throws IOException {
        return place.examiner().sha256(file, standstill::check);
    }

    private ProcessingException touched(ResolvedStep<?> step, Path file, String what) {
        log.line(file + " " + what + " while " + step.info().id() + " worked on it");
        return new ProcessingException(ErrorKind.SYSTEM, "engine.input-touched",
                file + " " + what + " while " + step.info().id() + " worked on it; its result was thrown away.",
                "Put the file back from your backup; if no other program wrote to it, remove the plug-in and report it.");
    }

    private void deaf() {
        log.line(
                "the processor does not stop, and is not waited for; what it holds stays booked until its thread ends");
        reporter.deaf();
    }

    private static ProcessingException broken(String code, String message) {
        return new ProcessingException(ErrorKind.TOOL, code, message,
                "Report it to the maker of the plug-in; nothing was changed.");
    }

    private static Content with(Content c, Map<String, String> facts) {
        Map<String, String> metadata = new HashMap<>(c.metadata());
        metadata.putAll(facts);
        return new Content(c.sha256(), c.bytes(), c.mime(), c.width(), c.height(), c.seconds(), c.codecs(), metadata);
    }

    private static Labels labels(Asset parent, Output output) {
        Set<String> tags = new HashSet<>(parent.labels().tags());
        tags.add(output.shelf() == Shelf.UPSCALES ? "upscaled" : "edited");
        tags.add(output.operation());
        return new Labels(parent.labels().theme(), tags, parent.labels().rating(), parent.labels().approved());
    }

    private static String describe(ResolvedStep<?> step, Path file, String fingerprint) {
        StringBuilder text = new StringBuilder(
                "step " + step.info().id() + " (revision " + step.info().revision() + ") on " + file);
        step.step().parameters().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(
                parameter -> text.append('\n').append(parameter.getKey()).append(" = ").append(parameter.getValue()));
        step.models().forEach((id, hash) -> text.append("\nmodel ").append(id).append(" sha256 ").append(hash));
        return text.append(fingerprint.isEmpty() ? "" : "\nfingerprint " + fingerprint).toString();
    }
}
