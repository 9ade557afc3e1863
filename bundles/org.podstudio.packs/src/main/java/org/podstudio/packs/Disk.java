package org.podstudio.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** Room on the disk, sizes in words, and folders removed with all that is in them. */
final class Disk {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Disk() {
    }

    static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessingException full(Path folder, long needed, long free) {
        return new ProcessingException(ErrorKind.RESOURCE, "pack.no-space",
                "The pack needs %s on the disk of %s and %s are free.".formatted(size(needed), folder, size(free)),
                "Free some space, or move the project to a larger disk.");
    }

    /** {@code 999 bytes}, {@code 4.1 MB}: decimal units, one place, the same in every locale. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
