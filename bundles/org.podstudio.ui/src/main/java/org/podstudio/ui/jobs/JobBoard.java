package org.podstudio.ui.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.DeadLetter;

/**
 * What is known of each job, and the lines of the list made of it: those that run, then those that wait in the order in
 * which they will run, then what is over, newest first. Not for several threads.
 */
public final class JobBoard {

    private static final Comparator<JobSnapshot> OLDEST_FIRST = Comparator.comparing(JobSnapshot::submitted)
            .thenComparing(JobSnapshot::id);
    private static final Comparator<JobSnapshot> LATEST_FIRST = Comparator
            .comparing((JobSnapshot j) -> j.finished().orElse(j.submitted())).reversed()
            .thenComparing(JobSnapshot::id);

    private final Map<UUID, JobSnapshot> latest = new HashMap<>();
    private final Map<UUID, Set<UUID>> batches = new HashMap<>();
    private final Map<UUID, Tally> tallies = new HashMap<>();
    private final Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
    private final Set<UUID> folded = new HashSet<>();
    private final Set<UUID> ordered = new HashSet<>();
    private final Map<UUID, DeadLetter> letters = new LinkedHashMap<>();
    private List<UUID> order = List.of();
    /** Each job is in one of these three, in order, so that nothing is sorted when the lines are wanted. */
    private final NavigableSet<JobSnapshot> running = new TreeSet<>(OLDEST_FIRST);
    private final NavigableSet<JobSnapshot> waiting = new TreeSet<>(OLDEST_FIRST);
    private final NavigableSet<JobSnapshot> over = new TreeSet<>(LATEST_FIRST);

    /**
     * Takes a snapshot unless a later one of the job is known.
     *
     * @return whether another line may be where it was; false when it only moved on
     */
    public boolean put(JobSnapshot job) {
        @Nullable
        JobSnapshot known = latest.get(job.id());
        if (known != null && known.sequence() >= job.sequence()) {
            return false;
        }
        latest.put(job.id(), job);
        batches.computeIfAbsent(job.batch(), b -> new LinkedHashSet<>()).add(job.id());
        tallies.remove(job.batch());
        if (known != null) {
            counts.merge(known.state(), -1, Integer::sum);
            shelf(known.state()).remove(known);
        }
        counts.merge(job.state(), 1, Integer::sum);
        shelf(job.state()).add(job);
        return known == null || known.state() != job.state() || !known.turn().equals(job.turn());
    }

    /** Forgets everything. */
    public void clear() {
        latest.clear();
        batches.clear();
        tallies.clear();
        counts.clear();
        folded.clear();
        List.of(running, waiting, over).forEach(Set::clear);
        arrange(List.of());
        care(List.of());
    }

    /**
     * Takes the order in which those that wait will run.
     *
     * @return whether it is another one
     */
    public boolean arrange(List<UUID> waiting) {
        boolean other = !order.equals(waiting);
        if (other) {
            order = List.copyOf(waiting);
            ordered.clear();
            ordered.addAll(order);
        }
        return other;
    }

    /** What failed and is not settled, the latest first. */
    public void care(List<DeadLetter> open) {
        letters.clear();
        open.forEach(letter -> letters.put(letter.job().id(), letter));
    }

    /** A job as it was last told. */
    public Optional<JobSnapshot> job(UUID id) {
        return Optional.ofNullable(latest.get(id));
    }

    /** What failed and is not settled. */
    public Optional<DeadLetter> letter(UUID id) {
        return Optional.ofNullable(letters.get(id));
    }

    /** All that failed and are not settled. */
    public Set<UUID> open() {
        return Set.copyOf(letters.keySet());
    }

    /** Those that wait, in the order in which they will run. */
    List<JobSnapshot> waiting() {
        return order.stream().flatMap(id -> job(id).stream()).filter(j -> JobView.WAITING.shows(j.state())).toList();
    }

    /** The jobs that were submitted together. */
    public List<JobSnapshot> members(UUID batch) {
        return batches.getOrDefault(batch, Set.of()).stream().flatMap(id -> job(id).stream()).toList();
    }

    /** How far those are that were submitted together; empty for what is no batch. */
    Optional<Tally> tally(UUID batch) {
        return batches.containsKey(batch)
                ? Optional.of(tallies.computeIfAbsent(batch, b -> Tally.of(members(b))))
                : Optional.empty();
    }

    /** Whether there is one that counts down to its next attempt. */
    public boolean countsDown() {
        return counts.getOrDefault(JobState.WAITING_TO_RETRY, 0) > 0;
    }

    /** How many a view lists. */
    public int count(JobView view) {
        if (view == JobView.FAILED) {
            return (int) letters.keySet().stream().filter(this::failed).count();
        }
        return counts.entrySet().stream().filter(e -> view.shows(e.getKey())).mapToInt(Map.Entry::getValue).sum();
    }

    /** Opens or closes the head of a batch. */
    void fold(UUID batch, boolean closed) {
        if (closed) {
            folded.add(batch);
        } else {
            folded.remove(batch);
        }
    }

    boolean folded(UUID batch) {
        return folded.contains(batch);
    }

    /** Closes the head of each batch that is over. */
    public void foldFinished() {
        batches.keySet().stream().filter(b -> tally(b).filter(Tally::finished).isPresent()).forEach(folded::add);
    }

    /** The lines of a view. */
    List<Row> rows(JobView view) {
        if (view == JobView.FAILED) {
            return letters.keySet().stream().filter(this::failed).<Row>map(id -> new Row.Single(id, false)).toList();
        }
        List<JobSnapshot> listed = inOrder(view);
        return view.grouped()
                ? grouped(listed)
                : listed.stream().<Row>map(j -> new Row.Single(j.id(), false)).toList();
    }

    private List<JobSnapshot> inOrder(JobView view) {
        List<JobSnapshot> listed = new ArrayList<>();
        if (view == JobView.ALL || view == JobView.RUNNING) {
            listed.addAll(running);
        }
        if (view == JobView.ALL || view == JobView.WAITING) {
            listed.addAll(waiting());
            waiting.stream().filter(j -> !ordered.contains(j.id())).forEach(listed::add);
        }
        if (view == JobView.ALL || view == JobView.DONE) {
            over.stream().filter(j -> view.shows(j.state())).forEach(listed::add);
        }
        return listed;
    }

    private NavigableSet<JobSnapshot> shelf(JobState state) {
        return switch (state) {
            case RUNNING -> running;
            case QUEUED, WAITING_TO_RETRY -> waiting;
            case SUCCESS, FAILED, CANCELED -> over;
        };
    }

    private boolean failed(UUID id) {
        return job(id).filter(j -> j.state() == JobState.FAILED).isPresent();
    }

    /** A batch stands where the first of its jobs would. */
    private List<Row> grouped(List<JobSnapshot> listed) {
        Map<UUID, List<UUID>> together = new LinkedHashMap<>();
        listed.forEach(j -> together.computeIfAbsent(j.batch(), b -> new ArrayList<>()).add(j.id()));
        List<Row> rows = new ArrayList<>();
        together.forEach((batch, jobs) -> {
            boolean several = batches.getOrDefault(batch, Set.of()).size() > 1;
            if (several) {
                rows.add(new Row.Head(batch));
            }
            if (!several || !folded(batch)) {
                jobs.forEach(id -> rows.add(new Row.Single(id, several)));
            }
        });
        return rows;
    }
}
