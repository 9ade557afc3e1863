package org.podstudio.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is put off for a moment: to store that a job has begun, for it may be over before; and what follows when an end is on the disk, for the
 * thread that worked has gone on to the next job. For any thread.
 */
final class Moments implements AutoCloseable {

    /** Who has to wait longer for a job wants to see that it runs. */
    static final Duration MOMENT = Duration.ofMillis(20);

    /** So many beginnings are stored at once, in one commit. */
    private static final int TOGETHER = 8;

    /** What the store would not take is brought to it again after so long. */
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** So many ends are on their way to the disk, twice what one commit takes: what else is to be stored comes behind them. */
    private static final int MOST = 512;

    private final Duration moment;
    private final Semaphore endsToCome = new Semaphore(MOST);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(TOGETHER,
            Thread.ofPlatform().daemon().name("podstudio-job-begins").factory());
    /** Rather a thread of its own than the writer's, which it may wait for. */
    private final ThreadPoolExecutor ends = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("podstudio-job-ends").factory(),
            (late, closed) -> Thread.ofPlatform().daemon().name("podstudio-job-ends").start(late));

    /** @param moment how long a beginning is put off */
    Moments(Duration moment) {
        this.moment = moment;
        timer.setRemoveOnCancelPolicy(true);
        // or the writer would do what waits for it, where no thread is to be had
        ends.prestartCoreThread();
    }

    /** Does it after a moment, unless it is canceled before. It may wait for the disk. */
    Future<?> later(Runnable action) {
        return after(moment, action);
    }

    /** As {@link #later}, for what failed just now. */
    Future<?> again(Runnable action) {
        return after(AGAIN, action);
    }

    private Future<?> after(Duration pause, Runnable action) {
        try {
            return timer.schedule(action, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(false);
        }
    }

    /** Whether one more end may be stored while the thread that worked goes on; it has to be told when it is {@link #ended there}. */
    boolean endLater() {
        return endsToCome.tryAcquire();
    }

    /** One of those ends is on the disk, or is not going to be. */
    void ended() {
        endsToCome.release();
    }

    /** Does it soon, in the order it was asked for. It may wait for the disk. */
    void afterwards(Runnable action) {
        ends.execute(action);
    }

    /** What was put off is not done any more; what came afterwards is. */
    @Override
    public void close() {
        timer.shutdownNow();
        ends.shutdown();
    }
}
