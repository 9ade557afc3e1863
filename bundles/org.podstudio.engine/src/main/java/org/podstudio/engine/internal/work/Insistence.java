package org.podstudio.engine.internal.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.Run.Registration;

/**
 * Sees to it that a canceled job is over within two seconds though its processor does not look: its thread is interrupted after the first,
 * which ends most waiting, and given up half a second later. Surrounds the call of a processor, in its thread; what that has done to the
 * thread does not outlive the call.
 */
final class Insistence implements AutoCloseable {

    private static final long INTERRUPT_MILLIS = 1000;
    private static final long GIVE_UP_MILLIS = 1500;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-insistence").factory());

    private final Thread thread = Thread.currentThread();
    private final @Nullable ClassLoader loader = thread.getContextClassLoader();
    private final String name = thread.getName();
    private final List<Future<?>> plans = new ArrayList<>();
    private final Registration registration;
    private boolean over;

    /** @param giveUp called once at most, in a thread that must not be kept, when it still has not stopped */
    Insistence(Cancellation cancellation, Runnable giveUp) {
        registration = cancellation.onCancel(() -> insist(giveUp));
    }

    /** It has returned. */
    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            over = true;
            plans.forEach(plan -> plan.cancel(false));
        }
        // files and databases close themselves when a thread that is interrupted uses them
        Thread.interrupted();
        thread.setContextClassLoader(loader);
        if (!thread.getName().equals(name)) {
            thread.setName(name);
        }
    }

    private synchronized void insist(Runnable giveUp) {
        if (!over) {
            plans.add(TIMER.schedule(this::interrupt, INTERRUPT_MILLIS, TimeUnit.MILLISECONDS));
            plans.add(TIMER.schedule(() -> giveUp(giveUp), GIVE_UP_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private synchronized void interrupt() {
        if (!over) {
            thread.interrupt();
        }
    }

    private void giveUp(Runnable action) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        action.run();
    }
}
