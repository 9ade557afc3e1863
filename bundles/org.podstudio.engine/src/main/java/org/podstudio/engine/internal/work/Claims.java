package org.podstudio.engine.internal.work;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The names that files are about to get, each with who claims it: looking for a free one and taking it must be one thing for all jobs of the
 * process, and until the one who took it knows whether its file stays, nobody else may build on that file. For any thread.
 */
final class Claims {

    /** How soon one that waits looks up. */
    private static final long LOOK_MILLIS = 100;

    private final Map<String, Object> names = new HashMap<>();

    /** The first name of 1, 2, 3 … that is neither there nor claimed. */
    synchronized Path free(Object owner, IntFunction<Path> name) {
        int n = 1;
        while (Files.exists(name.apply(n), LinkOption.NOFOLLOW_LINKS) || names.containsKey(key(name.apply(n)))) {
            n++;
        }
        names.put(key(name.apply(n)), owner);
        return name.apply(n);
    }

    /**
     * Exactly this name; waits while another has it. Who takes several takes them in one order, or two wait for each other.
     *
     * @param check called now and then; what it throws ends the waiting
     */
    synchronized void exactly(Object owner, Path target, Runnable check) {
        boolean interrupted = false;
        try {
            while (names.putIfAbsent(key(target), owner) != null && names.get(key(target)) != owner) {
                check.run();
                try {
                    wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Its files are there for good, or gone. */
    synchronized void giveBack(Object owner) {
        names.values().removeIf(holder -> holder == owner);
        notifyAll();
    }

    /** In the order in which they are to be taken; some file systems take upper and lower case for the same. */
    static String key(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }
}
