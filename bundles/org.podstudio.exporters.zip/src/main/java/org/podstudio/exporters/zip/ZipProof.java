package org.podstudio.exporters.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * Proves that an archive holds a folder, by readers that share no code with the writer: the directory through
 * {@link ZipFile}, then every local header, byte and checksum through {@link ZipInputStream}, which is what extracting
 * means, without the disk.
 */
final class ZipProof {

    private static final int CHUNK = 64 << 10;

    private final List<FolderFile> files;
    private final Path zip;
    private final byte[] ours = new byte[CHUNK];
    private final byte[] theirs = new byte[CHUNK];

    ZipProof(List<FolderFile> files, Path zip) {
        this.files = files;
        this.zip = zip;
    }

    void check(Meter meter) throws IOException {
        try (ZipFile directory = new ZipFile(zip.toFile())) {
            names(directory);
            contents(directory, meter);
        } catch (ZipException | EOFException | IllegalArgumentException e) { // the last: a name that is not UTF-8
            throw failed("it cannot be read: " + e.getMessage());
        }
    }

    private void names(ZipFile directory) {
        Iterator<? extends ZipEntry> found = Collections.list(directory.entries()).iterator();
        for (FolderFile file : files) {
            expect(file, found.hasNext() ? found.next().getName() : "nothing");
        }
        if (found.hasNext()) {
            throw failed(found.next().getName() + " is not in the folder");
        }
    }

    private void contents(ZipFile directory, Meter meter) throws IOException {
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(zip))) {
            for (FolderFile file : files) {
                ZipEntry entry = stream.getNextEntry();
                expect(file, entry == null ? "nothing" : entry.getName());
                long crc = compare(file, stream, meter);
                found(file, directory, crc);
            }
            if (stream.getNextEntry() != null) {
                throw failed("it holds more than the folder");
            }
        }
    }

    /** That the directory, too, leads to this file: size, checksum, and the first bytes at the place it names. */
    private void found(FolderFile file, ZipFile directory, long crc) throws IOException {
        ZipEntry entry = Objects.requireNonNull(directory.getEntry(file.name()), "names were compared");
        try (InputStream packed = directory.getInputStream(entry);
                InputStream original = Files.newInputStream(file.path())) {
            int bytes = original.readNBytes(ours, 0, CHUNK);
            boolean same = packed.readNBytes(theirs, 0, CHUNK) == bytes
                    && Arrays.equals(ours, 0, bytes, theirs, 0, bytes);
            if (!same || entry.getSize() != file.bytes() || entry.getCrc() != crc) {
                throw failed(file.name() + " is another file by the directory");
            }
        } catch (ZipException | EOFException e) {
            throw failed("%s cannot be read by the directory: %s".formatted(file.name(), e.getMessage()));
        }
    }

    private long compare(FolderFile file, ZipInputStream stream, Meter meter) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream original = Files.newInputStream(file.path())) {
            int bytes;
            do {
                bytes = original.readNBytes(ours, 0, CHUNK);
                if (readEntry(file, stream) != bytes || !Arrays.equals(ours, 0, bytes, theirs, 0, bytes)) {
                    throw failed(file.name() + " differs from the folder");
                }
                crc.update(ours, 0, bytes);
                meter.add(bytes);
            } while (bytes == CHUNK);
        }
        return crc.getValue();
    }

    private int readEntry(FolderFile file, ZipInputStream stream) throws IOException {
        try {
            return stream.readNBytes(theirs, 0, CHUNK);
        } catch (ZipException | EOFException e) {
            throw failed(file.name() + " is damaged: " + e.getMessage());
        }
    }

    private void expect(FolderFile file, String found) {
        if (!found.equals(file.name())) {
            throw failed("it has %s where %s belongs".formatted(found, file.name()));
        }
    }

    private ProcessingException failed(String why) {
        return new ProcessingException(ErrorKind.TOOL, "pack.verify-failed",
                "The archive %s is not what was packed: %s.".formatted(zip.getFileName(), why),
                "Build the pack again; when it happens twice, check the disk.");
    }
}
