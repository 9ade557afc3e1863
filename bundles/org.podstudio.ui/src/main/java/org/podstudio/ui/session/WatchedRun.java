package org.podstudio.ui.session;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleConsumer;

import org.podstudio.api.CanceledException;
import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;
import org.podstudio.api.Scale;
import org.podstudio.ui.UiThread;

/** A run of the window's own work that somebody watches and may stop. For any thread. */
public final class WatchedRun extends QuietRun {

    /** What is over sooner is not worth a bar. */
    private static final int PAUSE_MS = 300;

    private final Watch watch;
    private final Scale scale;

    /**
     * @param told
     *            told in the UI thread how much is done, 0 to 1, now and then; not once the run was canceled
     */
    public WatchedRun(UiThread ui, DoubleConsumer told) {
        this(new Watch(ui, told), new Scale());
    }

    private WatchedRun(Watch watch, Scale scale) {
        this.watch = watch;
        this.scale = scale;
    }

    /** Nobody wants it any more. Returns at once; what it works with ends soon after. */
    public void cancel() {
        watch.cancel();
    }

    @Override
    public void progress(double fraction) {
        watch.reach(scale, fraction);
    }

    @Override
    public void stage(String name, double weight) {
        synchronized (watch) {
            scale.stage(weight);
            watch.reach(scale, 0); // what begins is told of, however long its first step takes
        }
    }

    @Override
    public Run part(double upTo) {
        synchronized (watch) {
            return new WatchedRun(watch, scale.part(upTo));
        }
    }

    @Override
    public void checkCanceled() {
        if (watch.canceled) {
            throw new CanceledException();
        }
    }

    @Override
    public Registration onCancel(Runnable action) {
        Once once = new Once(action);
        watch.register(once);
        return () -> {
            watch.forget(once);
            once.close();
        };
    }

    /** What a run and its parts share; guards their scales and what is to be done when it is canceled. */
    private static final class Watch {

        private final UiThread ui;
        private final DoubleConsumer told;
        private final Set<Once> actions = new HashSet<>();
        private volatile boolean canceled;
        private double done;
        private boolean telling;

        Watch(UiThread ui, DoubleConsumer told) {
            this.ui = ui;
            this.told = told;
        }

        synchronized void register(Once action) {
            if (canceled) {
                start(action);
            } else {
                actions.add(action);
            }
        }

        synchronized void forget(Once action) {
            actions.remove(action);
        }

        synchronized void cancel() {
            canceled = true;
            actions.forEach(Watch::start);
            actions.clear();
        }

        /** In a thread of its own: who cancels is the window, and must not wait for a child process to end. */
        private static void start(Once action) {
            Thread.startVirtualThread(action);
        }

        synchronized void reach(Scale scale, double fraction) {
            done = Math.max(done, scale.reached(fraction));
            if (!telling) {
                telling = true;
                ui.later(PAUSE_MS, this::tell);
            }
        }

        private void tell() {
            double now;
            synchronized (this) {
                telling = false;
                now = done;
            }
            if (!canceled) {
                told.accept(now);
            }
        }
    }

    /** Runs its action unless it was closed before; closing waits for an action that runs in another thread. */
    private static final class Once implements Runnable {

        private final Runnable action;
        private boolean over;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public synchronized void run() {
            if (!over) {
                action.run();
            }
        }

        synchronized void close() {
            over = true;
        }
    }
}
