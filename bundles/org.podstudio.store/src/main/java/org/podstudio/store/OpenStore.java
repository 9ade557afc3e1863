package org.podstudio.store;

import java.util.concurrent.atomic.AtomicBoolean;

/** One use of a database that several may share. */
final class OpenStore implements Store {

    private final Assets assets;
    private final Jobs jobs;
    private final Failures failures;
    private final Packs packs;
    private final Settings settings;
    private final Lessons lessons;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenStore(Database database, JobWriter writer, Runnable giveBack) {
        this.assets = new StoredAssets(database);
        this.jobs = new StoredJobs(database, writer);
        this.failures = new StoredFailures(database);
        this.packs = new StoredPacks(database);
        this.settings = new StoredSettings(database);
        this.lessons = new StoredLessons(database);
        this.giveBack = giveBack;
    }

    @Override
    public Assets assets() {
        return assets;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public Failures failures() {
        return failures;
    }

    @Override
    public Packs packs() {
        return packs;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Lessons lessons() {
        return lessons;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
