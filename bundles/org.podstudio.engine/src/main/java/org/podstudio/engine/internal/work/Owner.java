package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be known again: numbers of processes are used anew, and only together with the time of its start does one mean the same
 * process later.
 *
 * @param machine where it runs: a number means nothing on another computer or in another container
 * @param pid its number
 * @param start when it began, milliseconds since 1970 UTC
 */
record Owner(String machine, long pid, long start) {

    /** The system reckons the start back from its clock, which may have been set meanwhile. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final String HERE = host() + namespace();
    private static final Optional<Owner> SELF = of(ProcessHandle.current());

    /** This process. */
    static Owner self() {
        return SELF.orElseGet(() -> new Owner(HERE, ProcessHandle.current().pid(), 0));
    }

    /** A process of this machine; empty when it has ended or its start is not told. */
    static Optional<Owner> of(ProcessHandle process) {
        return process.info().startInstant().map(start -> new Owner(HERE, process.pid(), start.toEpochMilli()));
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
        Optional<Instant> began = process.info().startInstant();
        return began.isPresent() && Math.abs(began.get().toEpochMilli() - start) <= TOLERANCE.toMillis();
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
