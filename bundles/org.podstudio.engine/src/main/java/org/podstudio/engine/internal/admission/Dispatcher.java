package org.podstudio.engine.internal.admission;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts those who wait, by priority, as far as the budget goes; small ones pass a big one that does not fit, but only so often, and no
 * priority waits for ever behind higher ones. One for all open projects, because they share one machine. For any thread; decides in a thread of its own.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** So many are looked at in one go. */
    private static final int WINDOW = 64;
    /** So many more when these leave cores idle: what is small may stand behind many that are large. */
    private static final int BEHIND = 1024;
    /** So many pass one that waits only for them. */
    private static final int MOST_PASS = 64;
    /** So long they pass one that waits only for them. */
    private static final Duration LET_PASS = Duration.ofSeconds(30);
    /** So many of higher priorities are started, and so long it takes, before the first of a lower one comes in between. */
    private static final int OVERTAKEN = 8;
    private static final Duration LONG_WAIT = Duration.ofMinutes(10);
    /** What others than jobs take of the machine is looked at so often while a job waits for it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Budget budget;
    private final WaitingLine<Waiting> line = new WaitingLine<>();
    private final Set<Waiting> held = new HashSet<>();
    private final Map<Waiting, Needs> running = new HashMap<>();
    /** Of those that run, who stands still; and of these, in order, who shall go on. */
    private final Set<Waiting> resting = new HashSet<>();
    private final Map<Waiting, Runnable> returning = new LinkedHashMap<>();
    /** Of those that run, who needs nothing of what was promised any more. */
    private final Set<Waiting> worked = new HashSet<>();
    private final DoubleSupplier memoryInUse;
    private final Patience patience;
    private final Pace pace;
    private final Ageing ageing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("podstudio-dispatch").factory());
    private final AtomicBoolean poked = new AtomicBoolean();
    private final AtomicBoolean looksAgain = new AtomicBoolean();

    /** Nobody waits, nobody runs; only promises count, and each job has the cores that it needs. */
    public Dispatcher(Budget budget) {
        this(budget, () -> 0, System::nanoTime, new Pace(System::nanoTime, 0));
    }

    /**
     * Nobody waits, nobody runs; of jobs that are over at once there may run more than there are cores.
     *
     * @param memoryInUse share of the machine's memory that is taken, by whomever, 0 to 1; asked often
     */
    public Dispatcher(Budget budget, DoubleSupplier memoryInUse) {
        this(budget, memoryInUse, System::nanoTime, new Pace(System::nanoTime, Pace.MOST));
    }

    Dispatcher(Budget budget, DoubleSupplier memoryInUse, LongSupplier nanos, Pace pace) {
        this.budget = budget;
        this.memoryInUse = memoryInUse;
        this.patience = new Patience(MOST_PASS, LET_PASS, nanos);
        this.pace = pace;
        this.ageing = new Ageing(OVERTAKEN, LONG_WAIT, nanos);
    }

    /** Puts them into the line, by their places within their priority, then in this order. */
    public void add(Collection<? extends Waiting> entries) {
        synchronized (this) {
            entries.stream().filter(entry -> !running.containsKey(entry)).forEach(this::enter);
        }
        poke();
    }

    /** Keeps them out of the line until {@link #wake}, also those that are in it; who runs goes on. */
    public synchronized void hold(Collection<? extends Waiting> entries) {
        for (Waiting entry : entries) {
            line.remove(entry);
            if (!running.containsKey(entry)) {
                held.add(entry);
            }
        }
    }

    /** Puts those into the line that are still held, by their places within their priority, then in this order. */
    public void wake(Collection<? extends Waiting> entries) {
        synchronized (this) {
            entries.stream().filter(held::remove).forEach(this::enter);
        }
        poke();
    }

    /** Priority or place of those has changed; nothing happens to one that is not in the line. */
    public void rearrange(Collection<? extends Waiting> entries) {
        synchronized (this) {
            entries.stream().filter(line::contains).forEach(this::enter);
        }
        poke();
    }

    /** Takes one out of the line, or lets go of a held one. @return false when it does not wait: it was started, or never was in the line */
    public synchronized boolean remove(Waiting entry) {
        return held.remove(entry) | line.remove(entry);
    }

    /** One that was started needs nothing more of what was promised to it, and only waits to be over. */
    public void worked(Waiting entry) {
        synchronized (this) {
            Needs needs = running.get(entry);
            if (needs != null && worked.add(entry)) {
                giveBack(entry, needs);
            }
        }
        poke();
    }

    /** One that was started is over; calling it twice does nothing. */
    public void release(Waiting entry) {
        synchronized (this) {
            Needs needs = running.remove(entry);
            if (needs != null && !worked.remove(entry)) {
                giveBack(entry, needs);
            }
            patience.over(entry);
        }
        poke();
    }

    /** One that was started stands still: others may have its cores, but not its memory. Nothing happens when it does not run. */
    public void rest(Waiting entry) {
        synchronized (this) {
            returning.remove(entry);
            Optional.ofNullable(running.get(entry)).filter(needs -> !worked.contains(entry) && resting.add(entry))
                    .ifPresent(budget::rest);
        }
        poke();
    }

    /**
     * One that {@linkplain #rest rests} shall go on as soon as its cores are free; until then nobody else is started.
     *
     * @param goOn called once, holding a lock, so it returns at once; not called if it is over or rests again before
     * @return false when it does not rest
     */
    public boolean goOn(Waiting entry, Runnable goOn) {
        synchronized (this) {
            if (!resting.contains(entry)) {
                return false;
            }
            returning.put(entry, goOn);
        }
        poke();
        return true;
    }

    /** How many wait, those included that are held. */
    public synchronized int waiting() {
        return line.size() + held.size();
    }

    /** Whether so much of the machine's memory is in use, by whomever, that heavy jobs are not started. */
    public boolean strained() {
        return memoryInUse.getAsDouble() > Budget.MUCH_MEMORY;
    }

    /** Why a job could not even run alone; empty when it could. */
    public synchronized Optional<Problem> refusal(Needs needs, long freeDisk) {
        return budget.refusal(needs, freeDisk);
    }

    /** All memory that may be promised, bytes. */
    public synchronized long memoryBytes() {
        return budget.memoryBytes();
    }

    /** Starts no more. Those who run are not touched. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void giveBack(Waiting entry, Needs needs) {
        if (resting.remove(entry)) {
            budget.wake(needs);
        }
        returning.remove(entry);
        budget.release(needs);
        pace.over(entry);
    }

    private void enter(Waiting entry) {
        line.add(entry, entry.priority(), entry.place());
    }

    private void poke() {
        if (poked.compareAndSet(false, true)) {
            try {
                thread.execute(this::dispatchOnce);
            } catch (RejectedExecutionException closed) {
                LOG.debug("closed: nothing more is started");
            }
        }
    }

    /** What goes wrong with one that waits must not stay unheard: this thread keeps it to itself. */
    private void dispatchOnce() {
        try {
            dispatch();
        } catch (Throwable e) {
            LOG.error("Those who wait could not be looked at; tried again when one is over or comes", e);
        }
    }

    private void dispatch() {
        poked.set(false);
        if (!rouse()) {
            return;
        }
        boolean someoneWaits = false;
        List<Waiting> window = window();
        for (Waiting entry : window) {
            boolean settled = consider(entry, someoneWaits);
            someoneWaits |= !settled;
            if (full() || someoneWaits && exhausted()) {
                return;
            }
        }
        if (someoneWaits) {
            lookBehind(window);
        } else if (!full() && !empty()) {
            // there are more than the window shows; with every core promised, the next release pokes
            poke();
        }
    }

    private void lookBehind(List<Waiting> window) {
        if (window.size() < WINDOW) {
            return;
        }
        Set<Waiting> seen = new HashSet<>(window);
        for (Waiting entry : behind()) {
            if (!seen.contains(entry)) {
                consider(entry, true);
                if (full() || exhausted()) {
                    return;
                }
            }
        }
    }

    /** Lets those go on that rested and whose cores are free. @return whether these are all that want to */
    private synchronized boolean rouse() {
        for (Waiting entry : List.copyOf(returning.keySet())) {
            Needs needs = Objects.requireNonNull(running.get(entry));
            if (budget.roused(needs)) {
                budget.wake(needs);
                resting.remove(entry);
                Objects.requireNonNull(returning.remove(entry)).run();
            }
        }
        return returning.isEmpty();
    }

    /** @return false when it has to wait on */
    private boolean consider(Waiting entry, boolean someoneWaits) {
        Needs needs = entry.needs();
        Disk disk = entry.disk();
        Optional<Problem> refusal = refusal(needs, disk.freeBytes());
        if (refusal.isPresent()) {
            return !remove(entry) || guarded(entry, () -> entry.refuse(refusal.get()));
        }
        Optional<Obstacle> obstacle = admit(entry, needs, disk, someoneWaits);
        if (obstacle.isPresent()) {
            entry.waitsFor(obstacle.get());
            lookAgain(obstacle.get());
            return false;
        }
        return true;
    }

    /** Starts it if it can be. @return why it cannot */
    private Optional<Obstacle> admit(Waiting entry, Needs needs, Disk disk, boolean someoneWaits) {
        double memory = memoryInUse.getAsDouble();
        synchronized (this) {
            Optional<Obstacle> obstacle = budget.obstacle(needs, disk, memory);
            if (obstacle.isPresent()) {
                if (!someoneWaits) {
                    patience.waits(entry,
                            budget.without(patience.passers(entry)).obstacle(needs, disk, memory).isEmpty());
                }
                return obstacle;
            }
            boolean first = line.first(entry.priority()).filter(entry::equals).isPresent();
            if (!line.remove(entry)) {
                return Optional.empty();
            }
            running.put(entry, needs);
            pace.started(entry);
            ageing.started(entry.priority(), first);
            budget.take(needs);
            if (someoneWaits) {
                patience.passed(entry, needs);
            }
        }
        if (!guarded(entry, entry::start)) {
            release(entry);
        }
        return Optional.empty();
    }

    /** What is taken by other programs is given back without a word. */
    private void lookAgain(Obstacle obstacle) {
        if (obstacle.passesByItself() && looksAgain.compareAndSet(false, true)) {
            try {
                thread.schedule(() -> {
                    looksAgain.set(false);
                    poke();
                }, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.debug("closed: nobody looks again");
            }
        }
    }

    private synchronized boolean exhausted() {
        return patience.exhausted();
    }

    private synchronized List<Waiting> window() {
        budget.runAhead(pace.ahead());
        return budget.full() ? List.of() : ageing.window(line, WINDOW);
    }

    private synchronized List<Waiting> behind() {
        return line.first(WINDOW + BEHIND);
    }

    private synchronized boolean full() {
        return budget.full();
    }

    private synchronized boolean empty() {
        return line.size() == 0;
    }

    /** @return whether it went well */
    private static boolean guarded(Waiting entry, Runnable action) {
        try {
            action.run();
            return true;
        } catch (Throwable e) {
            LOG.error("{} could not be started", entry, e);
            return false;
        }
    }
}
