package org.podstudio.api;

import java.nio.file.Path;

/** A run of small work that nobody watches: what it tells of itself goes nowhere, and it has neither files nor models. */
public abstract class QuietRun implements Run {

    @Override
    public void progress(double fraction) {
        // nobody watches
    }

    @Override
    public void stage(String name, double weight) {
        // nobody watches
    }

    @Override
    public void note(String text) {
        // nobody reads
    }

    @Override
    public Run part(double upTo) {
        return this;
    }

    @Override
    public Path scratch() {
        throw new UnsupportedOperationException("quiet work has no scratch folder");
    }

    @Override
    public Path model(String id) {
        throw new UnsupportedOperationException("quiet work has no models");
    }
}
