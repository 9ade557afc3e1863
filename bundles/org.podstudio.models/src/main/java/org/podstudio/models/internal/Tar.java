package org.podstudio.models.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes single files out of a gzipped tar archive: ustar, with the long names of pax and GNU. */
public final class Tar {

    private static final int BLOCK = 512;
    private static final long MAX_FILE = 2L << 30;
    private static final int MAX_NAME = 1 << 16;

    private Tar() {
    }

    /**
     * Extracts into one flat folder, each file under the last element of its name, so that no name can lead out of it.
     *
     * @param wanted decides by the name in the archive
     * @return how many were extracted
     */
    public static int extract(Path archive, Predicate<String> wanted, Path folder) throws IOException {
        int count = 0;
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16),
                1 << 16)) {
            byte[] header = new byte[BLOCK];
            String longName = "";
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                long size = size(header);
                char type = (char) header[156];
                String name = longName.isEmpty() ? name(header) : longName;
                longName = "";
                if (type == 'L' || type == 'x') {
                    longName = longName(type, in.readNBytes(name(size)));
                } else if ((type == '0' || type == 0) && wanted.test(name)) {
                    copy(in, size, folder.resolve(flat(name)));
                    count++;
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
        return count;
    }

    private static void copy(InputStream in, long size, Path target) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (var out = Files.newOutputStream(target)) {
            for (long left = size; left > 0;) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new EOFException(target.getFileName() + " ends too early in the archive");
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
    }

    private static String flat(String name) throws IOException {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!last.matches("[A-Za-z0-9][A-Za-z0-9._@+-]*")) {
            throw new IOException("a file named '" + last + "' in the archive");
        }
        return last;
    }

    private static int name(long size) throws IOException {
        if (size > MAX_NAME) {
            throw new IOException("a name of " + size + " bytes in the archive");
        }
        return (int) size;
    }

    private static String longName(char type, byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (type == 'L') {
            return text.replace("\0", "");
        }
        return text.lines().filter(line -> line.contains(" path="))
                .map(line -> line.substring(line.indexOf(" path=") + 6)).findFirst().orElse("");
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long size(byte[] header) throws IOException {
        try {
            String octal = text(header, 124, 12).strip();
            long size = octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
            if (size < 0 || size > MAX_FILE) {
                throw new IOException("a file of " + size + " bytes in the archive");
            }
            return size;
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged", e);
        }
    }
}
