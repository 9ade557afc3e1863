package org.podstudio.ui;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A UI thread that does one thing after the other when the test says so; what is for later comes in its turn. */
public final class UiByHand implements UiThread {

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    @Override
    public void post(Runnable action) {
        waiting.add(action);
    }

    @Override
    public void later(int milliseconds, Runnable action) {
        waiting.add(action);
    }

    /** Does the next thing; waits for it when there is none yet. */
    public void next() throws InterruptedException {
        Runnable action = waiting.poll(10, TimeUnit.SECONDS);
        if (action == null) {
            throw new AssertionError("nothing came for the UI thread");
        }
        action.run();
    }

    /** Does what is there. */
    public void all() {
        for (Runnable action = waiting.poll(); action != null; action = waiting.poll()) {
            action.run();
        }
    }
}
