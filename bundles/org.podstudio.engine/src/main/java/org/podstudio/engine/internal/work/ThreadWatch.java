package org.podstudio.engine.internal.work;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Finds threads that a processor started and did not end. Costs nothing while none is started: only then are those remembered that were there
 * before. Another job that starts threads meanwhile may be blamed, so this is for the log alone. For one thread at a time.
 */
final class ThreadWatch {

    /** Started by the Java system or by frameworks on their own behalf, and kept for good. */
    private static final String KEPT = "(ForkJoinPool|CompletableFuture|Worker-|podstudio-|process reaper|Cleaner|Common-Cleaner|"
            + "VirtualThread|Attach|Signal|Finalizer|Reference|Java2D|JNA|derby|starts ffmpeg|Timer-|surefire).*";
    private static final long GRACE_MILLIS = 50;

    /** Of the calling thread; {@code childValue} is called in it for each thread that it starts, and in those for theirs. */
    private static final InheritableThreadLocal<@Nullable ThreadWatch> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable ThreadWatch childValue(@Nullable ThreadWatch watch) {
            if (watch != null) {
                watch.starting();
            }
            return watch;
        }
    };

    private Optional<Set<Thread>> before = Optional.empty();

    private ThreadWatch() {
    }

    /** What the calling thread starts from here on is watched. */
    static ThreadWatch begin() {
        ThreadWatch watch = new ThreadWatch();
        CURRENT.set(watch);
        return watch;
    }

    /** Names of those that were started since and still run, a moment later. */
    List<String> end() {
        CURRENT.remove();
        Optional<Set<Thread>> known;
        synchronized (this) {
            known = before;
        }
        return known.map(ThreadWatch::left).orElse(List.of());
    }

    private synchronized void starting() {
        if (before.isEmpty()) {
            before = Optional.of(new HashSet<>(Thread.getAllStackTraces().keySet()));
        }
    }

    private static List<String> left(Set<Thread> known) {
        List<Thread> fresh = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !known.contains(thread) && !thread.getName().matches(KEPT)).toList();
        fresh.forEach(ThreadWatch::waitFor);
        return fresh.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
    }

    /** One that is about to end may do so. */
    private static void waitFor(Thread thread) {
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
