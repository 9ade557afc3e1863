package org.podstudio.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.api.project.ProjectFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens databases, and makes a new one of what the chronicle and the files tell where the old one is damaged. The old one is moved to the
 * project's backups and never changed; it stays in its place until the new one is whole, so that whatever interrupts it, the next opening
 * begins it anew.
 */
final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");

    private final Supplier<List<Rebuilder>> rebuilders;
    private final Consumer<RebuildReport> listener;
    private final Clock clock;

    /**
     * @param rebuilders asked for when there is something to rebuild
     * @param listener told when it is done
     */
    Rebuild(Supplier<List<Rebuilder>> rebuilders, Consumer<RebuildReport> listener, Clock clock) {
        this.rebuilders = rebuilders;
        this.listener = listener;
        this.clock = clock;
    }

    /** As {@link Database#open(ProjectFolder)}, whatever state the database is in. */
    Database open(ProjectFolder folder) {
        if (Files.isDirectory(folder.root()) && gone(folder)) {
            return alone(folder, "it was gone.");
        }
        try {
            return sound(folder);
        } catch (ProcessingException e) {
            if (!damaged(e)) {
                throw e;
            }
            LOG.error("The database {} is damaged", folder.database(), e);
            return alone(folder, "it was damaged (" + Trouble.reason(e) + ").");
        }
    }

    /** Opens it, and looks through all of it when something strange was met in it lately. */
    private static Database sound(ProjectFolder folder) {
        Database database = Database.open(folder);
        if (Files.exists(Trouble.mark(folder.database()))) {
            try {
                database.check();
                Files.deleteIfExists(Trouble.mark(folder.database()));
            } catch (IOException e) {
                LOG.warn("The mark beside {} stays: {}", folder.database(), e.toString());
            } catch (ProcessingException e) {
                database.close();
                throw e;
            }
        }
        return database;
    }

    /** While one process rebuilds, others take the project for one in use. */
    private Database alone(ProjectFolder folder, String cause) {
        Path file = folder.root().resolve(".podstudio-rebuild");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw Trouble.locked(folder.database());
            }
            try {
                return again(folder, cause);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException e) {
            throw Trouble.locked(folder.database());
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.not-rebuilt",
                    "The database " + folder.database() + " is damaged and could not be rebuilt: " + e.getMessage(),
                    "Check that the disk is not full and that you may write to the project's folder, then try again.",
                    e);
        }
    }

    /** Another process may have rebuilt it meanwhile, and trouble may have been a moment's. */
    private Database again(ProjectFolder folder, String cause) throws IOException {
        if (!gone(folder)) {
            try {
                return sound(folder);
            } catch (ProcessingException e) {
                if (!damaged(e)) {
                    throw e;
                }
            }
        }
        RebuildReport report = rebuild(folder, cause);
        Database database = Database.open(folder);
        if (retell(database, folder)) {
            unmarkOpen(folder);
        }
        LOG.warn("{}", report.text());
        listener.accept(report);
        return database;
    }

    private RebuildReport rebuild(ProjectFolder folder, String cause) throws IOException {
        clear(folder);
        Path fresh = Derby.make(folder);
        List<String> remarks = new ArrayList<>();
        Database database = Database.at(fresh);
        try (JobWriter writer = new JobWriter(database, happened -> {})) {
            remarks.addAll(new Retelling(database, folder).read());
            Store store = OpenStore.plain(database, writer);
            rebuilders.get().forEach(one -> remarks.addAll(asked(one, folder, store)));
            long jobs = database.count("JobRow");
            long packs = database.count("PackRow");
            long assets = store.assets().count();
            if (Files.notExists(folder.chronicle())) {
                // by which who finds no database between the two moves knows that there was one
                new Retelling(database, folder).write();
            }
            database.close();
            Optional<Path> backup = exchange(folder, fresh);
            RebuildReport report = new RebuildReport(folder.root(), clock.instant(), cause, backup, assets, jobs,
                    packs, remarks);
            note(report, folder);
            return report;
        } finally {
            database.close();
            Derby.delete(fresh);
        }
    }

    private static List<String> asked(Rebuilder one, ProjectFolder folder, Store store) {
        try {
            return one.rebuild(folder, store);
        } catch (ProcessingException e) {
            // a full disk is no damage, and the next attempt may have more room
            throw e;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} could not help to rebuild {}", one, folder.root(), e);
            return List.of("Some of what the files tell was not taken up: " + e);
        }
    }

    /** @return where the old one is now; empty when there was none */
    private Optional<Path> exchange(ProjectFolder folder, Path fresh) throws IOException {
        Path database = folder.database();
        Optional<Path> backup = Optional.empty();
        if (!gone(folder)) {
            Files.createDirectories(folder.backups());
            String name = database.getFileName() + "-" + STAMP.format(ZonedDateTime.now(clock));
            Path target = folder.backups().resolve(name);
            for (int n = 2; Files.exists(target); n++) {
                target = folder.backups().resolve(name + "-" + n);
            }
            Files.move(database, target, StandardCopyOption.ATOMIC_MOVE);
            backup = Optional.of(target);
        }
        Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(Trouble.mark(database));
        return backup;
    }

    /** Beside the backup, for who looks there later. */
    private static void note(RebuildReport report, ProjectFolder folder) {
        Path file = report.backup().map(path -> path.resolveSibling(path.getFileName() + ".txt"))
                .orElse(folder.logs().resolve("rebuilt.txt"));
        try {
            Files.writeString(file, report.text() + "\n");
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", file, e.toString());
        }
    }

    /**
     * What is known now may be more than the chronicle says, and its broken lines need not be met again.
     *
     * @return whether the chronicle says it now
     */
    static boolean retell(Database database, ProjectFolder folder) {
        try {
            new Retelling(database, folder).write();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be written anew: {}", folder.chronicle(), e.toString());
            return false;
        }
    }

    /** There while a chronicle may lack what was committed already: who finds it when opening has it told anew. */
    static Path openMark(ProjectFolder folder) {
        return folder.chronicle().resolveSibling(folder.chronicle().getFileName() + ".open");
    }

    /** Before anything is committed. */
    static void markOpen(ProjectFolder folder) {
        try {
            Files.writeString(openMark(folder), "");
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", openMark(folder), e.toString());
        }
    }

    /** All that is committed is told. */
    static void unmarkOpen(ProjectFolder folder) {
        try {
            Files.deleteIfExists(openMark(folder));
        } catch (IOException e) {
            LOG.warn("{} stays: {}", openMark(folder), e.toString());
        }
    }

    /** What a process left that was killed while it rebuilt. */
    private static void clear(ProjectFolder folder) throws IOException {
        try (DirectoryStream<Path> strays = Files.newDirectoryStream(folder.root(),
                folder.database().getFileName() + ".new-*")) {
            for (Path stray : strays) {
                Derby.delete(stray);
            }
        }
    }

    /** A project that has a history has had a database. */
    private static boolean gone(ProjectFolder folder) {
        return Files.notExists(folder.database()) && Files.exists(folder.chronicle());
    }

    private static boolean damaged(ProcessingException e) {
        return e.code().equals(Trouble.DAMAGED);
    }
}
