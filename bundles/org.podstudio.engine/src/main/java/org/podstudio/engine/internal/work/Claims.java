package org.podstudio.engine.internal.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The names that files are about to get: looking for a free one and taking it must be one thing for all jobs of the process, while the
 * writing that follows takes its time. For any thread.
 */
final class Claims {

    private final Set<String> names = new HashSet<>();

    /** The first name of 1, 2, 3 … that is neither there nor claimed; give it back once the file is there. */
    synchronized Path free(IntFunction<Path> name) {
        int n = 1;
        while (Files.exists(name.apply(n)) || names.contains(key(name.apply(n)))) {
            n++;
        }
        names.add(key(name.apply(n)));
        return name.apply(n);
    }

    /** Exactly this name; waits while another job puts a file there. */
    synchronized void exactly(Path target) {
        boolean interrupted = false;
        while (!names.add(key(target))) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The file is there, or will not be. */
    synchronized void giveBack(Path target) {
        names.remove(key(target));
        notifyAll();
    }

    /** Some file systems take upper and lower case for the same. */
    private static String key(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }
}
