package org.podstudio.engine.internal.learning;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.podstudio.api.ChildUsage;
import org.podstudio.api.Needs;
import org.podstudio.store.Lesson;

import com.sun.management.OperatingSystemMXBean;

/**
 * Measures one run of a processor, from its construction to its close. What can be told of one among several is the CPU time of its thread
 * and what its child processes took; only of one that was alone all the time, what the whole process took. Heap cannot be told at all: the
 * collector lets garbage lie. Children tell from any thread, all else happens in the thread that constructed it.
 */
public final class Meter implements AutoCloseable {

    /** In a shorter time a core is hardly woken up. */
    private static final double SHORT_SECONDS = 0.2;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private final Crowd crowd;
    private final long number;
    private final boolean measures;
    private final long started = System.nanoTime();
    private final long threadCpu;
    private final long systemCpu;
    private final Resident before;
    private long lastSign = started;
    private long quietNanos;
    private long childCpu;
    private long childBytes;
    private OptionalDouble cores = OptionalDouble.empty();
    private OptionalLong nativeBytes = OptionalLong.empty();

    /** @param measures when not, it is only counted as one of those who work */
    Meter(Crowd crowd, boolean measures) {
        this.crowd = crowd;
        this.measures = measures;
        this.number = crowd.enter();
        boolean alone = measures && crowd.alone(number);
        this.threadCpu = measures ? THREADS.getCurrentThreadCpuTime() : 0;
        this.systemCpu = alone ? SYSTEM.getProcessCpuTime() : 0;
        this.before = alone ? Resident.now() : Resident.UNKNOWN;
    }

    /** Whether a lesson is wanted of this run. */
    public boolean measures() {
        return measures;
    }

    /** It gets on. For any thread. */
    public synchronized void sign() {
        long now = System.nanoTime();
        quietNanos = Math.max(quietNanos, now - lastSign);
        lastSign = now;
    }

    /** One of its child processes has ended. For any thread. */
    public synchronized void child(ChildUsage usage) {
        childCpu += usage.cpu().toNanos();
        childBytes = Math.max(childBytes, usage.peakBytes());
    }

    /** The processor has done its part; what follows is others' work. */
    public synchronized void processed() {
        if (!measures) {
            return;
        }
        boolean alone = crowd.alone(number);
        long own = (alone ? SYSTEM.getProcessCpuTime() - systemCpu : THREADS.getCurrentThreadCpuTime() - threadCpu);
        double seconds = seconds(System.nanoTime() - started);
        if (seconds >= SHORT_SECONDS && (alone || childCpu > 0)) {
            cores = OptionalDouble.of((own + childCpu) / 1e9 / seconds);
        }
        long growth = alone ? Resident.now().growthSince(before) : 0;
        if (childBytes > 0 || growth > 0) {
            nativeBytes = OptionalLong.of(childBytes + growth);
        }
    }

    /** Most memory outside the heap that it was seen to have; empty when that could not be told. */
    public synchronized OptionalLong nativeBytes() {
        return nativeBytes;
    }

    /** Since it began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /**
     * What was measured, beside what was estimated.
     *
     * @param done whether it came to a good end, so that its time counts
     * @param scratchBytes that it left
     */
    public synchronized Lesson lesson(String subject, Size size, Needs estimate, long scratchBytes, boolean done) {
        sign();
        OptionalDouble seconds = done
                ? OptionalDouble.of(seconds(System.nanoTime() - started))
                : OptionalDouble.empty();
        return new Lesson(subject, size.unit(), size.amount(), seconds, seconds(quietNanos), coresRatio(estimate),
                memoryRatio(estimate), OptionalDouble.of(Correction.ratio(scratchBytes, estimate.scratchBytes())));
    }

    /** In words, for the job's log. */
    public synchronized String words(Needs estimate, long scratchBytes) {
        StringBuilder text = new StringBuilder("used ");
        cores.ifPresent(used -> text.append(Math.round(used * 10) / 10.0).append(" of ").append(estimate.threads())
                .append(" cores, "));
        nativeBytes.ifPresent(used -> text.append(used >> 20).append(" of ").append(estimate.nativeBytes() >> 20)
                .append(" MB of memory outside the heap, "));
        return text.append(scratchBytes >> 20).append(" of ").append(estimate.scratchBytes() >> 20)
                .append(" MB of disk").toString();
    }

    @Override
    public void close() {
        crowd.leave();
    }

    private OptionalDouble coresRatio(Needs estimate) {
        return cores.isPresent() ? OptionalDouble.of(cores.getAsDouble() / estimate.threads()) : cores;
    }

    /** What the process grew by is at least what the run took, and may be less: it tells only of too little that was estimated. */
    private OptionalDouble memoryRatio(Needs estimate) {
        double ratio = Correction.ratio(nativeBytes.orElse(0), estimate.nativeBytes());
        return nativeBytes.isPresent() && (childBytes > 0 || ratio > 1)
                ? OptionalDouble.of(ratio)
                : OptionalDouble.empty();
    }

    private static double seconds(long nanos) {
        return Math.max(1, nanos) / 1e9;
    }

    /**
     * What this process has in memory.
     *
     * @param bytes now
     * @param peakBytes the most it ever had
     * @param heapBytes of it, used by objects or garbage
     * @param heapMostBytes that the heap has taken from the system
     */
    private record Resident(long bytes, long peakBytes, long heapBytes, long heapMostBytes) {
        static final Resident UNKNOWN = new Resident(0, 0, 0, 0);

        static Resident now() {
            var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            try (Stream<String> lines = Files.lines(STATUS)) {
                long[] figures = new long[2];
                lines.forEach(line -> {
                    if (line.startsWith("VmRSS:")) {
                        figures[0] = kilobytes(line);
                    } else if (line.startsWith("VmHWM:")) {
                        figures[1] = kilobytes(line);
                    }
                });
                return new Resident(figures[0], figures[1], heap.getUsed(), heap.getCommitted());
            } catch (IOException e) {
                return UNKNOWN;
            }
        }

        /** At least so much of it is not heap; 0 when the peak is an older one, for then nothing can be told. */
        long growthSince(Resident before) {
            boolean told = before.bytes > 0 && peakBytes > before.peakBytes;
            return told ? Math.max(0, peakBytes - before.bytes - Math.max(0, heapMostBytes - before.heapBytes)) : 0;
        }

        private static long kilobytes(String line) {
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
    }
}
