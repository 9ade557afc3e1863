package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small disk that a command alone sees: a temporary file system in a namespace of its own, which a user may make who may mount nothing.
 *
 * @param at an empty folder
 * @param options of mount, such as {@code size=96k} or {@code ro}
 */
record OwnDisk(Path at, String options) {

    private static final List<List<String>> NAMESPACES = List.of(List.of("unshare", "-rm"), List.of("unshare", "-m"));

    // what is on the disk goes with the command, so it is listed before
    private static final String SCRIPT = """
        disk=$1; mount -t tmpfs -o "$2" tmpfs "$disk" || exit 125
        list=$3; shift 3
        "$@"; code=$?
        find "$disk" -type f > "$list"
        exit $code
        """;

    /** The command that mounts it and runs what follows. */
    List<String> starter() throws IOException, InterruptedException {
        List<String> starter = new ArrayList<>(namespace());
        starter.addAll(List.of("sh", "-c", SCRIPT, "own-disk", at.toString(), options, list().toString()));
        return List.copyOf(starter);
    }

    /** The files that the command left on it. */
    List<String> files() throws IOException {
        try (Stream<String> lines = Files.lines(list())) {
            return lines.toList();
        }
    }

    private Path list() {
        return at.resolveSibling(at.getFileName() + ".files");
    }

    private List<String> namespace() throws IOException, InterruptedException {
        for (List<String> namespace : NAMESPACES) {
            List<String> attempt = new ArrayList<>(namespace);
            attempt.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", at.toString()));
            if (new ProcessBuilder(attempt).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0) {
                return namespace;
            }
        }
        return fail("This test needs a file system of its own, and may mount none here. Run it as root with"
                + " CAP_SYS_ADMIN (docker run --cap-add SYS_ADMIN --security-opt apparmor=unconfined), or allow user"
                + " namespaces (sysctl -w kernel.unprivileged_userns_clone=1"
                + " kernel.apparmor_restrict_unprivileged_userns=0); unshare and mount are of util-linux.");
    }
}
