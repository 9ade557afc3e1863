package org.podstudio.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;

/**
 * A disk that one program alone sees and can fill up: a temporary file system in a namespace of its own, which a user may make who may mount
 * nothing. The test is passed over where not even that is allowed.
 */
public final class SmallDisk {

    private static final String MOUNT = """
        mount -t tmpfs -o "$1" tmpfs "$0" || exit 125
        shift
        exec "$@"
        """;
    private static final int BLOCK = 64 << 10;

    private SmallDisk() {
    }

    /**
     * Runs the main method of a class, with the class path of the caller, the folder of the disk as its first argument. Fails when it does not
     * end well in five minutes.
     *
     * @param at an empty folder, which is the disk for the program
     * @param megabytes how large it is
     */
    public static void run(Class<?> program, Path at, int megabytes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(namespace(at));
        command.addAll(List.of("sh", "-c", MOUNT, at.toString(), "size=" + megabytes + "m"));
        command.addAll(OwnProgram.command(program, at.toString()));
        OwnProgram.run(command, at.resolveSibling(at.getFileName() + ".txt"), Duration.ofMinutes(5));
    }

    /**
     * Takes all the room there is.
     *
     * @param filler a file on the disk; deleting it makes room again
     */
    public static void fill(Path filler) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            for (int size = BLOCK; size > 0; size = size == BLOCK ? 1 : 0) {
                write(file, new byte[size]);
            }
        }
    }

    private static void write(RandomAccessFile file, byte[] block) {
        try {
            file.seek(file.length());
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            // that is the idea
        }
    }

    /**
     * The words before a command that may then mount file systems, which it alone sees. Passes the test over where nobody may.
     *
     * @param disk an empty folder to try it on
     */
    public static List<String> namespace(Path disk) throws IOException, InterruptedException {
        for (List<String> words : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
            List<String> attempt = new ArrayList<>(words);
            attempt.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", disk.toString()));
            if (begun(attempt).filter(code -> code == 0).isPresent()) {
                return words;
            }
        }
        return Assumptions
                .abort("Not tried: this user may mount nothing, neither as root nor in a namespace of users.");
    }

    private static Optional<Integer> begun(List<String> command) throws InterruptedException {
        try {
            return Optional.of(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        } catch (IOException noUnshare) {
            return Optional.empty();
        }
    }
}
