package org.podstudio.engine.internal.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts those who wait, by priority, as far as the budget goes; small ones pass a big one that does not fit, but only so often. One for all
 * open projects, because they share one machine. For any thread; decides in a thread of its own.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** So many are looked at in one go; those behind them would pass too many. */
    private static final int WINDOW = 64;

    private final Budget budget;
    private final WaitingLine<Waiting> line = new WaitingLine<>();
    private final Set<Waiting> held = new HashSet<>();
    private final Map<Waiting, Needs> running = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("podstudio-dispatch").factory());
    private final AtomicBoolean poked = new AtomicBoolean();
    /** The first that did not fit, and how many it let pass: no more than {@link #WINDOW}. */
    private @Nullable Waiting passed;
    private int passes;

    /** Nobody waits, nobody runs. */
    public Dispatcher(Budget budget) {
        this.budget = budget;
    }

    /** Puts them into the line, in this order within their priority. */
    public void add(Collection<? extends Waiting> entries) {
        synchronized (this) {
            entries.forEach(entry -> line.add(entry, entry.priority()));
        }
        poke();
    }

    /** Keeps them out of the line until {@link #wake}. */
    public synchronized void hold(Collection<? extends Waiting> entries) {
        held.addAll(entries);
    }

    /** Puts those into the line that are still held, in this order within their priority. */
    public void wake(Collection<? extends Waiting> entries) {
        synchronized (this) {
            entries.stream().filter(held::remove).forEach(entry -> line.add(entry, entry.priority()));
        }
        poke();
    }

    /** Takes one out of the line, or lets go of a held one. @return false when it does not wait: it was started, or never was in the line */
    public synchronized boolean remove(Waiting entry) {
        return held.remove(entry) || line.remove(entry);
    }

    /** One that was started is over; calling it twice does nothing. */
    public void release(Waiting entry) {
        synchronized (this) {
            Optional.ofNullable(running.remove(entry)).ifPresent(budget::release);
        }
        poke();
    }

    /** Why a job could not even run alone; empty when it could. */
    public synchronized Optional<Problem> refusal(Needs needs, long freeDisk) {
        return budget.refusal(needs, freeDisk);
    }

    /** Starts no more. Those who run are not touched. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void poke() {
        if (poked.compareAndSet(false, true)) {
            try {
                thread.execute(this::dispatch);
            } catch (RejectedExecutionException closed) {
                LOG.debug("closed: nothing more is started");
            }
        }
    }

    private void dispatch() {
        poked.set(false);
        boolean someoneWaits = false;
        for (Waiting entry : window()) {
            boolean settled = consider(entry);
            if (settled && someoneWaits) {
                passes++;
            } else if (!settled && !someoneWaits) {
                someoneWaits = true;
                passes = entry.equals(passed) ? passes : 0;
                passed = entry;
            }
            if (full() || someoneWaits && passes >= WINDOW) {
                return;
            }
        }
        if (!someoneWaits && !full() && !empty()) {
            // there are more than the window shows; with every core promised, the next release pokes
            poke();
        }
    }

    /** @return false when it has to wait on */
    private boolean consider(Waiting entry) {
        Needs needs = entry.needs();
        long freeDisk = entry.freeDisk();
        Optional<Problem> refusal = refusal(needs, freeDisk);
        if (refusal.isPresent()) {
            return !remove(entry) || guarded(entry, () -> entry.refuse(refusal.get()));
        }
        synchronized (this) {
            if (!budget.fits(needs, freeDisk)) {
                return false;
            }
            if (!line.remove(entry)) {
                return true;
            }
            running.put(entry, needs);
            budget.take(needs);
        }
        if (!guarded(entry, entry::start)) {
            release(entry);
        }
        return true;
    }

    private synchronized List<Waiting> window() {
        return budget.full() ? List.of() : line.first(WINDOW);
    }

    private synchronized boolean full() {
        return budget.full();
    }

    private synchronized boolean empty() {
        return line.size() == 0;
    }

    /** @return whether it went well */
    private static boolean guarded(Waiting entry, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            LOG.error("{} could not be started", entry, e);
            return false;
        }
    }
}
