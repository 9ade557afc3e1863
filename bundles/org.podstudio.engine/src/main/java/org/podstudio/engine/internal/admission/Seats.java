package org.podstudio.engine.internal.admission;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.podstudio.store.Turn;

/**
 * Numbers for places in a line, with room between them for those that are put there later. Counts only: no threads, no store.
 */
public final class Seats {

    /** Smaller places first. */
    public static final Comparator<Seat> ORDER = Comparator.comparingLong(Seat::place).thenComparing(Seat::job);

    /** Who stands where. */
    public record Seat(UUID job, long place) {}

    private Seats() {
    }

    /**
     * Puts one between others; when there is no number left, those before it move towards the front, as few as need to.
     *
     * @param others without the one that moves, in their order
     * @param index before which of the others; their number: behind all
     * @return the new places of those whose place changes, the one that moves included
     */
    public static Map<UUID, Long> insert(List<Seat> others, UUID mover, int index) {
        if (others.isEmpty()) {
            return Map.of(mover, 0L);
        }
        if (index == others.size()) {
            return Map.of(mover, others.getLast().place() + Turn.GAP);
        }
        long next = others.get(index).place();
        if (index == 0) {
            return Map.of(mover, next - Turn.GAP);
        }
        long before = others.get(index - 1).place();
        if (next - before > 1) {
            return Map.of(mover, before + (next - before) / 2);
        }
        return pushing(others, mover, index);
    }

    private static Map<UUID, Long> pushing(List<Seat> others, UUID mover, int index) {
        Map<UUID, Long> places = new LinkedHashMap<>();
        long free = others.get(index).place() - Turn.GAP;
        places.put(mover, free);
        for (int i = index - 1; i >= 0 && others.get(i).place() >= free; i--) {
            free -= Turn.GAP;
            places.put(others.get(i).job(), free);
        }
        return places;
    }
}
