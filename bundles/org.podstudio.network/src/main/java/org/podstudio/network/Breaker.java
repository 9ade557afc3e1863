package org.podstudio.network;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for one place. Closed, it lets every call through. After so many failures in a row it is open: calls are refused at once,
 * for a time that grows. Then it is half open: one call goes through as a probe, and its answer closes or opens it again. For any thread; calls
 * run in their callers' threads, outside any lock.
 */
public final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** Whether calls are let through. */
    public enum State {
        /** All are. */
        CLOSED,
        /** None is, for now. */
        OPEN,
        /** One is, or is on its way. */
        HALF_OPEN
    }

    /**
     * What is asked of the place.
     *
     * @param <T> the answer
     */
    @FunctionalInterface
    public interface Call<T> {
        /** Asks. */
        T ask() throws IOException;
    }

    private final String place;
    private final Patience patience;
    private final Function<Duration, RuntimeException> refusal;
    private final LongSupplier nanos;
    private int failures;
    private int openings;
    private boolean probing;
    /** Changes with the state: what a call from before has to tell does not count any more. */
    private long era;
    /** While open, until when; while a probe is on its way, how long it is waited for. */
    private long until;

    /**
     * Closed.
     *
     * @param place for the log
     * @param refusal words what a refused caller is told; gets the time that is left, zero while a probe is on its way
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public Breaker(String place, Patience patience, Function<Duration, RuntimeException> refusal, LongSupplier nanos) {
        this.place = place;
        this.patience = patience;
        this.refusal = refusal;
        this.nanos = nanos;
    }

    /**
     * Asks, unless the place is given up for now.
     *
     * @param judge what a failure tells of the place; must not throw
     * @throws IOException whatever the call throws
     * @throws RuntimeException whatever the call throws, or the refusal
     */
    public <T> T call(Call<T> call, Function<Exception, Reach> judge) throws IOException {
        long entered = enter();
        Reach told = Reach.UNTOLD;
        try {
            T answer = call.ask();
            told = Reach.REACHED;
            return answer;
        } catch (IOException | RuntimeException e) {
            told = judge.apply(e);
            throw e;
        } finally {
            leave(entered, told);
        }
    }

    /** How it stands now. */
    public synchronized State state() {
        if (openings == 0) {
            return State.CLOSED;
        }
        return probing || left() <= 0 ? State.HALF_OPEN : State.OPEN;
    }

    /** @return the era in which the call begins */
    private synchronized long enter() {
        if (openings > 0) {
            if (left() > 0) {
                throw refusal.apply(probing ? Duration.ZERO : Duration.ofNanos(left()));
            }
            // a probe of which nothing is heard for as long as the pause was makes way for another
            probing = true;
            era++;
            until = nanos.getAsLong() + patience.pause(openings).toNanos();
        }
        return era;
    }

    private synchronized void leave(long entered, Reach told) {
        if (entered != era) {
            return;
        }
        switch (told) {
            case REACHED -> close();
            case OUT_OF_REACH -> {
                failures++;
                if (probing || failures >= patience.failures()) {
                    open();
                }
            }
            case UNTOLD -> {
                if (probing) {
                    // the next caller may try
                    until = nanos.getAsLong();
                    probing = false;
                    era++;
                }
            }
        }
    }

    private void open() {
        openings++;
        probing = false;
        era++;
        Duration pause = patience.pause(openings);
        until = nanos.getAsLong() + pause.toNanos();
        LOG.warn("{} does not answer, {} times in a row now; it is left alone for {} s", place, failures,
                pause.toMillis() / 1e3);
    }

    private void close() {
        failures = 0;
        if (openings > 0) {
            openings = 0;
            probing = false;
            era++;
            LOG.info("{} answers again", place);
        }
    }

    private long left() {
        return until - nanos.getAsLong();
    }
}
