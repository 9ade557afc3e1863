package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that this user's processes keep for the time being outside of projects, a small file each, written before the folder is made and
 * removed after it is gone. What a process has left that died is removed by the next one, or by one that has been running all along. For any
 * thread and any number of processes.
 */
public final class Temporaries {

    private static final Logger LOG = LoggerFactory.getLogger(Temporaries.class);
    private static final Duration PATIENCE = Duration.ofHours(1);
    /** Whether a process of another machine still runs cannot be told; no job takes so long. */
    private static final Duration LONG_PATIENCE = Duration.ofDays(7);

    private final Path folder;
    private final Clock clock;

    /** @param folder of the files; made when needed */
    public Temporaries(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A folder that somebody needed.
     *
     * @param file that tells of it
     * @param place where it is
     * @param project whose job it belongs to; empty when it belongs to none
     * @param owner who made it
     * @param since when it was registered
     */
    record Entry(Path file, Path place, Optional<Path> project, Owner owner, Instant since) {

        boolean dead() {
            return owner.here() && owner.alive().isEmpty();
        }
    }

    /**
     * Tells of a folder that is about to be made.
     *
     * @param place whose name begins with {@code podstudio-} or {@code .podstudio-}
     * @return closed when the folder is gone; while it is there, the entry stays
     */
    public Registration register(Path place) {
        return register(place, Optional.empty());
    }

    /** As {@link #register(Path)}, for a job of a project. */
    Registration register(Path place, Optional<Path> project) {
        Path file = folder.resolve(place.getFileName().toString().replaceFirst("^\\.", "") + ".txt");
        Owner self = Owner.self();
        List<String> lines = List.of(self.pid() + " " + self.start() + " " + self.machine(),
                place.toAbsolutePath().toString(), project.map(Path::toString).orElse(""), ".");
        try {
            write(file, lines);
        } catch (IOException e) {
            LOG.warn("{} could not be written down in {}: {}", place, folder, e.toString());
        }
        return () -> forget(file, place);
    }

    private void write(Path file, List<String> lines) throws IOException {
        try {
            Files.write(file, lines);
        } catch (NoSuchFileException first) {
            Files.createDirectories(folder);
            Files.write(file, lines);
        }
    }

    /** A registered folder was removed by whoever made it. */
    public void gone(Path place) {
        forget(folder.resolve(place.getFileName() + ".txt"), place);
    }

    /** Removes what dead processes have left, but for folders of projects that are still there: opening those puts them in order. */
    public void sweep() {
        List<Entry> all = entries();
        all.stream().filter(entry -> entry.project().isEmpty() && stale(entry)).forEach(this::remove);
        all.stream().filter(entry -> entry.project().isPresent() && stale(entry))
                .filter(entry -> old(entry, PATIENCE) || !Files.exists(entry.project().get())).forEach(this::remove);
    }

    /** Those of a project whose owners have died, or that this process has made. */
    List<Entry> of(Path project) {
        return entries().stream().filter(entry -> entry.project().filter(project::equals).isPresent())
                .filter(entry -> entry.dead() || entry.owner().equals(Owner.self())).toList();
    }

    /** The folder of an entry is gone, or nobody's business any more. */
    static void forget(Path file, Path place) {
        try {
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.toString());
        }
    }

    private boolean stale(Entry entry) {
        return entry.dead() || !entry.owner().here() && old(entry, LONG_PATIENCE);
    }

    private boolean old(Entry entry, Duration patience) {
        return entry.since().plus(patience).isBefore(clock.instant());
    }

    private void remove(Entry entry) {
        LOG.info("Removing {}, which a program that died has left", entry.place());
        new Children(entry.place()).end();
        Journal.putBackMissing(entry.place());
        Scratch.remove(entry.place());
        forget(entry.file(), entry.place());
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.txt")) {
                files.forEach(file -> read(file).ifPresent(entries::add));
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("{} cannot be read: {}", folder, e.toString());
            }
        }
        entries.sort(Comparator.comparing(Entry::since));
        return entries;
    }

    /** One that was cut off tells nothing: its writer died before it made a folder. */
    private Optional<Entry> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 4) {
                return Optional.empty();
            }
            String[] owner = lines.get(0).split(" ", 3);
            Path place = Path.of(lines.get(1));
            if (!place.isAbsolute() || !place.getFileName().toString().matches("\\.?podstudio-.*")) {
                return Optional.empty();
            }
            return Optional.of(new Entry(file, place, Optional.of(lines.get(2)).filter(p -> !p.isEmpty()).map(Path::of),
                    new Owner(owner[2], Long.parseLong(owner[0]), Long.parseLong(owner[1])),
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} tells nothing: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
