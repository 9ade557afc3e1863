package org.podstudio.api;

/**
 * What a request takes at its peak, estimated before it starts. The engine admits jobs by it; an estimate too low by half is a bug.
 *
 * @param threads cores kept busy, at least 1
 * @param heapBytes Java heap
 * @param nativeBytes memory outside the heap, child processes included
 * @param gpuBytes graphics memory; 0 when the request does not use a GPU
 * @param scratchBytes disk below {@link Run#scratch()}, outputs included
 */
public record Needs(int threads, long heapBytes, long nativeBytes, long gpuBytes, long scratchBytes) {

    /** A light job: one core, 64 MiB of heap, no native memory, 64 MiB of disk. */
    public static final Needs LIGHT = new Needs(1, 64L << 20, 0, 0, 64L << 20);

    /** Refuses negative amounts and less than one thread. */
    public Needs {
        if (threads < 1 || heapBytes < 0 || nativeBytes < 0 || gpuBytes < 0 || scratchBytes < 0) {
            throw new IllegalArgumentException("needs at least one thread and no negative amount");
        }
    }

    /** What this takes and another one after it: the most of each, but the disk of both, for what is made stays until the job ends. */
    public Needs then(Needs other) {
        return new Needs(Math.max(threads, other.threads), Math.max(heapBytes, other.heapBytes),
                Math.max(nativeBytes, other.nativeBytes), Math.max(gpuBytes, other.gpuBytes),
                scratchBytes + other.scratchBytes);
    }

    /** As this, with so many bytes of heap more. */
    public Needs plusHeap(long bytes) {
        return new Needs(threads, heapBytes + bytes, nativeBytes, gpuBytes, scratchBytes);
    }

    /** Heap and native memory together, bytes. */
    public long memoryBytes() {
        return heapBytes + nativeBytes;
    }
}
