package org.podstudio.ui.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.junit.jupiter.api.Test;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.ui.UiByHand;

class ThumbnailsTest {

    private final UiByHand ui = new UiByHand();
    private final Thumbnails thumbnails = new Thumbnails(ui, data -> {
        throw new AssertionError("no picture was expected");
    }, () -> {
    });

    @Test
    void a_worker_is_free_again_whatever_went_wrong() throws InterruptedException {
        List<Asset> assets = Stream.generate(ThumbnailsTest::asset).limit(5).toList();
        List<Throwable> failures = List.of(new IllegalStateException("closed"), new UnsatisfiedLinkError("lib"),
                new SWTException(SWT.ERROR_INVALID_IMAGE), new OutOfMemoryError("test"), new StackOverflowError());
        thumbnails.from(asset -> ThumbnailsTest.<RuntimeException, Optional<java.nio.file.Path>>fail(
                failures.get(assets.indexOf(asset))));
        thumbnails.want(assets);
        for (int i = 0; i < assets.size(); i++) {
            ui.next();
        }
        assertTrue(assets.stream().allMatch(thumbnails::failed));
    }

    @Test
    void a_picture_comes_from_the_project_its_asset_was_shown_of() throws InterruptedException {
        CountDownLatch switched = new CountDownLatch(1);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        thumbnails.from(asset -> {
            awaitQuietly(switched);
            first.incrementAndGet();
            return Optional.empty();
        });
        thumbnails.want(List.of(asset()));
        thumbnails.from(asset -> {
            second.incrementAndGet();
            return Optional.empty();
        });
        switched.countDown();
        ui.next();
        assertEquals(1, first.get());
        assertEquals(0, second.get());
    }

    /** Ten thousand new assets, all to be seen at once, while whatever makes their pictures stands still. */
    @Test
    void who_draws_ten_thousand_waits_for_no_picture() throws InterruptedException {
        CountDownLatch imported = new CountDownLatch(1);
        List<Asset> assets = Stream.generate(ThumbnailsTest::asset).limit(10_000).toList();
        thumbnails.from(asset -> {
            awaitQuietly(imported);
            return Optional.empty();
        });
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long longest = 0;
        for (int page = 0; page < assets.size(); page += 50) {
            long before = threads.getCurrentThreadCpuTime();
            List<Asset> visible = assets.subList(page, page + 50);
            thumbnails.want(visible);
            assertTrue(visible.stream().allMatch(asset -> thumbnails.image(asset).isEmpty()));
            longest = Math.max(longest, threads.getCurrentThreadCpuTime() - before);
        }
        thumbnails.want(assets);
        // a sixtieth of a second is a picture on the screen; the first call loads classes
        assertTrue(longest < 200_000_000, "the longest took " + longest / 1000 + " us");
        imported.countDown();
        // the two that were begun, then those that are wanted now
        for (int i = 0; i < 100; i++) {
            ui.next();
        }
        assertTrue(assets.stream().noneMatch(thumbnails::failed), "they have no picture, which is no failure");
        thumbnails.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked") // the compiler is told that it is unchecked, so that any failure can be thrown
    private static <E extends Throwable, T> T fail(Throwable failure) throws E {
        throw (E) failure;
    }

    private static Asset asset() {
        Content content = new Content("0", 1_000, "image/png", OptionalInt.of(12), OptionalInt.of(8),
                OptionalDouble.empty(), "png", Map.of());
        return new Asset(UUID.randomUUID(), MediaKind.IMAGE, "Library/images/a.png", content,
                new Labels("unsorted", Set.of(), 0, false), Optional.empty(), Optional.empty(), Optional.empty(),
                Instant.EPOCH);
    }
}
