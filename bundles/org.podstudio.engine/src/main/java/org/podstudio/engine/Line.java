package org.podstudio.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.Place;
import org.podstudio.engine.control.Queue;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.admission.Seats;
import org.podstudio.engine.internal.work.Cancellation.Reason;
import org.podstudio.store.Store;
import org.podstudio.store.Turn;

/**
 * The line of one project, which lets those into the dispatcher's that nothing keeps back: the project's work was taken up, neither the job nor
 * the whole line is paused, and it does not wait for its next attempt. For any thread; where both are locked, first this and then a job.
 */
final class Line implements Queue, AutoCloseable {

    private static final String PAUSED = "queue.paused";
    /** So many are canceled at once. */
    private static final int TOGETHER = 64;

    private final Store store;
    private final Dispatcher dispatcher;
    private final Map<UUID, MediaJob> live;
    private final Retries retries;
    /** Held by whoever changes turns, so that none is changed by what was read before another change. */
    private final Object arranging = new Object();
    /** What was left by an earlier process or put off by this one, until it is taken up; guarded by this, as are the flags. */
    private final Set<MediaJob> left = new HashSet<>();
    private boolean takenUp;
    private boolean putOff;
    /** Held shared while a job begins, alone to pause: what has begun when the line was paused is known to have. */
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean paused;

    /** @param live the jobs of the project that are not over */
    Line(Store store, Dispatcher dispatcher, Map<UUID, MediaJob> live, Clock clock) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.live = live;
        this.retries = new Retries(this::wake, clock, dispatcher::strained);
        this.paused = store.settings().find(PAUSED).isPresent();
    }

    /** Accepted just now. */
    void enter(List<MediaJob> jobs) {
        synchronized (this) {
            if (putOff) {
                left.addAll(jobs);
            }
            if (paused || putOff) {
                dispatcher.hold(jobs);
            } else {
                dispatcher.add(jobs);
            }
        }
        jobs.forEach(MediaJob::leaveIfStopped);
    }

    /** Accepted by an earlier engine of the project. */
    void found(List<MediaJob> jobs) {
        synchronized (this) {
            dispatcher.hold(jobs);
            if (takenUp) {
                retries.letIn(jobs);
            } else {
                left.addAll(jobs);
            }
        }
        jobs.forEach(MediaJob::leaveIfStopped);
    }

    /** What is accepted from now on waits as if it had been {@link #found}. */
    synchronized void putOff() {
        putOff = true;
    }

    /** Lets in what was {@link #found} or {@link #putOff put off}. */
    synchronized void takeUp() {
        takenUp = true;
        putOff = false;
        List<MediaJob> jobs = List.copyOf(left);
        left.clear();
        retries.letIn(jobs);
    }

    /** Lets one begin that the dispatcher has started, unless the line was paused meanwhile. @return false when it may not, or did not want to */
    boolean begin(BooleanSupplier beginning) {
        gate.readLock().lock();
        try {
            return !paused && beginning.getAsBoolean();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** It neither waits in the dispatcher's line nor runs any more, but is not over: it waits for its next attempt, or to be resumed. */
    synchronized void back(MediaJob job) {
        dispatcher.hold(List.of(job));
        retries.letIn(List.of(job));
    }

    /**
     * Cancels jobs together: first none of them can start any more, then all end at once, so that the store takes many in one commit.
     *
     * @param remark noted on those that this cancels
     * @return how many there were to cancel
     */
    long cancel(List<UUID> ids, Optional<String> remark) {
        List<MediaJob> jobs = ids.stream().flatMap(id -> find(id).stream()).toList();
        dispatcher.hold(jobs);
        // no virtual ones: each waits for its commit holding the lock of its job
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.clamp(jobs.size(), 1, TOGETHER),
                Thread.ofPlatform().daemon().name("podstudio-cancel").factory())) {
            return jobs.stream().map(job -> CompletableFuture.supplyAsync(() -> canceled(job, remark), threads))
                    .toList().stream().filter(CompletableFuture::join).count();
        }
    }

    private boolean canceled(MediaJob job, Optional<String> remark) {
        boolean stopped = job.stop(Reason.REQUESTED, remark);
        if (job.live().current().state().terminal()) {
            // it was over before it was held
            dispatcher.remove(job);
        }
        return stopped;
    }

    /** Nobody is woken any more. */
    @Override
    public void close() {
        retries.close();
    }

    @Override
    public void pause() {
        synchronized (arranging) {
            store.settings().put(PAUSED, Instant.now().toString());
            shut(gate.writeLock());
            synchronized (this) {
                dispatcher.hold(live.values());
            }
            // whoever looks from now on sees who runs still, and none that begins
            live.values().forEach(job -> job.live().tell());
            live.values().forEach(job -> job.live().awaitShown());
        }
    }

    private void shut(Lock alone) {
        alone.lock();
        paused = true;
        alone.unlock();
    }

    @Override
    public void resume() {
        synchronized (arranging) {
            store.settings().remove(PAUSED);
            synchronized (this) {
                paused = false;
                wake(live.values());
            }
        }
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public List<UUID> order() {
        return live.values().stream().map(MediaJob::live).filter(Line::waits).map(Standing::of).sorted(Standing.ORDER)
                .map(standing -> standing.seat().job()).toList();
    }

    private static boolean waits(LiveJob job) {
        JobState state = job.current().state();
        return state == JobState.QUEUED || state == JobState.WAITING_TO_RETRY;
    }

    /** Where one stands, read once, for it may be moved while others are compared. */
    private record Standing(Priority priority, Seats.Seat seat) {

        private static final Comparator<Standing> ORDER = Comparator
                .comparingInt((Standing standing) -> -standing.priority().weight())
                .thenComparing(Standing::seat, Seats.ORDER);

        private static Standing of(LiveJob job) {
            Turn turn = job.turn();
            return new Standing(turn.priority(), new Seats.Seat(job.id(), turn.place()));
        }
    }

    @Override
    public boolean pause(UUID id) {
        return change(id, turn -> turn.paused(true), MediaJob::halt);
    }

    @Override
    public boolean resume(UUID id) {
        return change(id, turn -> turn.paused(false), job -> {
            job.goOn();
            wake(List.of(job));
        });
    }

    @Override
    public boolean prioritise(UUID id, Priority priority) {
        return change(id, turn -> turn.priority() == priority ? turn : turn.at(priority), this::rearranged);
    }

    @Override
    public boolean move(UUID id, Place place) {
        synchronized (arranging) {
            return switch (place) {
                case Place.First first -> find(id).isPresent() && insert(id, priority(id), 0);
                case Place.Last last -> change(id, turn -> turn.at(turn.priority()), this::rearranged);
                case Place.Before before -> {
                    UUID next = before.job();
                    yield find(id).isPresent() && find(next).isPresent() && !id.equals(next)
                            && insert(id, priority(next), index(id, next));
                }
            };
        }
    }

    private Priority priority(UUID id) {
        return find(id).map(job -> job.live().turn().priority()).orElse(Priority.NORMAL);
    }

    private int index(UUID mover, UUID next) {
        return seats(mover, priority(next)).stream().map(Seats.Seat::job).toList().indexOf(next);
    }

    /** @param index before which of the others of the priority; less than 0 when that one is over by now */
    private boolean insert(UUID id, Priority priority, int index) {
        List<Seats.Seat> others = seats(id, priority);
        return index >= 0 && arrange(priority, Seats.insert(others, id, Math.min(index, others.size())));
    }

    private void rearranged(MediaJob job) {
        dispatcher.rearrange(List.of(job));
    }

    /** Those of a priority but one, in their order. */
    private List<Seats.Seat> seats(UUID but, Priority priority) {
        return live.values().stream().map(MediaJob::live).filter(job -> !job.id().equals(but))
                .filter(job -> job.turn().priority() == priority)
                .map(job -> new Seats.Seat(job.id(), job.turn().place())).sorted(Seats.ORDER).toList();
    }

    /** Those in front first, so that the order is one that was asked for whenever the program ends. @return whether the last one was there */
    private boolean arrange(Priority priority, Map<UUID, Long> places) {
        List<Map.Entry<UUID, Long>> inOrder = places.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        boolean arranged = false;
        for (Map.Entry<UUID, Long> place : inOrder) {
            arranged = change(place.getKey(), turn -> new Turn(priority, place.getValue(), turn.paused()),
                    this::rearranged);
        }
        return arranged;
    }

    private boolean change(UUID id, UnaryOperator<Turn> change, Consumer<MediaJob> then) {
        synchronized (arranging) {
            Optional<MediaJob> job = find(id);
            if (job.isEmpty() || !job.get().live().arrange(change)) {
                return false;
            }
            synchronized (this) {
                then.accept(job.get());
            }
            return true;
        }
    }

    private Optional<MediaJob> find(UUID id) {
        return Optional.ofNullable(live.get(id));
    }

    /** Into the line those whose turn may come. */
    private synchronized void wake(Collection<MediaJob> jobs) {
        if (!paused) {
            dispatcher.wake(jobs.stream().filter(job -> job.ready() && !left.contains(job))
                    .toList());
        }
    }
}
