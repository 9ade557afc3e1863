package org.podstudio.processors.videoupscale;

import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;

/** One frame of a run: canceled with it, but its progress is that of a tile, not of the film. */
final class FrameRun extends QuietRun {

    private final Run film;

    FrameRun(Run film) {
        this.film = film;
    }

    @Override
    public void checkCanceled() {
        film.checkCanceled();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return film.onCancel(action);
    }

    @Override
    public void note(String text) {
        film.note(text);
    }
}
