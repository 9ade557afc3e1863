package org.podstudio.engine.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.JobProgress;
import org.podstudio.api.project.JobState;

/**
 * A submission at one instant.
 *
 * @param id that its jobs bear
 * @param title of its recipe
 * @param total how many jobs it has
 * @param counts how many of them are in each state; a state that none is in is left out
 * @param fraction 0 to 1: the mean of its jobs, one that is over counting as whole however it ended, so that it never falls
 * @param remaining how much longer it takes, when all that are not over tell
 * @param failFast whether the first failure cancels the rest
 * @param submitted when it was accepted
 * @param finished when the last of its jobs ended; empty while one is not over
 */
public record BatchSnapshot(UUID id, String title, int total, Map<JobState, Integer> counts, double fraction,
        Optional<JobProgress.Remaining> remaining, boolean failFast, Instant submitted, Optional<Instant> finished) {

    /** Copies the map. */
    public BatchSnapshot {
        counts = Map.copyOf(counts);
    }

    /** How many are in a state. */
    public int count(JobState state) {
        return counts.getOrDefault(state, 0);
    }

    /** How many are over, however they ended. */
    public int over() {
        return counts.entrySet().stream().filter(count -> count.getKey().terminal()).mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Which one it is at, as in "3 of 10": 1 to {@link #total}; 0 before the first begins. */
    public int item() {
        return Math.min(total, over() + (count(JobState.RUNNING) > 0 ? 1 : 0));
    }
}
