package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Run.Registration;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.UserFolder;
import org.podstudio.content.Inputs;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.learning.Meter;
import org.podstudio.engine.internal.learning.Size;
import org.podstudio.engine.internal.recipe.ResolvedRound;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.recipe.Round;
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
    private final Checkpoints checkpoints = new Checkpoints(UserFolder.current().checkpoints());

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
        try (Scratch scratch = new Scratch(root, () -> registered(root)); Checkpoints kept = checkpoints) {
            Material material = new Material(job.input(), job.parent());
            long started = System.nanoTime();
            boolean teaches = place.experience().wanted(job.recipe());
            List<StepResult> steps = new ArrayList<>();
            List<StepResult> outputs = new ArrayList<>();
            for (Round round : Round.of(job.recipe())) {
                standstill.check();
                List<StepResult> results = perform(round, material, scratch);
                (round.output() ? outputs : steps).addAll(results);
                // all outputs are made of the same
                material = round.output() ? material : results.getFirst().material(material);
            }
            standstill.check();
            if (teaches && standstill.stood().isZero()
                    && Stream.concat(steps.stream(), outputs.stream()).noneMatch(StepResult::known)) {
                place.experience().learn(whole(Duration.ofNanos(System.nanoTime() - started)));
            }
            deliver(steps, outputs, scratch, commit);
            kept.done();
        }
    }

    private void deliver(List<StepResult> steps, List<StepResult> outputs, Scratch scratch, Consumer<Made> commit)
            throws IOException {
        try (Delivery delivery = new Delivery(place, job, reporter, steps, outputs, scratch)) {
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

    /**
     * What is asked for of one round.
     *
     * @param number operations of the job that come before it
     * @param made what there is of it already; empty when it has to be made
     */
    private record Part(int number, OutputSpecification wanted, ResolvedStep<?> step, String fingerprint,
            List<Asset> made) {}

    /** What is done at one go, and where in the progress of the job it stands. @param first operations of the job come before */
    private record Task(ResolvedRound round, List<Part> parts, Material material, int first, int count) {

        Path file() {
            return material.file();
        }

        String processor() {
            return round.info().id();
        }
    }

    private List<StepResult> perform(Round round, Material material, Scratch scratch) throws IOException {
        ResolvedRound resolved = place.steps().resolve(round);
        requireAccepted(resolved.info(), material);
        if (round.number() == 0 && material.asset().isPresent()) {
            // what a step made has not changed since; an imported file may have
            requireUnchanged(material.asset().get(), material.file(), sha256(material.file()));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < round.parts().size(); i++) {
            parts.add(part(round, i, resolved.steps().get(i), material));
        }
        List<Part> missing = parts.stream().filter(part -> part.made().isEmpty()).toList();
        Iterator<StepResult> made = make(round, goes(missing), material, scratch).iterator();
        List<StepResult> results = new ArrayList<>();
        parts.forEach(part -> results.add(part.made().isEmpty() ? made.next() : known(part)));
        return results;
    }

    /** All at one go, but for those whose model is the processor's choice: what it asks for while several are made could be any one's. */
    private static List<List<Part>> goes(List<Part> missing) {
        List<List<Part>> goes = new ArrayList<>();
        for (Part part : missing) {
            if (goes.isEmpty() || part.step().choosing() || goes.getLast().getLast().step().choosing()) {
                goes.add(new ArrayList<>());
            }
            goes.getLast().add(part);
        }
        return goes;
    }

    /** What was made before counts as progress of the go before it, or of the first. */
    private List<StepResult> make(Round round, List<List<Part>> goes, Material material, Scratch scratch)
            throws IOException {
        List<StepResult> results = new ArrayList<>();
        int from = round.number();
        for (int i = 0; i < goes.size(); i++) {
            standstill.check();
            List<Part> parts = goes.get(i);
            int to = i + 1 < goes.size()
                    ? goes.get(i + 1).getFirst().number()
                    : round.number() + round.parts().size();
            results.addAll(make(new Task(new ResolvedRound(parts.stream().<ResolvedStep<?>>map(Part::step).toList()),
                    parts, material, from, to - from), scratch));
            from = to;
        }
        return results;
    }

    private Part part(Round round, int index, ResolvedStep<?> step, Material material) throws IOException {
        OutputSpecification wanted = round.parts().get(index);
        String fingerprint = material.asset().map(asset -> step.fingerprint(asset.content().sha256())).orElse("");
        boolean several = round.output() && !job.recipe().outputs().isEmpty();
        String title = several ? ("output " + wanted.name()).strip() + ", " : "";
        log.line(() -> title + describe(step, material.file(), fingerprint));
        return new Part(round.number() + index, wanted, step, fingerprint, job.force() || fingerprint.isEmpty()
                ? List.of()
                : place.cache().find(fingerprint, standstill::check));
    }

    private StepResult known(Part part) {
        String note = part.step().info().id() + ": already made, " + part.made().getFirst().fileName();
        log.remark("note: " + note);
        reporter.note(note);
        return new StepResult(part.made().stream()
                .map(asset -> new Piece(new Material(place.folder().resolve(asset.path()), Optional.of(asset)),
                        Optional.empty()))
                .toList());
    }

    private List<StepResult> make(Task task, Scratch scratch) throws IOException {
        Scratch.Folder folder = scratch.step(task.first() + 1, task.processor());
        Set<String> asked = ConcurrentHashMap.newKeySet();
        try (Meter meter = place.experience().meter(task.processor())) {
            boolean done = false;
            try {
                List<StepResult> results = make(task, asked,
                        new StepRun.Desk(() -> folder.path(cancellation::check), reporter, cancellation, standstill,
                                log, scratch.children(), id -> {
                                    asked.add(id);
                                    return place.models().require(id);
                                }, meter, job.childMemory(), checkpoints));
                done = true;
                return results;
            } finally {
                long bytes = folder.bytes();
                reporter.timesheet().scratch(scratch.withEarlier(bytes));
                learn(task, meter, bytes, done);
            }
        }
    }

    private List<StepResult> make(Task task, Set<String> asked, StepRun.Desk desk) throws IOException {
        double share = (double) task.count() / job.recipe().all().size();
        double from = (double) task.first() / job.recipe().all().size();
        double verifying = from + PROCESSING * share;
        StepRun run = new StepRun(desk, task.processor(), from, verifying);
        Stamp before = Stamp.of(task.file());
        List<Result> results;
        try {
            results = process(task, run, desk);
        } finally {
            requireUntouched(task, before);
        }
        cancellation.check();
        List<Output> outputs = results.stream().flatMap(result -> result.outputs().stream()).toList();
        Inspection inspection = new Inspection(place.examiner(), task.round().info(), task.file());
        results.forEach(inspection::requireMade);
        inspection.requireSound(outputs, desk.scratch());
        StepRun checking = new StepRun(desk, "verify", verifying, from + share);
        for (Output output : outputs) {
            inspection.verify(output, checking);
        }
        List<StepResult> made = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            tell(task, result);
            made.add(new StepResult(pieces(task.parts().get(i), asked, task.material(), result, checking)));
        }
        checking.end();
        return made;
    }

    /** What one found that makes no file has no other place than its notes. */
    private void tell(Task task, Result result) {
        String made = "made " + result.outputs().size() + " verified file(s)"
                + (result.facts().isEmpty() ? "" : ", " + result.facts());
        if (result.outputs().isEmpty()) {
            new TreeMap<>(result.facts()).forEach(
                    (name, value) -> reporter.note(task.processor() + ": " + name + " " + value));
            log.line(made);
        } else {
            log.remark(made);
        }
    }

    /** One that was canceled or stood still teaches nothing, one that failed what it needed; several at one go are not like one. */
    private void learn(Task task, Meter meter, long scratchBytes, boolean done) {
        if (!meter.measures() || cancellation.reason().isPresent() || !standstill.stood().isZero()) {
            return;
        }
        try {
            Needs estimate = task.round().needs(task.file());
            log.line(meter.words(estimate, scratchBytes));
            if (task.parts().size() == 1) {
                place.experience().learn(meter.lesson(task.processor(), Size.of(task.material().asset(), task.file()),
                        estimate, scratchBytes, done));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("nothing is learned from {}", task.processor(), e);
        }
    }

    private List<Result> process(Task task, StepRun run, StepRun.Desk desk) throws IOException {
        ThreadWatch threads = ThreadWatch.begin();
        try (Insistence insistence = new Insistence(cancellation, this::deaf)) {
            Objects.requireNonNull(insistence);
            List<Result> results = task.round().process(task.file(), run);
            run.end();
            return results;
        } catch (Throwable e) {
            run.stop();
            throw e;
        } finally {
            List<String> left = threads.end();
            if (!left.isEmpty()) {
                log.remark("threads were started and not ended: " + String.join(", ", left));
            }
            desk.meter().processed();
            desk.meter().nativeBytes().ifPresent(reporter.timesheet()::memory);
        }
    }

    private List<Piece> pieces(Part part, Set<String> asked, Material material, Result result, Run run)
            throws IOException {
        ResolvedStep<?> step = part.step().chosen(asked);
        var now = place.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Piece> pieces = new ArrayList<>();
        for (Output output : result.outputs()) {
            Optional<Asset> asset = Optional.empty();
            if (material.asset().isPresent()) {
                Asset parent = material.asset().get();
                Examiner.Finding finding = place.examiner().examine(output.file(), run);
                Lineage lineage = new Lineage(parent.id(), step.step(), step.info().revision(),
                        step.models(), ResolvedStep.SEED, part.fingerprint());
                asset = Optional.of(new Asset(UUID.randomUUID(), finding.kind(), "",
                        with(finding.content(), result.facts()), labels(parent, output), Optional.of(lineage),
                        parent.generator(), parent.prompt(), now));
            }
            pieces.add(new Piece(new Material(output.file(), asset), Optional.of(named(output, part.wanted().name()))));
        }
        return pieces;
    }

    /** Several outputs of one operation are told apart by the names that were asked for. */
    private static Output named(Output output, String name) {
        return new Output(output.file(), output.name().of(name).operation(), output.shelf(), output.expected(), output
                .folder());
    }

    private void requireAccepted(ProcessorInfo<?> info, Material material) throws IOException {
        Path file = material.file();
        Inputs.require(file);
        Optional<MediaKind> found = material.asset().isPresent()
                ? material.asset().map(Asset::kind)
                : place.examiner().kind(file);
        requireAccepted(info, file, found.orElseThrow(() -> Inputs.notMedia(file)));
    }

    /** What is recorded of an asset must hold for its file, or the lineage of what is made of it would be a lie. */
    public static void requireUnchanged(Asset asset, Path file, String sha256) {
        if (!sha256.equals(asset.content().sha256())) {
            throw ProcessingException.input("input.changed", file + " was changed since it was imported.",
                    "Import it again, then start the work on what was imported.");
        }
    }

    /** @throws ProcessingException {@code input.wrong-kind} when a processor does not take files of this kind */
    public static void requireAccepted(ProcessorInfo<?> info, Path file, MediaKind kind) {
        if (!info.accepts().contains(kind)) {
            throw ProcessingException.input("input.wrong-kind",
                    info.id() + " does not work on " + file.getFileName() + ", which is " + Words.of(kind) + ".",
                    "Give it " + Words.of(info.accepts()) + ".");
        }
    }

    /** A processor may not write to what it is given; should it, at least it is said, and nothing is made of it. */
    private void requireUntouched(Task task, Stamp before) throws IOException {
        Path file = task.file();
        Stamp now = stamp(task);
        Optional<String> known = task.material().asset().map(asset -> asset.content().sha256());
        boolean same = now.equals(before) || (known.isPresent()
                ? known.get().equals(sha256(file))
                : now.sameContent(before));
        if (!same) {
            throw touched(task, "was changed");
        }
    }

    private Stamp stamp(Task task) throws IOException {
        try {
            return Stamp.of(task.file());
        } catch (NoSuchFileException gone) {
            throw touched(task, "was removed");
        }
    }

    /** A file may be large: reading it stands still and ends with the job. */
    private String sha256(Path file) throws IOException {
        return place.examiner().sha256(file, standstill::check);
    }

    private ProcessingException touched(Task task, String what) {
        String words = task.file() + " " + what + " while " + task.processor() + " worked on it";
        log.line(words);
        return new ProcessingException(ErrorKind.SYSTEM, "engine.input-touched",
                words + "; its result was thrown away.",
                "Put the file back from your backup; if no other program wrote to it, remove the plug-in and report it.");
    }

    private void deaf() {
        log.line(
                "the processor does not stop, and is not waited for; what it holds stays booked until its thread ends");
        reporter.deaf();
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
