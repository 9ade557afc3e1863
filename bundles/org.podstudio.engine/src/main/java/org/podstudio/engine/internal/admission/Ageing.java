package org.podstudio.engine.internal.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.podstudio.api.project.Priority;

/**
 * Sees to it that no priority waits for ever behind a stream of higher ones: when its first one was not started for a while, and enough of the higher
 * ones were, it comes before them, once; then the next one waits anew. Only ever the first of a priority comes earlier, so within one the
 * order stays. Counts only: not safe for several threads.
 */
final class Ageing {

    private static final List<Priority> HIGHEST_FIRST = Arrays.stream(Priority.values())
            .sorted(Comparator.comparingInt((Priority one) -> -one.weight())).toList();

    /** How long the first of a priority has been waiting, and how many of higher ones were started meanwhile. */
    private record Wait(long since, int passed) {}

    private final int enough;
    private final Duration longest;
    private final LongSupplier nanos;
    private final Map<Priority, Wait> waits = new EnumMap<>(Priority.class);

    /**
     * @param enough so many higher ones are started before
     * @param longest so long it waits before
     * @param nanos a clock that only measures, as {@link System#nanoTime}: no setting of the clock makes anybody older
     */
    Ageing(int enough, Duration longest, LongSupplier nanos) {
        this.enough = enough;
        this.longest = longest;
        this.nanos = nanos;
    }

    /** These priorities have somebody waiting, and no others. */
    void waiting(Collection<Priority> there) {
        waits.keySet().retainAll(there);
        there.forEach(priority -> waits.computeIfAbsent(priority, fresh -> new Wait(nanos.getAsLong(), 0)));
    }

    /**
     * One of this priority was started.
     *
     * @param first whether it stood before all others of it; one that passed a larger one ends nobody's waiting
     */
    void started(Priority priority, boolean first) {
        if (first) {
            waits.computeIfPresent(priority, (same, wait) -> new Wait(nanos.getAsLong(), 0));
        }
        waits.replaceAll((other, wait) -> other.weight() < priority.weight()
                ? new Wait(wait.since(), wait.passed() + 1)
                : wait);
    }

    /** The first ones of a line, and before them the first of each priority that has waited long enough, the higher one first. */
    <E> List<E> window(WaitingLine<E> line, int limit) {
        waiting(HIGHEST_FIRST.stream().filter(priority -> line.first(priority).isPresent()).toList());
        Set<E> order = new LinkedHashSet<>(due(line::first));
        List<E> usual = line.first(limit);
        if (order.isEmpty()) {
            return usual;
        }
        order.addAll(usual);
        return List.copyOf(order);
    }

    private <E> List<E> due(Function<Priority, Optional<E>> first) {
        List<E> due = new ArrayList<>();
        for (Priority priority : HIGHEST_FIRST) {
            Wait wait = waits.get(priority);
            if (wait != null && wait.passed() >= enough && nanos.getAsLong() - wait.since() >= longest.toNanos()) {
                first.apply(priority).ifPresent(due::add);
            }
        }
        return due;
    }
}
