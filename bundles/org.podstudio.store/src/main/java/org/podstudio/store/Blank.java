package org.podstudio.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty database, packed into one file in the user's folder, that those of new projects are copies of. Making one takes more than a second of
 * processor time, table after table of its layout; unpacking takes some milliseconds. The ZIP's sums tell whether the file is whole. Nothing
 * depends on it: without it, databases are made as they always were.
 */
final class Blank {

    private static final Logger LOG = LoggerFactory.getLogger(Blank.class);

    private final Path file;

    /** @param release whose Derby and layout it has */
    Blank(UserFolder user, String release) {
        this.file = user.blankDatabases().resolve(release + ".zip");
    }

    /** Gives a project a database if it never had one. Trouble is left to who then opens it. */
    void lay(ProjectFolder folder) {
        if (Files.exists(folder.database()) || Files.exists(folder.chronicle())
                || !Files.isDirectory(folder.root())) {
            return;
        }
        try {
            Path fresh = Files.exists(file) ? unpacked(folder) : packed(Derby.make(folder));
            Derby.place(fresh, folder);
        } catch (IOException e) {
            LOG.warn("{} was not used: {}", file, e.toString());
        }
    }

    private Path unpacked(ProjectFolder folder) throws IOException {
        Path fresh = Derby.beside(folder);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = fresh.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                write(in, target);
            }
            return fresh;
        } catch (IOException e) {
            Derby.delete(fresh);
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** To the disk, as Derby does it: a project that is there after a crash has all of its database. */
    private static void write(ZipInputStream in, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** Keeps a copy of a database that does not run. @return the database */
    private Path packed(Path database) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "blank", ".part");
            try {
                pack(database, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", file, e.toString());
        }
        return database;
    }

    private static void pack(Path database, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path path : files(database)) {
                zip.putNextEntry(new ZipEntry(database.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, zip);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
