package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.testkit.OwnProgram;
import org.podstudio.testkit.SmallDisk;
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
        Path project = Files.createDirectory(temp.resolve("roomy"));
        for (String small : SMALL) {
            Files.createDirectories(project.resolve(small));
        }
        List<String> command = new ArrayList<>(SmallDisk.namespace(disk));
        command.addAll(List.of("sh", "-c", MOUNT, disk.toString(), project.resolve(SMALL.getFirst()).toString(),
                project.resolve(SMALL.getLast()).toString()));
        command.addAll(OwnProgram.command(FullDisk.class, disk.toString(), project.toString(),
                temp.resolve("user").toString()));
        Path said = temp.resolve("said.txt");
        OwnProgram.run(command, said, Duration.ofMinutes(5));
        String words = words(said);
        LOG.info("{}", words);
        for (String phase : List.of("scratch", "journal", "placement")) {
            assertTrue(words.contains("no room for the " + phase + ": FAILED io.disk-full"), words);
        }
    }

    private static String words(Path said) throws IOException {
        try (Stream<String> lines = Files.lines(said)) {
            return lines.filter(line -> line.startsWith("said: ")).collect(Collectors.joining("\n"));
        }
    }
}
