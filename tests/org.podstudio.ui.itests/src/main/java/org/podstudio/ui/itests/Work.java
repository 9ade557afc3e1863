package org.podstudio.ui.itests;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntConsumer;

import org.eclipse.swt.widgets.Display;

/** What a window's own thread works, whatever else goes on at the machine, and what the program keeps of the Java heap. */
final class Work {

    /** For a frame 16 ms is the goal on a desktop; twice that is left for a software renderer. */
    static final long FRAME_NANOS = 32_000_000;

    private Work() {
    }

    /** Since it began, nanoseconds of a core. For any thread. */
    static long of(Display display) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(display.getThread().threadId());
    }

    /**
     * Of so many frames the one that only one in twenty takes more than, nanoseconds of a core. In the window's thread.
     *
     * @param draw
     *            told the number of the frame
     */
    static long ofFrame(Display display, int count, IntConsumer draw) {
        long[] frames = new long[count];
        for (int i = 0; i < count; i++) {
            long start = of(display);
            draw.accept(i);
            frames[i] = of(display) - start;
        }
        Arrays.sort(frames);
        return frames[count * 95 / 100];
    }

    /** What is left of the Java heap when all that nobody needs any more is swept up, bytes. Images of the window lie outside it. */
    static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
