package org.podstudio.imaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.podstudio.api.CanceledException;

/**
 * Native work of one piece, which nothing can stop. Where it may take long it runs in a thread of its own; who is canceled leaves it to
 * itself, and what it makes is thrown away.
 */
final class Unhurried {

    private static final long SHORT_PIXELS = 8_000_000;
    private static final long ASK_MILLIS = 200;

    private Unhurried() {
    }

    /**
     * What the work gives.
     *
     * @param check called several times a second while it lasts; what it throws is passed on
     */
    static <T> T call(long pixels, Runnable check, Supplier<T> work) {
        check.run();
        if (pixels <= SHORT_PIXELS) {
            return work.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("picture codec").start(() -> complete(result, work));
        while (true) {
            try {
                return result.get(ASK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                check.run();
            } catch (ExecutionException e) {
                throw thrown(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CanceledException();
            }
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException | Error e) {
            // also a lack of memory belongs to who asked, not to this thread
            result.completeExceptionally(e);
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new CompletionException(e);
        };
    }
}
