package org.podstudio.ui.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.podstudio.api.project.JobProgress.Remaining;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Recipe;

/**
 * How far jobs are that were submitted together, all of them. Immutable.
 *
 * @param recipe
 *            of the first of them
 * @param total
 *            how many
 * @param counts
 *            how many of them are in each state; a state that none is in is left out
 * @param fraction
 *            0 to 1: the mean of all, one that is over counting as whole however it ended
 * @param paused
 *            whether none of those that are not over may go on
 * @param remaining
 *            how much longer it takes, once that can be told
 */
record Tally(Recipe recipe, int total, Map<JobState, Integer> counts, double fraction, boolean paused,
        Optional<Remaining> remaining) {

    /** So many ends tell how fast it goes now. */
    private static final int LATEST = 12;

    /** Copies the map. */
    public Tally {
        counts = Map.copyOf(counts);
    }

    /**
     * @param members
     *            at least one
     */
    static Tally of(List<JobSnapshot> members) {
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        double done = 0;
        boolean paused = true;
        for (JobSnapshot job : members) {
            counts.merge(job.state(), 1, Integer::sum);
            done += job.state().terminal() ? 1 : job.fraction();
            paused &= job.state().terminal() || job.turn().paused();
        }
        int running = counts.getOrDefault(JobState.RUNNING, 0);
        Optional<Remaining> remaining = running == 0 || paused
                ? Optional.empty()
                : pace(members, members.size() - done).map(r -> notBefore(r, members)).or(() -> told(members));
        return new Tally(members.getFirst().recipe(), members.size(), counts, done / members.size(), paused,
                remaining);
    }

    int count(JobState state) {
        return counts.getOrDefault(state, 0);
    }

    /** How many are over, however they ended. */
    int over() {
        return count(JobState.SUCCESS) + count(JobState.FAILED) + count(JobState.CANCELED);
    }

    boolean finished() {
        return over() == total;
    }

    /** By how fast the latest of them ended; the more they were, the narrower. */
    private static Optional<Remaining> pace(List<JobSnapshot> members, double rest) {
        List<Instant> ends = members.stream().filter(j -> j.started().isPresent()).flatMap(j -> j.finished().stream())
                .sorted(Comparator.reverseOrder()).limit(LATEST).toList();
        Optional<Instant> began = members.stream().flatMap(j -> j.started().stream()).min(Comparator.naturalOrder());
        if (ends.size() < 2 || began.isEmpty()) {
            return Optional.empty();
        }
        boolean all = ends.size() < LATEST;
        Instant from = all ? began.get() : ends.getLast();
        double each = Duration.between(from, ends.getFirst()).toMillis() / (double) (all ? ends.size() : LATEST - 1);
        double doubt = 0.6 / Math.sqrt(ends.size());
        return each <= 0
                ? Optional.empty()
                : Optional.of(new Remaining(Duration.ofMillis((long) (each * rest * (1 - doubt))),
                        Duration.ofMillis((long) (each * rest * (1 + doubt)))));
    }

    /** Those that ended were perhaps the quick ones: it takes at least as long as one that runs says of itself. */
    private static Remaining notBefore(Remaining pace, List<JobSnapshot> members) {
        Duration least = longest(members.stream().filter(j -> j.state() == JobState.RUNNING)
                .flatMap(j -> j.progress().remaining().stream()).toList());
        return new Remaining(longer(pace.least(), least), longer(pace.most(), least));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** When all that are not over tell: as long as the longest takes, at most as long as all one after the other. */
    private static Optional<Remaining> told(List<JobSnapshot> members) {
        List<JobSnapshot> open = members.stream().filter(j -> !j.state().terminal()).toList();
        List<Remaining> told = open.stream().flatMap(j -> j.progress().remaining().stream()).toList();
        return told.size() < open.size() ? Optional.empty() : Optional.of(new Remaining(longest(told), sum(told)));
    }

    private static Duration longest(List<Remaining> told) {
        return told.stream().map(Remaining::least).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static Duration sum(List<Remaining> told) {
        return Stream.concat(told.stream().map(Remaining::most), Stream.of(Duration.ZERO)).reduce(Duration::plus)
                .orElse(Duration.ZERO);
    }
}
