package org.podstudio.ui.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Display;

/**
 * How long a window keeps somebody waiting who wants something of it again and again, and for how much of that it works: in the rest it
 * has no core on a machine that others use, or it waits for something itself, which it must not. A wait in native code, as for a file, a
 * socket or the window system, cannot be told from having no core: it shows by the clock alone.
 */
final class Stalls {

    private static final int PAUSE_MS = 4;
    /** Who waits so long wants to know what the window does instead. */
    private static final int LONG_MS = 150;
    /** Locks that are held for a moment are given back within it. */
    private static final int AGAIN_MS = 50;
    private static final int DEPTH = 24;
    private static final long PATIENCE_S = 60;

    private final Display display;
    private final List<Wait> waits = new ArrayList<>();
    private int stuck;
    private final List<String> busyWith = new ArrayList<>();

    /** Nanoseconds; those worked are of a core. */
    private record Wait(long waited, long worked) {}

    Stalls(Display display) {
        this.display = display;
    }

    /** Asks the window until this is done, from the calling thread. */
    void during(CompletableFuture<?> work) throws Exception {
        while (!work.isDone()) {
            CompletableFuture<Wait> heard = new CompletableFuture<>();
            long asked = System.nanoTime();
            long worked = Work.of(display);
            display.asyncExec(
                    () -> heard.complete(new Wait(System.nanoTime() - asked, Work.of(display) - worked)));
            listen(heard);
            waits.add(heard.get(PATIENCE_S, TimeUnit.SECONDS));
            Thread.sleep(PAUSE_MS);
        }
        work.join();
    }

    private void listen(CompletableFuture<Wait> heard) throws Exception {
        try {
            heard.get(LONG_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            List<StackTraceElement> place = place();
            busyWith.add(place.stream().limit(DEPTH).map(StackTraceElement::toString)
                    .collect(Collectors.joining("\n    ")));
            stuck += waits() && waitsStill(place) ? 1 : 0;
        }
    }

    private boolean waitsStill(List<StackTraceElement> place) throws InterruptedException {
        Thread.sleep(AGAIN_MS);
        return waits() && place.equals(place());
    }

    private boolean waits() {
        return display.getThread().getState() != Thread.State.RUNNABLE;
    }

    private List<StackTraceElement> place() {
        return List.of(display.getThread().getStackTrace());
    }

    /** So many of a hundred waited no longer, milliseconds. */
    double waited(int percent) {
        return percentile(Wait::waited, percent);
    }

    /** Of so many of a hundred waits the window itself worked no longer, milliseconds of a core. */
    double worked(int percent) {
        return percentile(Wait::worked, percent);
    }

    /** How often who had waited long for it found it waiting at one and the same place, outside native code, for a while. */
    int stuck() {
        return stuck;
    }

    private double percentile(ToLongFunction<Wait> time, int percent) {
        long[] sorted = waits.stream().mapToLong(time).sorted().toArray();
        return sorted[(sorted.length - 1) * percent / 100] / 1e6;
    }

    @Override
    public String toString() {
        return ("%d looks: half of them within %.1f ms, 99 of 100 within %.1f ms, all within %.1f ms; its own work of these"
                + " %.1f, %.1f and %.1f ms; stuck %d times; busy with%n  %s").formatted(waits.size(), waited(50),
                        waited(99),
                        waited(100), worked(50), worked(99), worked(100), stuck, String.join("\n  ", busyWith));
    }
}
