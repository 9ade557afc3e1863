package org.podstudio.media.internal.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Children of programs that were killed in the moment between their start and the kernel's knowing that they should end with it, or where the
 * kernel does not end them. Each bears in its environment by whom it was started. On Linux alone; elsewhere there is nothing to find.
 */
public final class Orphans {

    static final String VARIABLE = "PODSTUDIO_CHILD_OF";
    /** A mark by which nobody is ever found. */
    private static final String UNKNOWN = "unknown";
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final Path SYSTEM = Path.of("/proc");
    /** After the name of the program, which may have spaces and parentheses itself. */
    private static final int START_FIELD = 19;

    private Orphans() {
    }

    /**
     * Ends every process of this user that was started by a PODStudio on this machine which does not run any more, with its children. Takes some
     * milliseconds.
     *
     * @return how many
     */
    public static int end() {
        if (!Natives.linux()) {
            return 0;
        }
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> parent(process).filter(Orphans::gone).isPresent()).toList();
        for (ProcessHandle orphan : orphans) {
            LOG.warn("Ending process {}, which a program that died has left: {}", orphan.pid(),
                    orphan.info().command().orElse("?"));
            try (Stream<ProcessHandle> tree = orphan.descendants()) {
                tree.forEach(ProcessHandle::destroyForcibly);
            }
            orphan.destroyForcibly();
        }
        return orphans.size();
    }

    /** This program: its number, its start in ticks of the system, and which system; numbers mean nothing on another one or in another container. */
    static String mark() {
        long pid = ProcessHandle.current().pid();
        try {
            return pid + " " + start(pid) + " " + system();
        } catch (IOException e) {
            LOG.warn("Children that outlive this program will not be found: {}", e.toString());
            return UNKNOWN;
        }
    }

    private static boolean gone(String mark) {
        String[] words = mark.split(" ", 3);
        try {
            return words.length == 3 && words[2].equals(system())
                    && start(Long.parseLong(words[0])) != Long.parseLong(words[1]);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | NumberFormatException e) {
            return false; // nobody knows, as when too many files are open: better left alone
        }
    }

    private static Optional<String> parent(ProcessHandle process) {
        try {
            // of another user it cannot be read
            String environment = Files.readString(SYSTEM.resolve(process.pid() + "/environ"),
                    StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0")).filter(one -> one.startsWith(VARIABLE + "="))
                    .map(one -> one.substring(VARIABLE.length() + 1)).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @throws NoSuchFileException when there is no such process */
    private static long start(long pid) throws IOException {
        String stat = Files.readString(SYSTEM.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD]);
    }

    /** Which start of the system, and which container of it. */
    private static String system() {
        try {
            return Files.readString(SYSTEM.resolve("sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(SYSTEM.resolve("self/ns/pid"));
        } catch (IOException e) {
            return "unknown " + ProcessHandle.current().pid();
        }
    }
}
