package org.podstudio.ui.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Survey;

/** A processor that looks at all inputs together before, and stands still halfway until it is let go on. */
final class Together implements Processor<Together.Params> {

    /** Words too long for anything but a list that drops down. */
    enum Manner {
        ONE_AFTER_THE_OTHER, ALL_AT_THE_SAME_TIME
    }

    record Params(boolean known, Manner manner) {}

    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    @Override
    public ProcessorInfo<Params> info() {
        return new ProcessorInfo<>("together", 1, Set.of(MediaKind.IMAGE), Set.of(MediaKind.IMAGE), new Params(false,
                Manner.ONE_AFTER_THE_OTHER));
    }

    /** From now on it does not stand still. */
    void goOn() {
        gate.complete(null);
    }

    /** Done when looking was canceled. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public Optional<Survey<Params>> survey(Params parameters) {
        return parameters.known() ? Optional.empty() : Optional.of(this::look);
    }

    private Params look(List<Path> inputs, Run run) {
        run.progress(0.5);
        CompletableFuture<Void> awaited = gate.copy();
        try (Run.Registration registration = run.onCancel(() -> awaited.cancel(false))) {
            awaited.join();
        } catch (CancellationException e) {
            stopped.complete(null);
            run.checkCanceled();
        }
        return new Params(true, Manner.ONE_AFTER_THE_OTHER);
    }

    @Override
    public Result process(Request<Params> request, Run run) {
        throw new UnsupportedOperationException("it is only planned");
    }
}
