package org.podstudio.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Run;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.Engine;
import org.podstudio.engine.Input;
import org.podstudio.engine.JobReport;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.engine.PlannedJob;
import org.podstudio.engine.PlannedOutput;
import org.podstudio.engine.PlannedStep;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Queue;

/** Does at once what it is asked: a file named {@code bad…} fails, {@code full…} finds no room, {@code old…} was made before, the
 * result of {@code there…} is there, others are copied. */
final class FakeEngine implements Engine {

    final List<Order> orders = new ArrayList<>();
    final Map<UUID, JobSnapshot> jobs = new LinkedHashMap<>();
    private final Map<String, List<UUID>> keys = new HashMap<>();
    final List<Consumer<JobSnapshot>> listeners = new ArrayList<>();
    final List<UUID> canceled = new ArrayList<>();
    final FakeControls controls = new FakeControls(this);
    Runnable beforeAwait = () -> {};
    Runnable beforePlan = () -> {};
    Consumer<Path> recorded = path -> {};
    List<String> notes = List.of();
    List<Attempt> attempts = List.of();
    Path logs = Path.of("/project/Logs/jobs");
    boolean resumed;
    boolean left;
    boolean closed;

    Order orderOf(Path file) {
        return Order.of(new Recipe(List.of(new Step("sharpen", Map.of()))), List.of(Input.of(file)));
    }

    @Override
    public Plan plan(Order order, Run run) {
        beforePlan.run();
        run.checkCanceled();
        orders.add(order);
        return new Plan(order, order.inputs().stream().map(input -> {
            boolean old = name(input.file()).startsWith("old");
            List<PlannedStep> steps = order.recipe().steps().stream().map(s -> planned(s, old)).toList();
            List<PlannedOutput> outputs = order.recipe().outputs().stream()
                    .map(o -> new PlannedOutput(o.name(), planned(o.step(), old))).toList();
            Optional<Problem> problem = Files.exists(input.file())
                    ? text(input.file())
                    : Optional.of(new Problem(ErrorKind.INPUT, "input.missing", input.file() + " is not there.",
                            "Check the name.", Optional.empty()));
            List<Path> there = name(input.file()).startsWith("there") ? List.of(input.file()) : List.of();
            return new PlannedJob(input, steps, outputs, Needs.LIGHT, problem, Optional.empty(), there);
        }).toList());
    }

    private static PlannedStep planned(Step step, boolean old) {
        return new PlannedStep(step, 1, Map.of(), Needs.LIGHT, "f", old);
    }

    private static Optional<Problem> text(Path file) {
        return name(file).endsWith(".txt")
                ? Optional.of(new Problem(ErrorKind.INPUT, "input.not-media", file + " is no media.", "Leave it out.",
                        Optional.empty()))
                : Optional.empty();
    }

    @Override
    public List<JobSnapshot> submit(Plan plan) {
        Optional<List<UUID>> known = plan.order().terms().key().map(keys::get);
        if (known.isPresent()) {
            return known.get().stream().map(jobs::get).toList();
        }
        UUID batch = UUID.randomUUID();
        List<JobSnapshot> accepted = plan.runnable().stream()
                .map(job -> new JobSnapshot(UUID.randomUUID(), batch, 1, plan.order().recipe(), job.input().file(),
                        job.input().asset(), JobState.QUEUED, JobTurn.first(plan.order().terms().priority()),
                        JobProgress.NONE, List.of(), List.of(), Optional.empty(), JobTimes.submitted(Instant.now())))
                .toList();
        accepted.forEach(job -> jobs.put(job.id(), job));
        plan.order().terms().key().ifPresent(key -> keys.put(key, accepted.stream().map(JobSnapshot::id).toList()));
        return accepted;
    }

    @Override
    public JobSnapshot await(UUID id) {
        beforeAwait.run();
        JobSnapshot job = jobs.get(id);
        JobSnapshot over = canceled.contains(id)
                ? ended(job, JobState.CANCELED, List.of(), Optional.empty())
                : perform(job);
        jobs.put(id, over);
        listeners.forEach(l -> l.accept(over));
        return over;
    }

    private JobSnapshot perform(JobSnapshot job) {
        String name = name(job.input());
        if (name.startsWith("bad") || name.startsWith("full")) {
            boolean full = name.startsWith("full");
            return ended(job, JobState.FAILED, List.of(),
                    Optional.of(new Problem(full ? ErrorKind.RESOURCE : ErrorKind.INPUT,
                            full ? "disk.full" : "image.broken", name + (full ? " finds no room." : " is broken."),
                            "Do something else.", Optional.empty())));
        }
        Path folder = orders.getLast().outputFolder().orElse(job.input().resolveSibling("Work"));
        Path output = folder.resolve(name.replace(".", "__made."));
        try {
            Files.createDirectories(folder);
            Files.writeString(output, "made");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (orders.getLast().outputFolder().isEmpty()) {
            recorded.accept(output);
        }
        return ended(job, JobState.SUCCESS, List.of(output), Optional.empty());
    }

    private JobSnapshot ended(JobSnapshot job, JobState state, List<Path> outputs, Optional<Problem> problem) {
        return new JobSnapshot(job.id(), job.batch(), 3, job.recipe(), job.input(), job.asset(), state, job.turn(),
                JobProgress.WHOLE, outputs, notes, problem,
                JobTimes.submitted(Instant.EPOCH).startedAt(Instant.EPOCH).finishedAt(Instant.EPOCH.plusSeconds(2)));
    }

    @Override
    public List<JobSnapshot> jobs() {
        return List.copyOf(jobs.values());
    }

    @Override
    public Optional<JobSnapshot> job(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Optional<JobReport> inspect(UUID id) {
        return job(id).map(job -> new JobReport(job, Duration.ofMillis(1500), Duration.ofSeconds(2), attempts,
                logs.resolve(id + ".log"),
                orders.stream().reduce((a, b) -> b).flatMap(order -> order.terms().timeLimit())));
    }

    @Override
    public boolean cancel(UUID id) {
        boolean running = !jobs.get(id).state().terminal();
        if (running) {
            canceled.add(id);
        }
        return running;
    }

    @Override
    public Optional<JobSnapshot> retry(UUID id) {
        JobSnapshot job = jobs.get(id);
        if (!job.state().terminal()) {
            return Optional.empty();
        }
        JobSnapshot again = new JobSnapshot(UUID.randomUUID(), job.batch(), 1, job.recipe(), job.input(), job.asset(),
                JobState.QUEUED, JobTurn.first(job.priority()), JobProgress.NONE, List.of(), List.of(),
                Optional.empty(), JobTimes.submitted(Instant.now()));
        jobs.put(again.id(), again);
        return Optional.of(again);
    }

    @Override
    public Queue queue() {
        return controls;
    }

    @Override
    public Batches batches() {
        return controls;
    }

    @Override
    public DeadLetters deadLetters() {
        return controls;
    }

    @Override
    public void putOff() {
        left = true;
    }

    @Override
    public void takeUp() {
        resumed = true;
    }

    @Override
    public Run.Registration listen(Consumer<JobSnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
