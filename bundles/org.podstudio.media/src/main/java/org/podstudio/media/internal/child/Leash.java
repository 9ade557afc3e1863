package org.podstudio.media.internal.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds children on Linux, by the programs of util-linux: a process group of their own, so that Ctrl+C in a
 * terminal reaches us and not them; an end by the kernel as soon as this program ends, however it ends; and a limit on
 * memory. A program that is not there, or does not work, is left out.
 */
final class Leash {

    private static final Logger LOG = LoggerFactory.getLogger(Leash.class);
    private static final long LEAST_BYTES = 4L << 30;

    /**
     * The kernel ends a child with the <em>thread</em> that started it, so all are started by one that never ends; a
     * virtual thread's carrier may.
     */
    private static final Executor STARTER = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("starts ffmpeg").factory());

    private static final String GROUP = "/usr/bin/setsid";
    private static final List<String> WORDS = Natives.linux() ? find() : List.of();
    private static final String LIMIT = "/usr/bin/prlimit";
    private static final boolean LIMITS = Natives.linux() && works(List.of(LIMIT, "--data=" + LEAST_BYTES));
    private static final long MOST_BYTES = Math.max(LEAST_BYTES, memory());

    private Leash() {
    }

    /** Whether a child has a process group of its own, with its own number. */
    static boolean groups() {
        return WORDS.contains(GROUP);
    }

    /** What a child gets at most: what it may have, and no more than the machine has. */
    static long limit(long wantedBytes) {
        return Math.min(wantedBytes, MOST_BYTES);
    }

    /**
     * Starts the command, held. Not to be interrupted.
     *
     * @param limitBytes of memory that it writes to, shared with nobody
     */
    static Process start(ProcessBuilder command, long limitBytes) throws IOException {
        List<String> words = new ArrayList<>(WORDS);
        if (LIMITS) {
            words.addAll(List.of(LIMIT, "--data=" + limitBytes));
        }
        words.addAll(command.command());
        command.command(words);
        try {
            return CompletableFuture.supplyAsync(() -> begin(command), STARTER).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /**
     * Those that belong to a child though their parents have ended, as far as the system tells: the members of its
     * process group.
     */
    static List<ProcessHandle> group(long leader) {
        if (!groups()) {
            return List.of();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> group(process) == leader).toList();
        }
    }

    /** The number of a process's group; 0 when it has ended. */
    private static long group(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')')).split(" ")[3]);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    private static Process begin(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static List<String> find() {
        List<List<String>> all = List.of(List.of(GROUP),
                List.of("/usr/bin/setpriv", "--pdeathsig", "KILL"));
        return all.stream().filter(Leash::works).flatMap(List::stream).toList();
    }

    private static boolean works(List<String> holder) {
        List<String> words = new ArrayList<>(holder);
        words.add("/bin/true");
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean works = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroyForcibly();
            return works;
        } catch (IOException e) {
            LOG.debug("children go without {}: {}", holder, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of the machine, bytes. */
    private static long memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(l -> l.startsWith("MemTotal:")).map(l -> l.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0) << 10;
        } catch (IOException e) {
            return 0;
        }
    }
}
