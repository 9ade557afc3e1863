package org.podstudio.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.podstudio.imaging.internal.png.PngChunks;

/** Tells formats by their first bytes. */
final class Signature {

    private static final int LENGTH = 64;
    private static final int TAIL = 1 << 16;
    private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private final byte[] head;

    private Signature(byte[] head) {
        this.head = head;
    }

    static Optional<ImageFormat> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Signature(in.readNBytes(LENGTH)).format();
        }
    }

    /** Looks for the end mark in the last part of the file, as some cameras write more behind it. */
    static boolean complete(Path file) throws IOException {
        Optional<ImageFormat> format = of(file);
        if (format.isEmpty()) {
            return true;
        }
        return switch (format.get()) {
            case JPEG -> tail(file).contains("\u00ff\u00d9");
            case PNG -> PngChunks.of(file).ended();
            case WEBP -> Files.size(file) >= 8 + length(file);
            default -> true;
        };
    }

    private static String tail(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The length that a RIFF file says it has, less its first eight bytes. */
    private static long length(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
            return Integer.toUnsignedLong(head.getInt(4));
        }
    }

    private Optional<ImageFormat> format() {
        if (starts(0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(ImageFormat.JPEG);
        }
        if (starts(0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(ImageFormat.PNG);
        }
        if (starts(0, "RIFF") && starts(8, "WEBP")) {
            return Optional.of(ImageFormat.WEBP);
        }
        if (starts(0, "GIF87a") || starts(0, "GIF89a")) {
            return Optional.of(ImageFormat.GIF);
        }
        if (starts(0, "II*\0") || starts(0, "MM\0*") || starts(0, "II+\0") || starts(0, "MM\0+")) {
            return Optional.of(ImageFormat.TIFF);
        }
        return bitmap() ? Optional.of(ImageFormat.BMP) : avif();
    }

    /** "BM" alone begins many a text; the size of the header that follows settles it. */
    private boolean bitmap() {
        return starts(0, "BM") && head.length >= 18 && BMP_HEADERS.contains(head[14] & 255 | (head[15] & 255) << 8);
    }

    private Optional<ImageFormat> avif() {
        if (!starts(4, "ftyp")) {
            return Optional.empty();
        }
        for (int i = 8; i + 4 <= Math.min(head.length, head[3] & 255); i += 4) {
            if (starts(i, "avif") || starts(i, "avis")) {
                return Optional.of(ImageFormat.AVIF);
            }
        }
        return Optional.empty();
    }

    private boolean starts(int from, String latin) {
        byte[] wanted = latin.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= from + wanted.length
                && new String(head, from, wanted.length, StandardCharsets.ISO_8859_1).equals(latin);
    }
}
