package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that can be known again: numbers of processes are used anew, and only together with the time of its start does one mean the same
 * process later.
 *
 * @param machine where it runs: a number means nothing on another computer or in another container
 * @param pid its number
 * @param start when it began: on Linux in the system's own ticks, together with which start of the system they count from; elsewhere in
 *            milliseconds since 1970 UTC
 */
record Owner(String machine, long pid, long start) {

    /** Where the start is reckoned back from the clock, which may have been set meanwhile. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final String HERE = host() + namespace();
    /** Ticks begin anew with each start of the system. */
    private static final long BOOT = boot();
    /** After the name of the program, which may have spaces and parentheses itself. */
    private static final int START_FIELD = 19;
    private static final Optional<Owner> SELF = of(ProcessHandle.current());

    /** This process. */
    static Owner self() {
        return SELF.orElseGet(() -> new Owner(HERE, ProcessHandle.current().pid(), 0));
    }

    /** A process of this machine; empty when it has ended or its start is not told. */
    static Optional<Owner> of(ProcessHandle process) {
        return ticks(process.pid()).or(() -> millis(process)).map(start -> new Owner(HERE, process.pid(), start));
    }

    /** Whether it ran on this machine, so that {@link #alive()} means something. */
    boolean here() {
        return machine.equals(HERE);
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> alive() {
        return here() ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same) : Optional.empty();
    }

    private boolean same(ProcessHandle process) {
        Optional<Long> ticks = ticks(pid);
        return ticks.isPresent()
                ? ticks.get() == start
                : millis(process).filter(began -> Math.abs(began - start) <= TOLERANCE.toMillis()).isPresent();
    }

    private static Optional<Long> millis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    /** No setting of the clock changes them. */
    private static Optional<Long> ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Optional
                    .of(BOOT + Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD]));
        } catch (IOException | RuntimeException notLinux) {
            return Optional.empty();
        }
    }

    private static long boot() {
        try {
            return UUID.fromString(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip())
                    .getMostSignificantBits();
        } catch (IOException | IllegalArgumentException notLinux) {
            return 0;
        }
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return Optional.ofNullable(System.getenv("COMPUTERNAME")).orElse("");
        }
    }

    private static String namespace() {
        try {
            return "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "";
        }
    }
}
