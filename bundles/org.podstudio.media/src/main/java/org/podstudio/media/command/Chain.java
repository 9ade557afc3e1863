package org.podstudio.media.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filters in a row.
 *
 * @param filters in the order that they are passed; none: what goes in comes out
 */
public record Chain(List<Filter> filters) {

    /** Copies the list. */
    public Chain {
        filters = List.copyOf(filters);
    }

    /** In this order. */
    public static Chain of(Filter... filters) {
        return new Chain(List.of(filters));
    }

    /** This one and another after it. */
    public Chain then(Chain next) {
        return new Chain(Stream.concat(filters.stream(), next.filters.stream()).toList());
    }

    /** This one and a filter after it. */
    public Chain then(Filter next) {
        return then(of(next));
    }

    /** Whether nothing is done. */
    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /** ffmpeg's names of the filters. */
    public List<String> names() {
        return Filter.names(filters);
    }

    /** As ffmpeg reads it, for pictures; nothing done has a name as well. */
    String text(String nothing) {
        return isEmpty() ? nothing : filters.stream().map(Filter::text).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return text("null");
    }
}
