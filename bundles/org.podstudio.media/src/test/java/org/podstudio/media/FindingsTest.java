package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.QuietRun;
import org.podstudio.api.Run;
import org.podstudio.testkit.FakeRun;

@Timeout(30)
class FindingsTest {

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Findings<Integer> findings = new Findings<>(10);

    @BeforeEach
    void begin() throws IOException {
        file = Files.createFile(folder.resolve("song"));
    }

    /** The first who asks is kept waiting. */
    private Integer find(Run run) throws IOException {
        int now = asked.incrementAndGet();
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        run.checkCanceled();
        return now;
    }

    @Test
    void two_at_a_time_share_the_work() throws Exception {
        CompletableFuture<Integer> first = ask(Unattended.RUN);
        begun.await();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Integer> second = ask(new Asking(waits::countDown));
        waits.await();
        goOn.countDown();
        assertEquals(1, first.join());
        assertEquals(1, second.join());
        assertEquals(1, findings.of(file, Unattended.RUN, () -> find(Unattended.RUN)));
        assertEquals(1, asked.get());
    }

    @Test
    void who_waits_takes_over_when_the_other_is_canceled() throws Exception {
        FakeRun canceled = new FakeRun(folder);
        CompletableFuture<Integer> first = ask(canceled);
        begun.await();
        CompletableFuture<Integer> second = ask(Unattended.RUN);
        canceled.cancel();
        goOn.countDown();
        assertInstanceOf(CanceledException.class, assertThrows(CompletionException.class, first::join).getCause());
        assertEquals(2, second.join());
    }

    @Test
    void who_waits_is_canceled_alone() throws Exception {
        CompletableFuture<Integer> first = ask(Unattended.RUN);
        begun.await();
        FakeRun canceled = new FakeRun(folder);
        CompletableFuture<Integer> second = ask(canceled);
        canceled.cancel();
        assertInstanceOf(CanceledException.class, assertThrows(CompletionException.class, second::join).getCause());
        goOn.countDown();
        assertEquals(1, first.join());
    }

    @Test
    void what_takes_a_moment_waits_for_nobody() throws Exception {
        CompletableFuture<Integer> first = ask(Unattended.RUN);
        begun.await();
        assertEquals(7, findings.of(file, () -> 7));
        assertEquals(7, findings.of(file, () -> 8));
        Files.writeString(file, "another song");
        assertEquals(8, findings.of(file, () -> 8));
        goOn.countDown();
        assertEquals(1, first.join());
    }

    /** Tells when it has something to be canceled. */
    private static final class Asking extends QuietRun {

        private final Runnable told;

        Asking(Runnable told) {
            this.told = told;
        }

        @Override
        public void checkCanceled() {
            // nobody cancels
        }

        @Override
        public Registration onCancel(Runnable action) {
            told.run();
            return () -> {};
        }
    }

    private CompletableFuture<Integer> ask(Run run) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return findings.of(file, run, () -> find(run));
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }, task -> Thread.ofPlatform().daemon().start(task)).orTimeout(20, TimeUnit.SECONDS);
    }
}
