package org.podstudio.processors.videoupscale;

import java.nio.file.Path;

import org.podstudio.api.Run;

/** A run whose progress is not that of one frame. */
record FrameRun(Run run) implements Run {

    @Override
    public void progress(double fraction) {
        // of a tile of a frame of a film: told for the film
    }

    @Override
    public void stage(String name, double weight) {
        // none of its own
    }

    @Override
    public void checkCanceled() {
        run.checkCanceled();
    }

    @Override
    public Registration onCancel(Runnable action) {
        return run.onCancel(action);
    }

    @Override
    public Path scratch() {
        return run.scratch();
    }

    @Override
    public Run part(double upTo) {
        return this;
    }

    @Override
    public Path model(String id) {
        return run.model(id);
    }

    @Override
    public void note(String text) {
        run.note(text);
    }
}
