package org.podstudio.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;

/** What the engine should do on a machine with one core, in the simplest words there are; each job needs the core. */
final class QueueModel {

    /** So many deaths of the program while a job runs, and it is given up. */
    private static final int FATAL = 3;
    /** So many attempts that failed for now, and it has failed for good. */
    private static final int ATTEMPTS = 3;

    static final class Item {
        final int picture;
        JobState state = JobState.QUEUED;
        Priority priority;
        boolean paused;
        /** It was started and is halted. */
        boolean stands;
        int deaths;
        int failures;

        Item(int picture, Priority priority) {
            this.picture = picture;
            this.priority = priority;
        }
    }

    final Map<UUID, Item> jobs = new LinkedHashMap<>();
    final Set<UUID> letters = new LinkedHashSet<>();
    /** Those that are not over, as they stand in line; the priority counts first. */
    private final List<UUID> line = new ArrayList<>();
    /** Who stands and shall go on, in order. */
    private final Set<UUID> returning = new LinkedHashSet<>();
    private Optional<UUID> active = Optional.empty();
    boolean paused;

    /** Who has the core. */
    Optional<UUID> active() {
        return active;
    }

    /** All jobs, the oldest first. */
    List<UUID> all() {
        return List.copyOf(jobs.keySet());
    }

    Map<UUID, JobState> states() {
        return jobs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, job -> job.getValue().state));
    }

    /** The latest of those that wait with the same work, which who asks for it gets. */
    Optional<UUID> waiting(int picture) {
        return all().reversed().stream().filter(id -> item(id).picture == picture
                && (item(id).state == JobState.QUEUED || item(id).state == JobState.WAITING_TO_RETRY)).findFirst();
    }

    void submitted(UUID id, int picture, Priority priority) {
        jobs.put(id, new Item(picture, priority));
        line.add(id);
        settle();
    }

    /** Who has the core ends, or waits for its next attempt. */
    void ended(JobState state) {
        UUID id = active.orElseThrow();
        active = Optional.empty();
        item(id).failures += state == JobState.WAITING_TO_RETRY ? 1 : 0;
        become(id, item(id).failures >= ATTEMPTS && state == JobState.WAITING_TO_RETRY ? JobState.FAILED : state);
        settle();
    }

    boolean cancel(UUID id) {
        if (item(id).state.terminal()) {
            return false;
        }
        if (active.equals(Optional.of(id))) {
            active = Optional.empty();
        }
        become(id, JobState.CANCELED);
        settle();
        return true;
    }

    boolean pause(UUID id) {
        Item job = item(id);
        if (job.state.terminal()) {
            return false;
        }
        job.paused = true;
        returning.remove(id);
        if (active.equals(Optional.of(id))) {
            active = Optional.empty();
            job.stands = true;
        }
        settle();
        return true;
    }

    boolean resume(UUID id) {
        Item job = item(id);
        if (job.state.terminal()) {
            return false;
        }
        job.paused = false;
        if (job.stands) {
            returning.add(id);
        }
        settle();
        return true;
    }

    void resumeAll() {
        paused = false;
        settle();
    }

    boolean toFront(UUID id) {
        if (item(id).state.terminal()) {
            return false;
        }
        line.remove(id);
        line.addFirst(id);
        return true;
    }

    boolean toEnd(UUID id) {
        if (item(id).state.terminal()) {
            return false;
        }
        line.remove(id);
        line.add(id);
        return true;
    }

    boolean before(UUID id, UUID next) {
        if (id.equals(next) || item(id).state.terminal() || item(next).state.terminal()) {
            return false;
        }
        item(id).priority = item(next).priority;
        line.remove(id);
        line.add(line.indexOf(next), id);
        return true;
    }

    boolean prioritise(UUID id, Priority priority) {
        if (item(id).state.terminal()) {
            return false;
        }
        if (item(id).priority != priority) {
            item(id).priority = priority;
            toEnd(id);
        }
        return true;
    }

    /** The time of all that wait for their next attempt has come; called while nothing is open. */
    void timePasses() {
        jobs.values().stream().filter(job -> job.state == JobState.WAITING_TO_RETRY)
                .forEach(job -> job.state = JobState.QUEUED);
    }

    /** The engine is closed, or the program killed. */
    void stopped(boolean killed) {
        active = Optional.empty();
        returning.clear();
        new HashMap<>(jobs).forEach((id, job) -> {
            if (job.state == JobState.RUNNING) {
                job.deaths += killed ? 1 : 0;
                become(id, job.deaths >= FATAL ? JobState.FAILED : JobState.QUEUED);
            }
        });
    }

    /** The project's work is taken up. */
    void takenUp() {
        settle();
    }

    private void become(UUID id, JobState state) {
        Item job = item(id);
        job.state = state;
        job.stands = false;
        returning.remove(id);
        if (state.terminal()) {
            line.remove(id);
        }
        if (state == JobState.FAILED) {
            letters.add(id);
        }
    }

    /** Who may have the core has it: first those who had it and go on, then by priority and place. */
    private void settle() {
        if (active.isPresent()) {
            return;
        }
        Optional<UUID> back = returning.stream().findFirst();
        active = back.isPresent() ? back : paused ? Optional.empty() : next();
        active.ifPresent(id -> {
            returning.remove(id);
            item(id).stands = false;
            item(id).state = JobState.RUNNING;
        });
    }

    private Optional<UUID> next() {
        Stream<UUID> ready = line.stream().filter(id -> item(id).state == JobState.QUEUED && !item(id).paused);
        return ready.min(Comparator.comparingInt(id -> -item(id).priority.weight()));
    }

    /** Each job in the order they came, with its place in line. */
    @Override
    public String toString() {
        return jobs.entrySet().stream().map(job -> job.getValue().state + " " + job.getValue().priority + " "
                + job.getValue().paused + " at " + line.indexOf(job.getKey())).toList().toString();
    }

    Item item(UUID id) {
        return Optional.ofNullable(jobs.get(id)).orElseThrow();
    }
}
