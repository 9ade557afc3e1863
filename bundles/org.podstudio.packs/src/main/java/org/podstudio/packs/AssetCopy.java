package org.podstudio.packs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.podstudio.api.Run;

/**
 * Copies files in the kernel and reads the copies back for their SHA-256; looks for cancel every few megabytes. For
 * one thread.
 */
final class AssetCopy {

    private static final long STEP = 8L << 20;

    private final Run run;
    private final long total;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private long done;

    /** @param total bytes of all copies, for the progress */
    AssetCopy(Run run, long total) {
        this.run = run;
        this.total = Math.max(1, total);
    }

    /**
     * Copies one asset.
     *
     * @return why it could not be copied; empty when the copy is there and holds what the library recorded
     */
    Optional<String> copy(PackItem item, Path target) throws IOException {
        try {
            transfer(item.file(), target);
            if (sha256(target).equals(item.asset().content().sha256())) {
                return Optional.empty();
            }
            Files.delete(target);
            return Optional.of("the file was changed since it was imported");
        } catch (NoSuchFileException e) {
            return Optional.of("the file is missing");
        } catch (AccessDeniedException e) {
            return Optional.of("the file may not be read");
        } catch (IOException e) {
            Files.deleteIfExists(target);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The hash of a file, lower-case hex. */
    String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (FileChannel in = FileChannel.open(file)) {
            buffer.clear();
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
                run.checkCanceled();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void transfer(Path source, Path target) throws IOException {
        try (FileChannel in = FileChannel.open(source);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            long at = 0;
            long moved = 1;
            while (at < size && moved > 0) {
                run.checkCanceled();
                moved = in.transferTo(at, STEP, out);
                at += moved;
                done += moved;
                run.progress(Math.min(1, (double) done / total));
            }
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
