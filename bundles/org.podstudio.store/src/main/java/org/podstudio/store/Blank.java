package org.podstudio.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty database, packed into one file in the user's folder, that those of new projects are copies of. Making one takes more than a second of
 * processor time, table after table of its layout; unpacking takes some milliseconds. The ZIP's directory and sums tell whether the file is whole.
 * Nothing depends on it: without it, databases are made as they always were.
 */
final class Blank {

    private static final Logger LOG = LoggerFactory.getLogger(Blank.class);

    private final Path home;
    private final Supplier<String> layout;

    /** @param layout names Derby's version and the tables; asked when there is a database to make */
    Blank(UserFolder user, Supplier<String> layout) {
        this.home = user.blankDatabases();
        this.layout = layout;
    }

    /** Gives a project a database if it never had one. Trouble is left to who then opens it. */
    void lay(ProjectFolder folder) {
        if (Files.exists(folder.database()) || Files.exists(folder.chronicle())
                || !Files.isDirectory(folder.root())) {
            return;
        }
        try {
            Path file = home.resolve(layout.get() + ".zip");
            Path fresh = Files.exists(file) ? unpacked(file, folder) : packed(Derby.make(folder), file);
            Derby.place(fresh, folder);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} gets no copy of an empty database: {}", folder.root(), e.toString());
        }
    }

    private static Path unpacked(Path file, ProjectFolder folder) throws IOException {
        Path fresh = Derby.beside(folder);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                write(zip, entry, fresh.resolve(entry.getName()));
            }
            return fresh;
        } catch (IOException | RuntimeException e) {
            Derby.delete(fresh);
            // a full disk says nothing against the file
            if (e instanceof ZipException || e instanceof EOFException) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /** To the disk, as Derby does it: a project that is there after a crash has all of its database. */
    private static void write(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(channel));
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException(entry + " is not what was packed"); // ZipFile compares no sums
            }
            channel.force(true);
        }
    }

    /** Keeps a copy of a database that does not run. @return the database */
    private Path packed(Path database, Path file) {
        try {
            Files.createDirectories(home);
            Path part = Files.createTempFile(home, "blank", ".part");
            try {
                pack(database, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            removeOthers(file);
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", file, e.toString());
        }
        return database;
    }

    /** Forced to the disk before it gets its name: what has the name is whole. */
    private static void pack(Path database, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
            for (Path path : files(database)) {
                zip.putNextEntry(new ZipEntry(database.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, zip);
            }
            zip.finish();
            channel.force(true);
        }
    }

    /** Of layouts that were left behind. */
    private void removeOthers(Path file) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(home, "*.zip")) {
            for (Path one : all) {
                if (!one.equals(file)) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
