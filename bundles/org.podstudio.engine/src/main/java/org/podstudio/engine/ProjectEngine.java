package org.podstudio.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

import org.eclipse.core.runtime.OperationCanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.Run.Registration;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Queue;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.admission.Disk;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.engine.internal.work.JobLog;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Trail;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Settings;
import org.podstudio.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine of one open project. What is not over is in memory; everything is in the store. */
final class ProjectEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Surroundings place;
    private final Store store;
    /** What an earlier program left unfinished may have ended it. */
    private final boolean suspects;
    private final Dispatcher dispatcher;
    private final Planner planner;
    private final Performer performer;
    private final Publisher publisher;
    private final Moments moments;
    private final LiveJob.Registry registry;
    private final Map<UUID, MediaJob> live = new ConcurrentHashMap<>();
    private final Registration watched;
    private final Recent recent = new Recent();
    private final Recovery recovery;
    private final Line line;
    private final Submissions submissions;
    private final Undelivered undelivered;
    private final Repeats repeats;
    private final Intake intake;
    private final FailFast failFast;
    /** Held shared to accept jobs, alone to close: what is accepted is also stopped. */
    private final ReadWriteLock door = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private ProjectEngine(Surroundings place, Store store, Dispatcher dispatcher, AtWork atWork,
            JobCounters counters) {
        this.place = place;
        this.publisher = new Publisher(counters::listenerFailed);
        this.store = store;
        this.suspects = store.settings().find(Settings.SUSPECTS).isPresent();
        this.dispatcher = dispatcher;
        this.planner = new Planner(place, (needs, folder) -> dispatcher.refusal(needs, Disk.at(folder).freeBytes()));
        this.line = new Line(store, dispatcher, live, place.clock());
        this.submissions = new Submissions(store.jobs(), this::snapshot,
                jobs -> line.cancel(jobs, Optional.empty()));
        this.repeats = new Repeats(place.repeats(), System::nanoTime, live::containsKey, this::standing);
        this.intake = new Intake(place, store, repeats, this::accept, this::job);
        this.undelivered = new Undelivered(store.failures(), this::snapshot, intake::again);
        this.failFast = new FailFast(store.jobs(), (jobs, why) -> line.cancel(jobs, Optional.of(why)));
        this.performer = new Performer(place, atWork, line);
        this.recovery = new Recovery(place, store.jobs(), atWork, counters);
        this.moments = new Moments(place.moment());
        this.registry = new LiveJob.Registry(place.folder(), store.jobs(), publisher, place.clock(), counters,
                moments, this::over);
        this.watched = counters.watch(() -> live.values().stream().map(job -> job.live().current()));
    }

    /** @param store closed with the engine, which takes up again what a dead process or an earlier engine left */
    static Engine open(Surroundings place, Store store, Dispatcher dispatcher, AtWork atWork,
            JobCounters counters) {
        ProjectEngine engine = new ProjectEngine(place, store, dispatcher, atWork, counters);
        try {
            Set<UUID> busy = engine.recovery.stillAtWork();
            engine.recover(busy);
            // also those that have ended meanwhile: then it is called back at once
            busy.forEach(id -> atWork.whenEnded(id, () -> engine.takeUp(id)));
            return engine;
        } catch (RuntimeException e) {
            engine.watched.close();
            engine.failFast.close();
            engine.line.close();
            engine.performer.close();
            engine.moments.close();
            engine.publisher.close();
            throw e;
        }
    }

    private void recover(Set<UUID> busy) {
        Map<UUID, List<JobRecord>> batches = new LinkedHashMap<>();
        List<JobRecord> unfinished = recovery.unfinished(busy);
        unfinished.forEach(job -> batches.computeIfAbsent(job.batch(), batch -> new ArrayList<>()).add(job));
        batches.values().forEach(records -> line.found(enlist(records, Map.of(), suspects)));
        intake.remember(unfinished);
        failFast.recover(unfinished);
        if (suspects && unfinished.isEmpty() && busy.isEmpty()) {
            store.settings().remove(Settings.SUSPECTS);
        }
    }

    /** A job that an earlier engine of the project had left at work has ended. */
    private void takeUp(UUID id) {
        door.readLock().lock();
        try {
            if (!closed) {
                recovery.ended(id).ifPresent(job -> line.found(enlist(List.of(job), Map.of(), suspects)));
            }
        } catch (RuntimeException e) {
            LOG.error("Job {} could not be taken up; it runs when the project is next opened", id, e);
        } finally {
            door.readLock().unlock();
        }
    }

    @Override
    public void takeUp() {
        line.takeUp();
    }

    @Override
    public void putOff() {
        line.putOff();
    }

    @Override
    public Queue queue() {
        return line;
    }

    @Override
    public Batches batches() {
        return submissions;
    }

    @Override
    public DeadLetters deadLetters() {
        return undelivered;
    }

    /** Removes what is left where jobs have been. */
    void sweep() {
        // without the door: however much there is to remove, closing does not wait for it
        try {
            recovery.sweep(() -> closed);
        } catch (RuntimeException e) {
            if (!closed) {
                throw e;
            }
            LOG.debug("closed while leftovers were removed", e);
        }
    }

    @Override
    public Plan plan(Order order, Run run) {
        return planner.plan(order, run);
    }

    @Override
    public List<JobSnapshot> submit(Plan plan) {
        return intake.submit(plan);
    }

    @Override
    public List<JobSnapshot> jobs() {
        return store.jobs().list(EnumSet.allOf(JobState.class), Integer.MAX_VALUE).stream().map(this::snapshot)
                .toList();
    }

    @Override
    public Optional<JobSnapshot> job(UUID id) {
        Optional<JobSnapshot> known = Optional.ofNullable(live.get(id)).map(job -> job.live().current())
                .or(() -> recent.find(id));
        return known.isPresent() ? known : store.jobs().find(id).map(this::snapshot);
    }

    /** How a job stands that is to stand for another one; empty when it is about to be canceled, for then it will not do the work. */
    private Optional<JobSnapshot> standing(UUID id) {
        Optional<JobSnapshot> stands = job(id);
        return Optional.ofNullable(live.get(id)).map(job -> job.live().cancellation())
                .filter(to -> to.reason().isPresent() && !to.timedOut()).isPresent() ? Optional.empty() : stands;
    }

    @Override
    public Optional<JobReport> inspect(UUID id) {
        // who looks so closely sees what it does now
        Optional.ofNullable(live.get(id)).ifPresent(at -> at.live().tell());
        Optional<JobSnapshot> job = job(id);
        Optional<Attempt> running = Optional.ofNullable(live.get(id)).flatMap(at -> at.live().attempt());
        List<Attempt> attempts = new ArrayList<>(store.jobs().attempts(id));
        // unless it has ended meanwhile
        running.filter(one -> one.number() > attempts.size()).ifPresent(attempts::add);
        Optional<Duration> limit = Optional.ofNullable(live.get(id)).map(at -> at.live().record())
                .or(() -> store.jobs().find(id)).flatMap(record -> record.work().timeLimit());
        return job.map(j -> JobReport.of(j, attempts, place.folder().jobLog(id), limit, place.clock().instant()));
    }

    @Override
    public boolean cancel(UUID id) {
        return Optional.ofNullable(live.get(id)).map(job -> job.stop(Reason.REQUESTED)).orElse(false);
    }

    @Override
    public Optional<JobSnapshot> retry(UUID id) {
        return store.jobs().find(id).filter(old -> old.state().terminal())
                .flatMap(old -> intake.again(List.of(old)).stream().findFirst());
    }

    @Override
    public Registration listen(Consumer<JobSnapshot> listener) {
        return publisher.listen(listener);
    }

    @Override
    public JobSnapshot await(UUID id) throws InterruptedException {
        Optional<MediaJob> job = Optional.ofNullable(live.get(id));
        if (job.isEmpty()) {
            return job(id).orElseThrow(() -> new ProcessingException(ErrorKind.INPUT, "engine.unknown-job",
                    "There is no job " + id + ".", "See the list of jobs."));
        }
        try {
            return job.get().live().over().get();
        } catch (ExecutionException e) {
            throw rethrow(e);
        }
    }

    @Override
    public void close() {
        List<MediaJob> jobs = shut();
        jobs.forEach(ProjectEngine::stopQuietly);
        Instant patience = Instant.now().plus(PATIENCE);
        jobs.forEach(job -> join(job, Duration.between(Instant.now(), patience)));
        jobs.forEach(ProjectEngine::outlive);
        jobs.forEach(job -> job.live().abandon(new InterruptedException("the engine was closed")));
        watched.close();
        failFast.close();
        line.close();
        performer.close();
        moments.close();
        publisher.close();
        jobs.forEach(dispatcher::remove);
        place.experience().close();
        store.close();
    }

    private List<MediaJob> shut() {
        door.writeLock().lock();
        try {
            closed = true;
            return List.copyOf(live.values());
        } finally {
            door.writeLock().unlock();
        }
    }

    private Optional<List<JobSnapshot>> accept(Intake.Delivery delivery) {
        door.readLock().lock();
        try {
            if (closed) {
                throw new ProcessingException(ErrorKind.RESOURCE, "engine.closed", "The project is being closed.",
                        "Open it again.");
            }
            return store.jobs().add(delivery.batch(), delivery.jobs(), delivery.successors())
                    ? Optional.of(begin(delivery))
                    : Optional.empty();
        } finally {
            door.readLock().unlock();
        }
    }

    private List<JobSnapshot> begin(Intake.Delivery delivery) {
        Batch batch = delivery.batch();
        try (Trail trail = Trail.of(batch.id())) {
            LOG.info("Batch {} is accepted: {} job(s), {}", batch.id(), batch.size(), delivery.title());
        }
        failFast.accepted(batch);
        List<MediaJob> jobs = enlist(delivery.jobs(), delivery.outlooks(), false);
        List<JobSnapshot> accepted = jobs.stream().map(job -> job.live().current()).toList();
        jobs.forEach(job -> job.live().announce());
        line.enter(jobs);
        return accepted;
    }

    private List<MediaJob> enlist(List<JobRecord> batch, Map<UUID, Outlook> outlooks, boolean suspect) {
        List<MediaJob> jobs = new ArrayList<>();
        for (JobRecord record : batch) {
            Optional<Outlook> outlook = Optional.ofNullable(outlooks.get(record.id()));
            LiveJob alive = new LiveJob(registry, record, outlook.flatMap(Outlook::expected), suspect);
            MediaJob job = new MediaJob(alive, outlook.map(Outlook::needs), performer, dispatcher, line);
            live.put(record.id(), job);
            jobs.add(job);
        }
        return jobs;
    }

    private void over(LiveJob job) {
        repeats.over(job.current(), job.record().work());
        failFast.over(job);
        if (job.stored()) {
            performer.close(job);
        } else {
            // as long as the project is open for sure
            job.log().ifPresent(JobLog::tell);
        }
        recent.add(job.current());
        // in this order: whoever holds back all that live either did so before, or does not find it
        Optional.ofNullable(live.remove(job.id())).ifPresent(dispatcher::remove);
    }

    private JobSnapshot snapshot(JobRecord record) {
        MediaJob job = live.get(record.id());
        return job == null
                ? recent.find(record.id()).orElseGet(() -> Records.snapshot(record, place.folder()))
                : job.live().current();
    }

    private static void stopQuietly(MediaJob job) {
        try {
            job.stop(Reason.CLOSING);
        } catch (RuntimeException e) {
            LOG.error("{} could not be stopped", job.getName(), e);
        }
    }

    private static void outlive(MediaJob job) {
        try {
            job.live().outlive();
        } catch (RuntimeException e) {
            LOG.error("{} could not be put back; the next opening takes it for one that died with the program",
                    job.getName(), e);
        }
    }

    private static void join(MediaJob job, Duration patience) {
        try {
            if (patience.toMillis() <= 0 || !job.join(patience.toMillis(), null)) {
                LOG.warn("{} does not stop; it runs again when the project is next opened", job.getName());
            }
        } catch (InterruptedException | OperationCanceledException e) {
            LOG.debug("no longer waiting for {}", job.getName());
        }
    }

    private static InterruptedException rethrow(ExecutionException e) {
        return switch (e.getCause()) {
            case InterruptedException closing -> closing;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new IllegalStateException(e.getCause());
        };
    }
}
