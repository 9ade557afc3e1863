package org.podstudio.ui.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.Place;

/**
 * The line of those that wait: which number each has, and what a step up or down in it means.
 *
 * @param waiting
 *            in the order in which they will run
 */
record Places(List<JobSnapshot> waiting) {

    /** What to ask of the queue so that a job moves a step. */
    sealed interface Step {

        /** To another place. */
        record To(Place place) implements Step {}

        /** Behind all of another priority. */
        record Among(Priority priority) implements Step {}
    }

    /** From 1, for those that run when their turn comes; others have none. */
    Map<UUID, Integer> numbers() {
        Map<UUID, Integer> numbers = new HashMap<>();
        waiting.stream().filter(j -> j.state() == JobState.QUEUED && !j.turn().paused())
                .forEach(j -> numbers.put(j.id(), numbers.size() + 1));
        return numbers;
    }

    /** Before the one that is before it. */
    Optional<Step> up(UUID job) {
        int at = indexOf(job);
        return at <= 0 ? Optional.empty() : Optional.of(new Step.To(Place.before(waiting.get(at - 1).id())));
    }

    /** Behind the one that is behind it, with that one's priority. */
    Optional<Step> down(UUID job) {
        int at = indexOf(job);
        if (at < 0 || at + 1 >= waiting.size()) {
            return Optional.empty();
        }
        Priority next = waiting.get(at + 1).priority();
        if (at + 2 < waiting.size() && waiting.get(at + 2).priority() == next) {
            return Optional.of(new Step.To(Place.before(waiting.get(at + 2).id())));
        }
        return Optional.of(next == waiting.get(at).priority() ? new Step.To(Place.last()) : new Step.Among(next));
    }

    /** As the number of one in the line, where it has one. */
    static OptionalInt number(Map<UUID, Integer> numbers, UUID job) {
        return numbers.containsKey(job) ? OptionalInt.of(numbers.getOrDefault(job, 0)) : OptionalInt.empty();
    }

    private int indexOf(UUID job) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).id().equals(job)) {
                return i;
            }
        }
        return -1;
    }
}
