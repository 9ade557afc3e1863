package org.podstudio.store;

import java.util.concurrent.atomic.AtomicBoolean;

import org.podstudio.store.internal.Chronicle;

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

    private OpenStore(Assets assets, Jobs jobs, Failures failures, Packs packs, Settings settings, Lessons lessons,
            Runnable giveBack) {
        this.assets = assets;
        this.jobs = jobs;
        this.failures = failures;
        this.packs = packs;
        this.settings = settings;
        this.lessons = lessons;
        this.giveBack = giveBack;
    }

    /** Whose changes are written down beside the database; those of jobs by the writer. */
    static OpenStore chronicled(Database database, JobWriter writer, Chronicle chronicle, ChronicledRest rest,
            Runnable giveBack) {
        return new OpenStore(new ChronicledAssets(new StoredAssets(database), chronicle),
                new StoredJobs(database, writer), rest.failures(new StoredFailures(database)),
                new ChronicledPacks(new StoredPacks(database), chronicle), rest.settings(new StoredSettings(database)),
                rest.lessons(new StoredLessons(database)), giveBack);
    }

    /** Whose changes are in the database alone. */
    static OpenStore plain(Database database, JobWriter writer) {
        return new OpenStore(new StoredAssets(database), new StoredJobs(database, writer),
                new StoredFailures(database), new StoredPacks(database), new StoredSettings(database),
                new StoredLessons(database), () -> {});
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
