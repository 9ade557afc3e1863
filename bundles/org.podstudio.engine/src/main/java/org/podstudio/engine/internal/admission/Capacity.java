package org.podstudio.engine.internal.admission;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * What there is to share out among jobs.
 *
 * @param threads cores
 * @param heapBytes Java heap, at its largest
 * @param memoryBytes all memory of the machine or of the container
 */
public record Capacity(int threads, long heapBytes, long memoryBytes) {

    /** What this machine has; within a container, what the container has. */
    public static Capacity machine() {
        Runtime runtime = Runtime.getRuntime();
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new Capacity(runtime.availableProcessors(), runtime.maxMemory(), Math.max(memory, runtime.maxMemory()));
    }
}
