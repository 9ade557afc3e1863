package org.podstudio.cli.context;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.api.CanceledException;
import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;

/** The user's Ctrl-C, once and for all. For any thread. */
public final class Interruption {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean fired;

    /** Stops whatever has registered. */
    public void fire() {
        List<Runnable> due;
        synchronized (this) {
            fired = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Whether it happened. */
    public synchronized boolean fired() {
        return fired;
    }

    /** @throws CanceledException when it happened */
    public void check() {
        if (fired()) {
            throw new CanceledException();
        }
    }

    /** Registers what stops the work; called at most once, in another thread, at once when it happened already. */
    public Run.Registration onInterrupt(Runnable action) {
        boolean now;
        synchronized (this) {
            now = fired;
            if (!now) {
                actions.add(action);
            }
        }
        if (now) {
            action.run();
        }
        return () -> forget(action);
    }

    private synchronized void forget(Runnable action) {
        actions.remove(action);
    }

    /** Of small work that it stops and nobody watches. */
    public Run run() {
        return new Stoppable();
    }

    private final class Stoppable extends QuietRun {

        @Override
        public void checkCanceled() {
            check();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return onInterrupt(action);
        }
    }
}
