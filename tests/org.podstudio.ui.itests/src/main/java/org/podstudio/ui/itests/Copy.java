package org.podstudio.ui.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.podstudio.api.CanceledException;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/** A processor that copies a picture, as slowly as it is told to. */
final class Copy implements Processor<Copy.Params> {

    enum Order {
        FORWARD, BACKWARD
    }

    record Params(@Range(min = 1, max = 9) int copies, boolean carefully, Order order,
            @Range(min = 0, max = 60) @Unit("s") double pause) {}

    private final String id;
    private final double pause;
    private final int cores;
    private final AtomicInteger planned = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Copy(String id, double pause) {
        this(id, pause, 1);
    }

    /** @param cores that it says it keeps busy; with all of them, one runs at a time */
    Copy(String id, double pause, int cores) {
        this.id = id;
        this.pause = pause;
        this.cores = cores;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>(id, 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE),
                new Params(1, true, Order.FORWARD, pause));
    }

    /** Whoever plans waits until the returned latch is counted down. */
    CountDownLatch holdPlans() {
        planned.set(0);
        gate = new CountDownLatch(1);
        return gate;
    }

    /** How many wait, or have waited, since then. */
    int planned() {
        return planned.get();
    }

    @Override
    public Needs needs(Request<Params> request) {
        planned.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new CanceledException();
        }
        return new Needs(cores, Needs.LIGHT.heapBytes(), 0, 0, Needs.LIGHT.scratchBytes());
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        run.stage("copy", 1);
        CountDownLatch canceled = new CountDownLatch(1);
        try (Run.Registration registration = run.onCancel(canceled::countDown)) {
            for (int i = 1; i <= 20; i++) {
                if (canceled.await((long) (request.parameters().pause() * 50), TimeUnit.MILLISECONDS)) {
                    break;
                }
                run.progress(i / 20.0);
            }
            run.checkCanceled();
        } catch (InterruptedException e) {
            throw new CanceledException();
        }
        Path copy = run.scratch().resolve("copy.png");
        Files.copy(request.input(), copy);
        return Result.of(new Output(copy, "copy", Shelf.EDITS, Expected.ANYTHING));
    }
}
