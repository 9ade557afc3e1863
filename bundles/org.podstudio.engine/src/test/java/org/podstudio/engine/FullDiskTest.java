package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A disk that runs full in whatever moment: see {@link FullDisk}. */
class FullDiskTest {

    private static final Logger LOG = LoggerFactory.getLogger(FullDiskTest.class);

    /** Folders of a project that shall be disks of their own. */
    private static final List<String> SMALL = List.of("Work/.scratch", "Work/edits");
    private static final String MOUNT = """
        mount -t tmpfs -o size=40m tmpfs "$0" || exit 125
        for small in "$1" "$2"; do mount -t tmpfs -o size=1m tmpfs "$small" || exit 125; done
        shift 2
        exec "$@"
        """;

    @TempDir
    Path temp = Path.of("");

    @Test
    void whenever_the_disk_runs_full_the_state_is_true_and_the_next_job_succeeds() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Optional<List<String>> namespace = namespace(disk);
        if (namespace.isEmpty()) {
            Assumptions.abort("Not tried: this user may mount nothing, neither as root nor in a namespace of users.");
        }
        Path project = Files.createDirectory(temp.resolve("roomy"));
        for (String small : SMALL) {
            Files.createDirectories(project.resolve(small));
        }
        List<String> command = new ArrayList<>(namespace.get());
        command.addAll(List.of("sh", "-c", MOUNT, disk.toString(), project.resolve(SMALL.getFirst()).toString(),
                project.resolve(SMALL.getLast()).toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FullDisk.class.getName(), disk.toString(), project.toString(), temp.resolve("user").toString()));
        Path said = temp.resolve("said.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> words(said, ".*"));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        LOG.info("{}", words(said, "said: .*"));
        assertEquals(0, process.exitValue(), () -> words(said, ".*"));
        for (String phase : List.of("scratch", "journal", "placement")) {
            assertTrue(words(said, "said: .*").contains("no room for the " + phase + ": FAILED io.disk-full"),
                    () -> words(said, "said: .*"));
        }
    }

    private static String words(Path said, String lines) {
        try {
            return String.join("\n", Files.readAllLines(said).stream().filter(line -> line.matches(lines)).toList());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Optional<List<String>> namespace(Path disk) throws IOException, InterruptedException {
        for (List<String> words : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
            List<String> attempt = new ArrayList<>(words);
            attempt.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", disk.toString()));
            try {
                if (new ProcessBuilder(attempt).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0) {
                    return Optional.of(words);
                }
            } catch (IOException noUnshare) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
