package org.podstudio.network;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** A breaker for each place that one part of the program calls. Kept in memory: a new process asks anew. For any thread. */
public final class Breakers {

    private final String prefix;
    private final Patience patience;
    private final LongSupplier nanos;
    private final Map<String, Breaker> places = new ConcurrentHashMap<>();

    /** With the patience that people have. @param prefix of the code of its refusals: {@code models} */
    public Breakers(String prefix) {
        this(prefix, Patience.STANDARD, System::nanoTime);
    }

    /** @param nanos a clock that never goes back, as {@link System#nanoTime} */
    public Breakers(String prefix, Patience patience, LongSupplier nanos) {
        this.prefix = prefix;
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * The breaker of a place; the same one each time. It refuses with {@code <prefix>.unreachable-for-now}.
     *
     * @param place a host, or the name of a service; part of a sentence
     */
    public Breaker of(String place) {
        return places.computeIfAbsent(place, name -> new Breaker(name, patience, left -> refusal(name, left), nanos));
    }

    private ProcessingException refusal(String place, Duration left) {
        String message = place + " did not answer " + patience.failures() + " times or more in a row, and "
                + (left.isZero()
                        ? "is being tried again right now."
                        : "is left alone for another " + Math.ceilDiv(left.toMillis(), 1000) + " s.");
        return new ProcessingException(ErrorKind.RESOURCE, prefix + ".unreachable-for-now", message,
                "Check the connection, and try again after that.");
    }
}
