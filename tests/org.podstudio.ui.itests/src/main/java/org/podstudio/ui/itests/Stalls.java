package org.podstudio.ui.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Display;

/** How long a window keeps somebody waiting who wants something of it again and again. */
final class Stalls {

    private static final int PAUSE_MS = 4;
    /** Who waits so long wants to know what the window does instead. */
    private static final int LONG_MS = 150;
    private static final int DEPTH = 24;
    private static final long PATIENCE_S = 60;

    private final Display display;
    private final List<Long> waited = new ArrayList<>();
    private final List<String> busyWith = new ArrayList<>();

    Stalls(Display display) {
        this.display = display;
    }

    /** Asks the window until this is done, from the calling thread. */
    void during(CompletableFuture<?> work) throws Exception {
        while (!work.isDone()) {
            CompletableFuture<Long> heard = new CompletableFuture<>();
            long asked = System.nanoTime();
            display.asyncExec(() -> heard.complete(System.nanoTime()));
            listen(heard);
            waited.add(heard.get(PATIENCE_S, TimeUnit.SECONDS) - asked);
            Thread.sleep(PAUSE_MS);
        }
        work.join();
    }

    private void listen(CompletableFuture<Long> heard) throws Exception {
        try {
            heard.get(LONG_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            busyWith.add(Arrays.stream(display.getThread().getStackTrace()).limit(DEPTH)
                    .map(StackTraceElement::toString).collect(Collectors.joining("\n    ")));
        }
    }

    /** So many of a hundred waited no longer, milliseconds. */
    double percentile(int percent) {
        List<Long> sorted = waited.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
    }

    @Override
    public String toString() {
        return "%d looks: half of them within %.1f ms, 99 of 100 within %.1f ms, all within %.1f ms; busy with%n  %s"
                .formatted(waited.size(), percentile(50), percentile(99), percentile(100),
                        String.join("\n  ", busyWith));
    }
}
