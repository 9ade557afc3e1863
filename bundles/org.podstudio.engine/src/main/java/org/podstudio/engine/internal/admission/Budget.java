package org.podstudio.engine.internal.admission;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Problem;

/**
 * What is promised to running jobs, against what there is. Several jobs together may take 80 % of memory and 95 % of the free disk; one
 * alone may take all. One job at a time has the GPU. Beside the promises counts what is really in use, by whomever: above 80 % of the
 * memory or 85 % of the disk no heavy job is added to those that run, above 90 % or 95 % none at all. Counts only: no threads, no clock,
 * not safe for several threads.
 */
public class Budget {

    private static final double SHARED_MEMORY = 0.8;
    private static final double SHARED_DISK = 0.95;
    static final double MUCH_MEMORY = 0.8;
    private static final double MOST_MEMORY = 0.9;
    private static final double MUCH_DISK = 0.85;
    private static final double MOST_DISK = 0.95;
    /** Of the memory, or of the free disk: who wants more is heavy. */
    private static final double LIGHT = 0.05;

    private final Capacity capacity;
    private int jobs;
    private int threads;
    private long heap;
    private long memory;
    private long promisedDisk;
    private int gpus;
    private int ahead;

    /** Everything is free. */
    public Budget(Capacity capacity) {
        this.capacity = capacity;
    }

    /** From now on so many more cores are promised than there are. */
    void runAhead(int cores) {
        ahead = cores;
    }

    /** Whether even the smallest job would have to wait: every core is promised. */
    public boolean full() {
        return threads >= capacity.threads() + ahead;
    }

    /**
     * Why a job may not start now; empty when it may.
     *
     * @param disk where it would put its scratch files
     * @param memoryInUse share of the machine's memory that is taken, 0 to 1
     */
    public Optional<Obstacle> obstacle(Needs needs, Disk disk, double memoryInUse) {
        if (jobs == 0) {
            return refusal(needs, disk.freeBytes()).map(nothingGivesItBack -> Obstacle.DISK);
        }
        if (needs.gpuBytes() > 0 && gpus > 0) {
            return Optional.of(Obstacle.GPU);
        }
        if (threads + cores(needs) > capacity.threads() + ahead) {
            return Optional.of(Obstacle.CORES);
        }
        if (!promisable(needs) || strained(memoryInUse, MUCH_MEMORY, MOST_MEMORY,
                needs.memoryBytes() > LIGHT * capacity.memoryBytes())) {
            return Optional.of(Obstacle.MEMORY);
        }
        boolean room = needs.scratchBytes() <= SHARED_DISK * disk.freeBytes() - promisedDisk;
        return !room || strained(disk.inUse(), MUCH_DISK, MOST_DISK, needs.scratchBytes() > LIGHT * disk.freeBytes())
                ? Optional.of(Obstacle.DISK)
                : Optional.empty();
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

    /** All memory there is, bytes. */
    long memoryBytes() {
        return capacity.memoryBytes();
    }

    /** As if some of those that run were gone. */
    Budget without(Collection<Needs> gone) {
        Budget rest = new Budget(capacity);
        rest.jobs = jobs;
        rest.threads = threads;
        rest.heap = heap;
        rest.memory = memory;
        rest.promisedDisk = promisedDisk;
        rest.gpus = gpus;
        rest.ahead = ahead;
        gone.forEach(rest::release);
        return rest;
    }

    /** Promises what a job needs. */
    public void take(Needs needs) {
        count(needs, 1);
    }

    /** Takes the promise back. */
    public void release(Needs needs) {
        count(needs, -1);
    }

    /** A job that runs can do without its cores for now. */
    void rest(Needs needs) {
        threads -= cores(needs);
    }

    /** It needs its cores again. */
    void wake(Needs needs) {
        threads += cores(needs);
    }

    /** Whether the cores of a job that did without are free. */
    boolean roused(Needs needs) {
        return threads + cores(needs) <= capacity.threads();
    }

    private boolean promisable(Needs needs) {
        return heap + needs.heapBytes() <= SHARED_MEMORY * capacity.heapBytes()
                && memory + needs.memoryBytes() <= SHARED_MEMORY * capacity.memoryBytes();
    }

    private static boolean strained(double inUse, double much, double most, boolean heavy) {
        return inUse > most || heavy && inUse > much;
    }

    private void count(Needs needs, int sign) {
        jobs += sign;
        threads += sign * cores(needs);
        heap += sign * needs.heapBytes();
        memory += sign * needs.memoryBytes();
        promisedDisk += sign * needs.scratchBytes();
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
