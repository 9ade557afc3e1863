package org.podstudio.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTurn;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.BatchSnapshot;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Place;
import org.podstudio.engine.control.Queue;

/** What a fake engine lets one do with its jobs: it is written down, and little else happens. */
final class FakeControls implements Queue, Batches, DeadLetters {

    private final FakeEngine engine;
    /** Everything that was asked for and applied, in words: {@code pause}, {@code pause ID}, {@code move ID First[]}. */
    final List<String> done = new ArrayList<>();
    final Map<UUID, String> remarks = new LinkedHashMap<>();
    private final List<UUID> first = new ArrayList<>();
    final List<UUID> settled = new ArrayList<>();
    private boolean paused;

    FakeControls(FakeEngine engine) {
        this.engine = engine;
    }

    @Override
    public void pause() {
        paused = true;
        done.add("pause");
    }

    @Override
    public void resume() {
        paused = false;
        done.add("resume");
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public List<UUID> order() {
        return engine.jobs().stream()
                .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.WAITING_TO_RETRY)
                .map(JobSnapshot::id).sorted(Comparator.comparing(job -> !first.contains(job))).toList();
    }

    @Override
    public boolean pause(UUID job) {
        return turn(job, "pause " + job, turn -> new JobTurn(turn.priority(), true, turn.attempt(), turn.next()));
    }

    @Override
    public boolean resume(UUID job) {
        return turn(job, "resume " + job, turn -> new JobTurn(turn.priority(), false, turn.attempt(), turn.next()));
    }

    @Override
    public boolean move(UUID job, Place place) {
        if (place instanceof Place.First) {
            first.add(job);
        }
        return turn(job, "move " + job + " " + place, turn -> turn);
    }

    @Override
    public boolean prioritise(UUID job, Priority priority) {
        return turn(job, "prioritise " + job + " " + priority,
                turn -> new JobTurn(priority, turn.paused(), turn.attempt(), turn.next()));
    }

    private boolean turn(UUID id, String words, UnaryOperator<JobTurn> change) {
        Optional<JobSnapshot> job = engine.job(id).filter(found -> !found.state().terminal());
        job.ifPresent(j -> {
            done.add(words);
            engine.jobs.put(id,
                    new JobSnapshot(j.id(), j.batch(), j.sequence() + 1, j.recipe(), j.input(), j.asset(), j.state(),
                            change.apply(j.turn()), j.progress(), j.outputs(), j.notes(), j.problem(), j.times()));
        });
        return job.isPresent();
    }

    @Override
    public Optional<BatchSnapshot> find(UUID id) {
        List<JobSnapshot> members = engine.jobs().stream().filter(job -> job.batch().equals(id)).toList();
        return members.stream().findFirst()
                .map(first -> new BatchSnapshot(id, first.recipe().title(), members.size(),
                        members.stream().collect(Collectors.toMap(JobSnapshot::state, job -> 1, Integer::sum)),
                        members.stream().mapToDouble(JobSnapshot::fraction).average().orElse(0), Optional.empty(),
                        false, first.submitted(), Optional.empty()));
    }

    @Override
    public List<BatchSnapshot> list(int limit) {
        return engine.jobs().reversed().stream().map(JobSnapshot::batch).distinct().limit(limit)
                .flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public boolean cancel(UUID id) {
        return engine.jobs().stream().filter(job -> job.batch().equals(id)).filter(job -> engine.cancel(job.id()))
                .count() > 0;
    }

    @Override
    public List<DeadLetter> list() {
        return engine.jobs().reversed().stream()
                .filter(job -> job.state() == JobState.FAILED && !settled.contains(job.id()))
                .map(job -> new DeadLetter(job, job.finished().orElse(Instant.EPOCH),
                        remarks.getOrDefault(job.id(), "")))
                .toList();
    }

    @Override
    public boolean remark(UUID job, String text) {
        boolean known = list().stream().anyMatch(letter -> letter.job().id().equals(job));
        if (known) {
            remarks.put(job, text);
        }
        return known;
    }

    @Override
    public List<JobSnapshot> retry(Collection<UUID> jobs) {
        List<UUID> open = list().stream().map(letter -> letter.job().id()).filter(jobs::contains).toList();
        settled.addAll(open);
        return open.stream().flatMap(id -> engine.retry(id).stream()).toList();
    }

    @Override
    public List<JobSnapshot> retryAll() {
        return retry(list().stream().map(letter -> letter.job().id()).toList());
    }

    @Override
    public int dismiss(Collection<UUID> jobs) {
        List<UUID> open = list().stream().map(letter -> letter.job().id()).filter(jobs::contains).toList();
        settled.addAll(open);
        return open.size();
    }
}
