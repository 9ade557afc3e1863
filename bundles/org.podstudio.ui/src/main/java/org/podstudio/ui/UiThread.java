package org.podstudio.ui;

import org.eclipse.swt.widgets.Display;

/** Brings work into the thread of the window; what comes when the window is gone is dropped. For any thread. */
public interface UiThread {

    /** As soon as the window has time for it. */
    void post(Runnable action);

    /** After so many milliseconds. */
    void later(int milliseconds, Runnable action);

    /** The one that a display was made in. */
    static UiThread of(Display display) {
        return new DisplayThread(display);
    }
}
