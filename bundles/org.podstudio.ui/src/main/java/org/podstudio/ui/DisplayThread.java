package org.podstudio.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/** The thread of a display. */
record DisplayThread(Display display) implements UiThread {

    @Override
    public void post(Runnable action) {
        try {
            display.asyncExec(action);
        } catch (SWTException e) {
            // Asking first whether it is disposed would not help: it may be so a moment later.
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
        }
    }

    @Override
    public void later(int milliseconds, Runnable action) {
        post(() -> display.timerExec(milliseconds, action));
    }
}
