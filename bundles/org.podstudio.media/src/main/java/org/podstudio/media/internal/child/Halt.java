package org.podstudio.media.internal.child;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a child with all that it started, and lets it go on, by the signals STOP and CONT of POSIX to its process group, where
 * {@link Leash} gave it one; elsewhere it works on, and its run waits for it to no harm. For any thread.
 */
final class Halt {

    private static final Logger LOG = LoggerFactory.getLogger(Halt.class);
    private static final int PATIENCE_SECONDS = 5;
    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Process process;
    private boolean halted;
    private long since;
    private long lastedNanos;

    Halt(Process process) {
        this.process = process;
    }

    synchronized void halt() {
        if (!halted && signal("STOP")) {
            halted = true;
            since = System.nanoTime();
        }
    }

    synchronized void goOn() {
        if (halted && signal("CONT")) {
            halted = false;
            lastedNanos += System.nanoTime() - since;
        }
    }

    /** For how long it was halted in all, until now. */
    synchronized Duration lasted() {
        return Duration.ofNanos(lastedNanos + (halted ? System.nanoTime() - since : 0));
    }

    /** The group is there when the child has become its leader, which takes it a moment. */
    private boolean signal(String name) {
        for (int tries = 0; tries < TRIES && Leash.groups() && process.isAlive(); tries++) {
            if (sent(name)) {
                LOG.debug("{} sent to {}", name, process.pid());
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** {@code kill -s STOP -- -PID}, of POSIX: a negative number is a process group. */
    private boolean sent(String name) {
        try {
            Process kill = new ProcessBuilder("/bin/kill", "-s", name, "--", "-" + process.pid())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean ended = kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            kill.destroyForcibly();
            return ended && kill.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} not sent to {}: {}", name, process.pid(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
