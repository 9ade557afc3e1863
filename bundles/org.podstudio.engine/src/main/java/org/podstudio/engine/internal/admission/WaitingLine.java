package org.podstudio.engine.internal.admission;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.project.Priority;

/**
 * Those who wait: higher priority first, within one smaller numbers first. Every operation takes logarithmic time. Not safe for several threads.
 *
 * @param <E> compared by identity or equality, as its class has it
 */
public final class WaitingLine<E> {

    private final TreeMap<Place, E> line = new TreeMap<>(
            Comparator.comparingInt((Place place) -> -place.weight()).thenComparingLong(Place::number)
                    .thenComparingLong(Place::ticket));
    private final Map<E, Place> places = new HashMap<>();
    private long tickets;

    /** Puts it among those of its priority, behind those with the same number; if it is in the line already, it changes its place. */
    public void add(E entry, Priority priority, long number) {
        remove(entry);
        Place place = new Place(priority.weight(), number, tickets++);
        places.put(entry, place);
        line.put(place, entry);
    }

    /** Whether it waits here. */
    public boolean contains(E entry) {
        return places.containsKey(entry);
    }

    /** Takes it out, wherever it stands. @return whether it was in the line */
    public boolean remove(E entry) {
        @Nullable
        Place place = places.remove(entry);
        return place != null && line.remove(place) != null;
    }

    /** The first one of a priority. */
    public Optional<E> first(Priority priority) {
        Map.@Nullable Entry<Place, E> first = line
                .ceilingEntry(new Place(priority.weight(), Long.MIN_VALUE, Long.MIN_VALUE));
        return first == null || first.getKey().weight() != priority.weight()
                ? Optional.empty()
                : Optional.of(first.getValue());
    }

    /** The first ones, in the order they should run. */
    public List<E> first(int limit) {
        return line.values().stream().limit(limit).toList();
    }

    /** How many wait. */
    public int size() {
        return line.size();
    }

    private record Place(int weight, long number, long ticket) {}
}
