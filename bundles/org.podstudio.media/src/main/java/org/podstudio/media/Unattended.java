package org.podstudio.media;

import java.nio.file.Path;

import org.podstudio.api.Run;

/** A run that nobody watches or cancels, for work of a moment. */
public final class Unattended implements Run {

    /** The only one. */
    public static final Run RUN = new Unattended();

    private Unattended() {
    }

    @Override
    public void progress(double fraction) {
        // nobody watches
    }

    @Override
    public void stage(String name, double weight) {
        // nobody watches
    }

    @Override
    public void checkCanceled() {
        // nobody cancels
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }

    @Override
    public Path scratch() {
        throw new UnsupportedOperationException("work of a moment has no scratch folder");
    }

    @Override
    public Run part(double upTo) {
        return this;
    }

    @Override
    public Path model(String id) {
        throw new UnsupportedOperationException("no models here");
    }

    @Override
    public void note(String text) {
        // nobody reads
    }
}
