package org.podstudio.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The blocks of a GIF (89a). Comments and XMP go with every policy but the first; a GIF is not given any blocks. */
final class GifContainer implements Container {

    private static final String XMP = "XMP DataXMP";
    /** Bytes of nonsense behind a packet, which lead readers that do not know XMP to the end of the block. */
    private static final int TRAILER = 257;

    /** Is told of every block. */
    @FunctionalInterface
    private interface Visit {
        void block(int kind, int from, int to);
    }

    @Override
    public Beside read(byte[] file) throws IOException {
        var packets = new ByteArrayOutputStream();
        walk(file, (kind, from, to) -> {
            if (kind == 0xFF && xmp(file, from) && packets.size() == 0 && to - from > 14 + TRAILER) {
                packets.write(file, from + 14, to - from - 14 - TRAILER);
            }
        });
        Optional<byte[]> xmp = packets.size() == 0 ? Optional.empty() : Optional.of(packets.toByteArray());
        return new Beside(Optional.empty(), xmp, Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        var out = new ByteArrayOutputStream();
        int[] start = {-1};
        walk(file, (kind, from, to) -> {
            if (start[0] < 0) {
                out.write(file, 0, from);
                start[0] = from;
            }
            boolean described = kind == 0xFE || kind == 0xFF && !animation(file, from);
            if (!described) {
                out.write(file, from, to - from);
            }
        });
        return out.toByteArray();
    }

    private static boolean xmp(byte[] file, int from) {
        return name(file, from).equals(XMP);
    }

    private static boolean animation(byte[] file, int from) {
        return name(file, from).equals("NETSCAPE2.0") || name(file, from).equals("ANIMEXTS1.0")
                || name(file, from).equals("ICCRGBG1012");
    }

    private static String name(byte[] file, int from) {
        return new String(Arrays.copyOfRange(file, from + 3, from + 14), StandardCharsets.ISO_8859_1);
    }

    /** From the first block to the end mark. */
    private static void walk(byte[] file, Visit visit) throws IOException {
        try {
            int at = 13 + table(file[10]);
            while (true) {
                int from = at;
                int kind = file[at] & 255;
                if (kind == 0x3B) {
                    visit.block(kind, from, from + 1);
                    return;
                }
                if (kind == 0x21) {
                    kind = file[at + 1] & 255;
                    at = pieces(file, at + 2);
                } else if (kind == 0x2C) {
                    at = pieces(file, at + 11 + table(file[at + 9]));
                } else {
                    throw new IOException("no block of a GIF at " + at);
                }
                visit.block(kind, from, at);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the GIF is cut off", e);
        }
    }

    private static int table(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
    }

    private static int pieces(byte[] file, int from) {
        int at = from;
        while (file[at] != 0) {
            at += 1 + (file[at] & 255);
        }
        return at + 1;
    }
}
