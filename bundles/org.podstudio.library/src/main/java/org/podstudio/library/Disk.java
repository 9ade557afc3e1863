package org.podstudio.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Objects;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What errors of the file system mean to a person. */
final class Disk {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final long SPARE = 1 << 20;

    private Disk() {
    }

    /** A file or folder of the project could not be written. */
    static ProcessingException refusal(Path target, IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "").toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("not enough space") || message.contains("quota")) {
            return full(target, e);
        }
        if (e instanceof AccessDeniedException || message.contains("read-only file system")
                || message.contains("permission denied")) {
            return new ProcessingException(ErrorKind.RESOURCE, "library.read-only",
                    "The project cannot be written to: " + target + ".",
                    "Give yourself the right to write to the project's folder, or use a project elsewhere.", e);
        }
        return new ProcessingException(ErrorKind.RESOURCE, "library.not-writable", target + " cannot be written: " + e,
                "Check what stands in its place and the disk it is on, then try again.", e);
    }

    /** An original could not be read. */
    static ProcessingException unreadable(Path source, Exception e) {
        return new ProcessingException(ErrorKind.INPUT, "input.unreadable",
                source + " cannot be read: " + e.getMessage(), "Check the rights to the file and the disk it is on.",
                e);
    }

    /** @throws ProcessingException {@code library.disk-full} when so many bytes more would not fit */
    static void requireSpace(Path folder, long bytes) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < bytes + SPARE) {
            throw full(folder, new IOException("too little space before copying"));
        }
    }

    /** Brings the names in a folder to the disk. */
    static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows: its names are journalled
            LOG.debug("{} cannot be synchronised by itself here: {}", folder, e.toString());
        }
    }

    /** Makes a folder and those above it. */
    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw refusal(folder, e);
        } catch (ReadOnlyFileSystemException e) {
            throw refusal(folder, new AccessDeniedException(folder.toString()));
        }
    }

    private static ProcessingException full(Path target, IOException e) {
        return new ProcessingException(ErrorKind.RESOURCE, "library.disk-full",
                "The disk is full: " + target + " cannot be written.",
                "Free some space, then import again; what is in already is skipped.", e);
    }
}
