package org.podstudio.engine.internal.work;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.podstudio.api.Run.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one job shall stand still, and what halts it from outside. For any thread. */
public final class Standstill {

    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);

    private final Cancellation cancellation;
    private final Set<Hook> hooks = new LinkedHashSet<>();
    private boolean standing;
    private boolean listening;
    private long since;
    private long stoodNanos;

    /** @param cancellation of the same job: one that stands still can be canceled */
    public Standstill(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** From the next moment that it looks up, the job waits; its child processes are halted soon. Nothing happens when it stands already. */
    public void halt() {
        List<Hook> toRun;
        synchronized (this) {
            if (standing) {
                return;
            }
            standing = true;
            listen();
            since = System.nanoTime();
            toRun = List.copyOf(hooks);
        }
        toRun.forEach(Hook::follow);
    }

    /** The job goes on, if it stands. */
    public void goOn() {
        List<Hook> toRun;
        synchronized (this) {
            if (!standing) {
                return;
            }
            standing = false;
            stoodNanos += System.nanoTime() - since;
            toRun = List.copyOf(hooks);
            notifyAll();
        }
        toRun.forEach(Hook::follow);
    }

    /** Whether it stands now, or will as soon as it looks up. */
    public synchronized boolean standing() {
        return standing;
    }

    /** For how long it has stood in all, until now: time that counts for no limit and tells nothing of a stall. */
    public synchronized Duration stood() {
        return Duration.ofNanos(stoodNanos + (standing ? System.nanoTime() - since : 0));
    }

    /**
     * Returns at once when it shall go on, and waits as long as it shall stand; returns also when the job is canceled, or the thread is
     * interrupted. To be called by the job's threads, without a lock of the engine's.
     */
    public synchronized void pass() {
        while (standing && cancellation.reason().isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** {@linkplain #pass Passes}, when it may. @throws org.podstudio.api.CanceledException when the job is canceled */
    public void check() {
        pass();
        cancellation.check();
    }

    /** As {@link org.podstudio.api.Run#onPause}. */
    public Registration onPause(Runnable halt, Runnable goOn) {
        Hook hook = new Hook(halt, goOn);
        synchronized (this) {
            hooks.add(hook);
        }
        hook.follow();
        return () -> remove(hook);
    }

    /** From the first halt on, so that a job that is never halted costs nothing. */
    private void listen() {
        if (!listening) {
            listening = true;
            cancellation.onCancel(this::cancel);
        }
    }

    private synchronized void cancel() {
        notifyAll();
    }

    private void remove(Hook hook) {
        synchronized (this) {
            hooks.remove(hook);
        }
        hook.close();
    }

    /** Does in a thread of its own what is wanted last, one after the other, as often as that changes. */
    private final class Hook {
        private final ReentrantLock running = new ReentrantLock();
        private final Runnable halt;
        private final Runnable goOn;
        private boolean halted;
        private boolean over;

        Hook(Runnable halt, Runnable goOn) {
            this.halt = halt;
            this.goOn = goOn;
        }

        void follow() {
            Thread.ofVirtual().name("podstudio-pause").start(this::run);
        }

        void close() {
            running.lock();
            over = true;
            running.unlock();
        }

        private void run() {
            running.lock();
            try {
                while (!over && halted != standing()) {
                    halted = !halted;
                    (halted ? halt : goOn).run();
                }
            } catch (RuntimeException e) {
                LOG.error("what should halt a job failed", e);
            } finally {
                running.unlock();
            }
        }
    }
}
