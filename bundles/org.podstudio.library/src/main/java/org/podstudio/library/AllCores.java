package org.podstudio.library;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.podstudio.api.CanceledException;

/** The same work on many things, as many at a time as there are cores. */
final class AllCores {

    private static final long ASK_MILLIS = 200;

    private AllCores() {
    }

    /**
     * Works and tells what came of it.
     *
     * @param work called by several threads
     * @param check called several times a second, in the calling thread; what it throws ends the work once what is begun is done
     * @param each told in the calling thread, in the order of the things
     */
    static <T, R> void map(List<T> things, Function<T, R> work, Runnable check, BiConsumer<T, R> each) {
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("library-", 1).factory());
        try {
            List<Future<R>> results = things.stream().map(thing -> workers.submit(() -> work.apply(thing))).toList();
            for (int i = 0; i < results.size(); i++) {
                each.accept(things.get(i), await(results.get(i), check));
            }
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    private static <R> R await(Future<R> result, Runnable check) {
        while (true) {
            check.run();
            try {
                return result.get(ASK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // asks again
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CanceledException();
            }
        }
    }
}
