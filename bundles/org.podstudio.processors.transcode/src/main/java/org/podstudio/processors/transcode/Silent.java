package org.podstudio.processors.transcode;

import java.nio.file.Path;

import org.podstudio.api.Run;

/** Nobody listens: what is told while needs are reckoned is told again when the work begins. */
final class Silent implements Run {

    static final Run RUN = new Silent();

    private Silent() {
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
        throw new UnsupportedOperationException("nothing is made");
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
