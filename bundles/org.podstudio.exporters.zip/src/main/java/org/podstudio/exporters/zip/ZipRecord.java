package org.podstudio.exporters.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry and its headers, after PKWARE's APPNOTE.TXT 6.3.10. The comments name the fields of sections 4.3 and 4.4.
 *
 * @param crc CRC-32, 0 before it is known
 * @param packed size as kept in the archive
 * @param bytes size of the file
 * @param offset of the local header
 */
record ZipRecord(String name, ZipWriter.Method method, long crc, long packed, long bytes, long offset) {

    private static final long MAX_32 = 0xFFFF_FFFFL;
    private static final int MAX_16 = 0xFFFF;
    private static final int UTF_8 = 1 << 11;
    private static final short PLAIN = 20;
    private static final short ZIP64 = 45;
    private static final short MADE_BY_UNIX = 3 << 8 | ZIP64;
    /** Midnight, 1 January 1980, the first moment that the format knows; it has no time zone. */
    private static final short DOS_TIME = 0;
    private static final short DOS_DATE = 1 << 5 | 1;
    /** {@code -rw-r--r--}: without it a system may unpack files that nobody may read. */
    private static final int REGULAR_FILE_644 = 0100644 << 16;

    /**
     * Sized by the file and not by what compression left of it: the header must not grow when it is written the
     * second time.
     */
    ByteBuffer localHeader() {
        List<Long> large = bytes >= MAX_32 ? List.of(bytes, packed) : List.of();
        byte[] name8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(30 + name8.length + extraLength(large));
        header.putInt(0x04034b50);
        common(header, !large.isEmpty());
        header.putInt(large.isEmpty() ? (int) packed : -1).putInt(large.isEmpty() ? (int) bytes : -1);
        header.putShort((short) name8.length).putShort((short) extraLength(large));
        header.put(name8);
        return extra(header, large).flip();
    }

    ByteBuffer centralHeader() {
        List<Long> large = new ArrayList<>();
        int bytes32 = clipped(bytes, large);
        int packed32 = clipped(packed, large);
        int offset32 = clipped(offset, large);
        byte[] name8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(46 + name8.length + extraLength(large));
        header.putInt(0x02014b50).putShort(MADE_BY_UNIX);
        common(header, !large.isEmpty() || bytes >= MAX_32);
        header.putInt(packed32).putInt(bytes32);
        header.putShort((short) name8.length).putShort((short) extraLength(large));
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, internal attributes
        header.putInt(REGULAR_FILE_644).putInt(offset32).put(name8);
        return extra(header, large).flip();
    }

    /** The end of the directory, with its Zip64 form before it when a number does not fit. */
    static ByteBuffer end(int entries, long start, long length) {
        ByteBuffer end = buffer(56 + 20 + 22);
        if (entries >= MAX_16 || start >= MAX_32 || length >= MAX_32) {
            end.putInt(0x06064b50).putLong(44).putShort(MADE_BY_UNIX).putShort(ZIP64).putInt(0).putInt(0);
            end.putLong(entries).putLong(entries).putLong(length).putLong(start);
            end.putInt(0x07064b50).putInt(0).putLong(start + length).putInt(1);
        }
        short count = (short) Math.min(entries, MAX_16);
        end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        end.putInt((int) Math.min(length, MAX_32)).putInt((int) Math.min(start, MAX_32)).putShort((short) 0);
        return end.flip();
    }

    /** Version needed, flags, method, time, date, CRC-32. */
    private void common(ByteBuffer header, boolean large) {
        header.putShort(large ? ZIP64 : PLAIN).putShort((short) UTF_8).putShort((short) method.code);
        header.putShort(DOS_TIME).putShort(DOS_DATE).putInt((int) crc);
    }

    private static int clipped(long value, List<Long> large) {
        if (value >= MAX_32) {
            large.add(value);
            return -1;
        }
        return (int) value;
    }

    private static int extraLength(List<Long> large) {
        return large.isEmpty() ? 0 : 4 + 8 * large.size();
    }

    private static ByteBuffer extra(ByteBuffer header, List<Long> large) {
        if (!large.isEmpty()) {
            header.putShort((short) 1).putShort((short) (8 * large.size()));
            large.forEach(header::putLong);
        }
        return header;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
