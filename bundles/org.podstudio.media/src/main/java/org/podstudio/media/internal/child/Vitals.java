package org.podstudio.media.internal.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.podstudio.api.ChildUsage;

/**
 * Looks at one child from time to time: what it takes, and whether that is too much. On Linux in {@code /proc}, where the kernel keeps the
 * peak, elsewhere by {@code ps} every two seconds; where neither is, as on Windows, nothing is known and nothing limited. Any thread.
 */
final class Vitals implements AutoCloseable {

    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/status"));
    private static final Path PS = Path.of("/bin/ps");
    private static final Duration PACE = PROC ? Duration.ofMillis(100) : Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watches children").factory());

    private final Process process;
    private final long limitBytes;
    private final Runnable tooMuch;
    private final Future<?> looking;
    private volatile long peakBytes;
    private volatile Duration cpu = Duration.ZERO;
    private volatile boolean over;

    private Vitals(Process process, long limitBytes, Runnable tooMuch) {
        this.process = process;
        this.limitBytes = limitBytes;
        this.tooMuch = tooMuch;
        this.looking = WATCH.scheduleWithFixedDelay(this::look, SOON.toMillis(), PACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** @param tooMuch called once at most, when it has more memory than the limit */
    static Vitals watch(Process process, long limitBytes, Runnable tooMuch) {
        return new Vitals(process, limitBytes, tooMuch);
    }

    /** Whether it had more than the limit. */
    boolean over() {
        return over;
    }

    /** Whether it had come so near to the limit that it may have died of it. */
    boolean near() {
        return peakBytes > limitBytes * 0.8;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** All that was seen. */
    ChildUsage usage(int exitCode) {
        return new ChildUsage(exitCode, cpu, peakBytes);
    }

    /** Looks no more. */
    @Override
    public void close() {
        looking.cancel(false);
    }

    private void look() {
        peakBytes = Math.max(peakBytes, memory());
        process.toHandle().info().totalCpuDuration().ifPresent(total -> cpu = total);
        if (peakBytes > limitBytes && !over) {
            over = true;
            tooMuch.run();
        }
    }

    private long memory() {
        try {
            return PROC ? peak() : Files.isExecutable(PS) ? resident() : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private long peak() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(Vitals::kilobytes).findFirst().orElse(0);
        }
    }

    private long resident() throws IOException {
        Process ps = new ProcessBuilder(PS.toString(), "-o", "rss=", "-p", Long.toString(process.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return kilobytes("0" + new String(ps.getInputStream().readAllBytes()));
    }

    private static long kilobytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) << 10;
    }
}
