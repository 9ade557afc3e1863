package org.podstudio.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import org.podstudio.api.ProcessingException;

/** Copies so that a file is at its place whole and on disk, or not at all. */
final class SafeCopy {

    private static final int BUFFER = 1 << 16;

    private SafeCopy() {
    }

    /**
     * Copies by way of a passing file on the same file system, hashing what it writes.
     *
     * @param sha256 what the bytes must be
     * @param passing an existing folder on the file system of the target
     * @param target must not exist; its folder must
     */
    static void copy(Path source, String sha256, Path passing, Path target) {
        Path part = passing.resolve(UUID.randomUUID() + ".part");
        try {
            Disk.requireSpace(passing, Files.size(source));
            String copied = write(source, part);
            if (!copied.equals(sha256)) {
                throw ProcessingException.input("library.changed-while-reading", source + " changed while it was read.",
                        "Wait until whatever writes it has finished, then import it again.");
            }
            Files.setLastModifiedTime(part, Files.getLastModifiedTime(source));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Disk.refusal(target, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static String write(Path source, Path part) throws IOException {
        try (FileChannel in = openSource(source);
                FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.rewind();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.force(true);
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static FileChannel openSource(Path source) {
        try {
            return FileChannel.open(source);
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
