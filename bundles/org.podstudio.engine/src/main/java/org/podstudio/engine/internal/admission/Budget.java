package org.podstudio.engine.internal.admission;

import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Problem;

/**
 * What is promised to running jobs, against what there is. Several jobs together may take 80 % of memory and 95 % of the free disk; one
 * alone may take all. One job at a time has the GPU. Counts only: no threads, no clock, not safe for several threads.
 */
public class Budget {

    private static final double SHARED_MEMORY = 0.8;
    private static final double SHARED_DISK = 0.95;

    private final Capacity capacity;
    private int jobs;
    private int threads;
    private long heap;
    private long memory;
    private long disk;
    private int gpus;

    /** Everything is free. */
    public Budget(Capacity capacity) {
        this.capacity = capacity;
    }

    /** Whether even the smallest job would have to wait: every core is promised. */
    public boolean full() {
        return threads >= capacity.threads();
    }

    /**
     * Whether a job may start now.
     *
     * @param freeDisk bytes, where it would put its scratch files
     */
    public boolean fits(Needs needs, long freeDisk) {
        if (jobs == 0) {
            return refusal(needs, freeDisk).isEmpty();
        }
        return threads + cores(needs) <= capacity.threads()
                && heap + needs.heapBytes() <= SHARED_MEMORY * capacity.heapBytes()
                && memory + needs.memoryBytes() <= SHARED_MEMORY * capacity.memoryBytes()
                && disk + needs.scratchBytes() <= SHARED_DISK * freeDisk && (needs.gpuBytes() == 0 || gpus == 0);
    }

    /**
     * Why a job could not run even if it had the machine for itself; empty when it could. The disk counts only while nothing runs: what runs
     * gives its scratch back.
     */
    public Optional<Problem> refusal(Needs needs, long freeDisk) {
        if (needs.heapBytes() > capacity.heapBytes()) {
            return tooLarge("of working memory (Java heap)", needs.heapBytes(), capacity.heapBytes(),
                    "Give the program more memory (-Xmx), or choose a smaller size or smaller tiles.");
        }
        if (needs.memoryBytes() > capacity.memoryBytes()) {
            return tooLarge("of memory", needs.memoryBytes(), capacity.memoryBytes(),
                    "Choose a smaller size or smaller tiles, or use a machine with more memory.");
        }
        if (jobs == 0 && needs.scratchBytes() > freeDisk) {
            return tooLarge("of free disk", needs.scratchBytes(), freeDisk,
                    "Free some disk space, or use a folder on a larger disk.");
        }
        return Optional.empty();
    }

    /** Promises what a job needs. */
    public void take(Needs needs) {
        count(needs, 1);
    }

    /** Takes the promise back. */
    public void release(Needs needs) {
        count(needs, -1);
    }

    private void count(Needs needs, int sign) {
        jobs += sign;
        threads += sign * cores(needs);
        heap += sign * needs.heapBytes();
        memory += sign * needs.memoryBytes();
        disk += sign * needs.scratchBytes();
        gpus += needs.gpuBytes() > 0 ? sign : 0;
    }

    /** A job that could keep more cores busy than there are is content with all. */
    private int cores(Needs needs) {
        return Math.min(needs.threads(), capacity.threads());
    }

    private static Optional<Problem> tooLarge(String what, long needed, long there, String advice) {
        return Optional.of(new Problem(ErrorKind.RESOURCE, "engine.too-large",
                "It needs " + size(needed) + " " + what + ", but there are " + size(there) + ".", advice,
                Optional.empty()));
    }

    private static String size(long bytes) {
        return bytes < 1L << 30
                ? (bytes >> 20) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
