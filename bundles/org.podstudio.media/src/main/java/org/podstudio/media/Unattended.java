package org.podstudio.media;

import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;

/** A run that nobody watches or cancels, for work of a moment. */
public final class Unattended extends QuietRun {

    /** The only one. */
    public static final Run RUN = new Unattended();

    private Unattended() {
    }

    @Override
    public void checkCanceled() {
        // nobody cancels
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
