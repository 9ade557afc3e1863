package org.podstudio.ui.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.podstudio.ui.UiThread;

/**
 * Tells the window of files while they come in: of one of them, no oftener than somebody can read its name, and now and
 * then that there is more to see. Files may be told by any thread; the window hears of them in its own.
 */
final class Arrivals {

    private static final int NAME_MS = 100;
    /** So many names later there is more to see: all of it is looked up for that, and what could not be shown tried again. */
    private static final int LOOK = 50;

    private final UiThread ui;
    private final Consumer<String> named;
    private final Runnable more;
    private final AtomicReference<Optional<String>> newest = new AtomicReference<>(Optional.empty());
    private int told;
    private boolean over;

    /**
     * @param named
     *            told in the UI thread which file came
     * @param more
     *            called in the UI thread
     */
    Arrivals(UiThread ui, Consumer<String> named, Runnable more) {
        this.ui = ui;
        this.named = named;
        this.more = more;
    }

    /** A file came. */
    void came(String name) {
        if (newest.getAndSet(Optional.of(name)).isEmpty()) {
            ui.later(NAME_MS, this::tell);
        }
    }

    /** Nothing is told from now on. In the UI thread. */
    void end() {
        over = true;
    }

    private void tell() {
        Optional<String> name = newest.getAndSet(Optional.empty());
        if (over) {
            return;
        }
        name.ifPresent(named);
        told++;
        if (told % LOOK == 0) {
            more.run();
        }
    }
}
