package org.podstudio.engine.internal.admission;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * How much of the machine's memory is taken, by whomever, 0 to 1: on Linux without what the kernel gives back at once, such as its file
 * cache, and against the container's limit where that is nearer; on Windows as the system tells; elsewhere, where what is called free says
 * little, 0: then only promises count. For any thread; looks at most four times a second.
 */
public final class MemoryInUse implements DoubleSupplier {

    private static final long KEEP_NANOS = 250_000_000;
    /** {@code MemAvailable:   24095152 kB}, {@code inactive_file 1234}. */
    private static final Pattern FIGURE = Pattern.compile("(\\w+):?\\s+(\\d+).*");

    private final Path meminfo;
    private final Path group;
    private final LongSupplier nanos;
    private double last;
    private long lookedAt;
    private boolean looked;

    /** Of this machine. */
    public MemoryInUse() {
        this(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"), System::nanoTime);
    }

    MemoryInUse(Path meminfo, Path group, LongSupplier nanos) {
        this.meminfo = meminfo;
        this.group = group;
        this.nanos = nanos;
    }

    @Override
    public synchronized double getAsDouble() {
        long now = nanos.getAsLong();
        if (!looked || now - lookedAt >= KEEP_NANOS) {
            looked = true;
            lookedAt = now;
            last = Files.isReadable(meminfo) ? Math.max(machine(), container()) : windows();
        }
        return last;
    }

    private double machine() {
        Map<String, Long> figures = figures(meminfo);
        return share(figures.getOrDefault("MemTotal", 0L) - figures.getOrDefault("MemAvailable", Long.MAX_VALUE),
                figures.getOrDefault("MemTotal", 0L));
    }

    /** Of the second version of control groups; one without a limit says {@code max}. */
    private double container() {
        long cache = figures(group.resolve("memory.stat")).getOrDefault("inactive_file", 0L);
        return share(number(group.resolve("memory.current")) - cache, number(group.resolve("memory.max")));
    }

    private static double windows() {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            return 0;
        }
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return share(system.getTotalMemorySize() - system.getFreeMemorySize(), system.getTotalMemorySize());
    }

    private static double share(long used, long all) {
        return all <= 0 ? 0 : Math.clamp(used / (double) all, 0, 1);
    }

    private static Map<String, Long> figures(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(FIGURE::matcher).filter(Matcher::matches)
                    .collect(Collectors.toMap(line -> line.group(1), line -> Long.parseLong(line.group(2)), Math::max));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static long number(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.chars().allMatch(Character::isDigit) && !text.isEmpty() ? Long.parseLong(text) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
