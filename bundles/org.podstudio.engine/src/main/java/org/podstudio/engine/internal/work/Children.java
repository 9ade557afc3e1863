package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child processes of one job, written down in its scratch folder: when the program is killed and the system does not end them with it,
 * whoever finds the folder does. One is ended only when its number, its start and its program are those that were written down.
 */
final class Children {

    static final String NAME = "children.txt";
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final long GRACE_SECONDS = 2;

    private final Path file;
    private final Folder folder;

    /** Those that a dead process left. @param scratch of the job */
    Children(Path scratch) {
        this(scratch, () -> Files.createDirectories(scratch));
    }

    /** @param scratch of the job @param folder makes it */
    Children(Path scratch, Folder folder) {
        this.file = scratch.resolve(NAME);
        this.folder = folder;
    }

    /** A folder that is there when it is needed. */
    @FunctionalInterface
    interface Folder {
        /** Makes it if it is not there. */
        void make() throws IOException;
    }

    /** Writes one down. That it cannot be written down is no reason to stop it. @param program the first word of its command */
    synchronized void add(ProcessHandle process, String program) {
        Optional<Owner> known = Owner.of(process);
        try {
            if (known.isPresent()) {
                folder.make();
                Files.writeString(file, line(known.get(), program), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            LOG.warn("Child process {} could not be written down in {}: {}", process.pid(), file, e.toString());
        }
    }

    /** Ends those that are left, and waits until they have ended, 2 s at most. */
    void end() {
        List<ProcessHandle> ended = new ArrayList<>();
        for (String line : lines()) {
            find(line.split(" ", 4)).ifPresent(process -> {
                LOG.warn("Ending process {}, which a program that died has left: {}", process.pid(),
                        process.info().commandLine().orElse("?"));
                try (Stream<ProcessHandle> tree = process.descendants()) {
                    tree.forEach(ended::add);
                }
                ended.add(process);
            });
        }
        ended.forEach(ProcessHandle::destroyForcibly);
        ended.forEach(process -> process.onExit().completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS).join());
    }

    private static String line(Owner owner, String program) {
        return owner.pid() + " " + owner.start() + " " + escaped(owner.machine()) + " " + escaped(program) + "\n";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        try {
            return Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()
                    : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return List.of();
        }
    }

    private static Optional<ProcessHandle> find(String[] words) {
        try {
            Owner owner = new Owner(decoded(words[2]), Long.parseLong(words[0]), Long.parseLong(words[1]));
            String program = decoded(words[3]);
            return owner.alive().filter(process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> runs(process, program));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException cutOff) {
            return Optional.empty();
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        Optional<String> command = process.info().command();
        return command.filter(program::equals).isPresent() || command.filter(real(program)::equals).isPresent();
    }

    /** The system names a program without links. */
    private static String real(String program) {
        try {
            return Path.of(program).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return program;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
