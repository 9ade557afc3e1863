package org.podstudio.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

import org.podstudio.api.ProcessingException;
import org.podstudio.library.Targets.HashOf;

/**
 * Copies so that a file is at its place whole and on disk, or not at all. What goes wrong with the original is the
 * original's fault (kind INPUT) and must not be taken for a project that cannot be written (kind RESOURCE), which ends
 * an import.
 */
final class SafeCopy {

    private static final int BUFFER = 1 << 16;

    private final HashOf hash;

    /** @param hash reads a SHA-256 */
    SafeCopy(HashOf hash) {
        this.hash = hash;
    }

    /** Something that is asked of the original. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Path source) throws IOException;
    }

    /**
     * Copies by way of a passing file on the same file system, which is read back.
     *
     * @param sha256 what the bytes must be
     * @param passing an existing folder on the file system of the target
     * @param target must not exist; its folder must
     */
    void copy(Path source, String sha256, Path passing, Path target) {
        Path part = passing.resolve(UUID.randomUUID() + ".part");
        FileTime modified = read(source, Files::getLastModifiedTime);
        try {
            Disk.requireSpace(passing, read(source, Files::size));
            write(source, part);
            if (!hash.of(part).equals(sha256)) {
                throw ProcessingException.input("library.changed-while-reading", source + " changed while it was read.",
                        "Wait until whatever writes it has finished, then import it again.");
            }
            Files.setLastModifiedTime(part, modified);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Disk.refusal(target, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void write(Path source, Path part) throws IOException {
        try (FileChannel in = read(source, FileChannel::open);
                FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            while (read(source, s -> in.read(buffer)) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.force(true);
        }
    }

    private static <T> T read(Path source, Reading<T> reading) {
        try {
            return reading.of(source);
        } catch (IOException e) {
            throw Disk.unreadable(source, e);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit();
        }
    }
}
