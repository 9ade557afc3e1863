package org.podstudio.engine.internal.work;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.podstudio.api.CanceledException;
import org.podstudio.api.Run.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one job shall stop, and what stops it from outside. For any thread. */
public final class Cancellation {

    /** Who wants it to stop. */
    public enum Reason {
        /** Somebody asked for it; the job is over. */
        REQUESTED,
        /** The engine closes; the job runs again later. */
        CLOSING,
        /** It takes too long; there may be another attempt. */
        TIMED_OUT
    }

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final Set<Hook> hooks = new LinkedHashSet<>();
    private Optional<Reason> reason = Optional.empty();
    private BooleanSupplier watched = () -> false;
    private boolean sealed;

    /** Stops the job, unless it is stopped already, if not for its time alone, or past the point of no return. @return whether this call did it */
    public boolean cancel(Reason why) {
        List<Hook> toRun;
        synchronized (this) {
            if (sealed || reason.isPresent() && !(timedOut() && why != Reason.TIMED_OUT)) {
                return false;
            }
            reason = Optional.of(why);
            toRun = List.copyOf(hooks);
            hooks.clear();
        }
        toRun.forEach(Hook::fire);
        return true;
    }

    /** From here on it cannot be canceled any more. @throws CanceledException when it is canceled already */
    public synchronized void seal() {
        check();
        sealed = true;
    }

    /** There will be another attempt: nothing was put in place, and what took too long begins anew. */
    public synchronized void again() {
        sealed = false;
        reason = timedOut() ? Optional.empty() : reason;
    }

    /** Whether it stops for nothing but that it takes too long. */
    public synchronized boolean timedOut() {
        return reason.filter(Reason.TIMED_OUT::equals).isPresent();
    }

    /** Why it stops; empty while it shall go on. */
    public synchronized Optional<Reason> reason() {
        return reason;
    }

    /** Somebody else may stop it as well, and is asked from now on whenever the job checks or reports. */
    public synchronized void watch(BooleanSupplier canceledElsewhere) {
        watched = canceledElsewhere;
    }

    /** Asks who is watched. */
    public synchronized void poll() {
        if (watched.getAsBoolean()) {
            cancel(Reason.REQUESTED);
        }
    }

    /** @throws CanceledException when it shall stop */
    public synchronized void check() {
        poll();
        if (reason.isPresent()) {
            throw new CanceledException();
        }
    }

    /** As {@link org.podstudio.api.Run#onCancel}. */
    public Registration onCancel(Runnable action) {
        Hook hook = new Hook(action);
        synchronized (this) {
            if (reason.isEmpty()) {
                hooks.add(hook);
                return () -> remove(hook);
            }
        }
        hook.fire();
        return hook::close;
    }

    private void remove(Hook hook) {
        synchronized (this) {
            hooks.remove(hook);
        }
        hook.close();
    }

    /**
     * Runs its action once at most, in a thread of its own: one that hangs must not keep the others from running. Closing waits for an action
     * that runs, unless the action itself closes.
     */
    private static final class Hook {
        private final ReentrantLock running = new ReentrantLock();
        private final Runnable action;
        private boolean over;

        Hook(Runnable action) {
            this.action = action;
        }

        void fire() {
            Thread.ofVirtual().name("podstudio-cancel").start(this::run);
        }

        void close() {
            running.lock();
            over = true;
            running.unlock();
        }

        private void run() {
            running.lock();
            try {
                if (!over) {
                    over = true;
                    action.run();
                }
            } catch (RuntimeException e) {
                LOG.error("what should stop a job failed", e);
            } finally {
                running.unlock();
            }
        }
    }
}
