package org.podstudio.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/** The tags of the first page of a TIFF or BigTIFF, read without its pixels and with bounds. */
final class TiffTags {

    static final int ORIENTATION = 274;
    static final int EXTRA_SAMPLES = 338;
    static final int ICC_PROFILE = 34_675;
    /** Of {@link #EXTRA_SAMPLES}: colours are multiplied by alpha. */
    static final int ASSOCIATED = 1;

    private static final int MOST_TAGS = 4_096;
    private static final int MOST_BYTES = 16 << 20;
    private static final int[] SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** @param type of the elements, as TIFF numbers them */
    private record Entry(int type, ByteBuffer value) {}

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();

    private TiffTags() {
    }

    /** @throws IOException when the page's table is not in the file */
    static TiffTags of(Path file) throws IOException {
        TiffTags tags = new TiffTags();
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            ByteBuffer head = read(in, 0, 16, ByteOrder.LITTLE_ENDIAN);
            ByteOrder order = head.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            head.order(order);
            boolean big = head.getShort(2) == 43;
            long at = big ? head.getLong(8) : Integer.toUnsignedLong(head.getInt(4));
            ByteBuffer count = read(in, at, big ? 8 : 2, order);
            long tagCount = Math.min(MOST_TAGS, big ? count.getLong(0) : count.getShort(0) & 0xFFFF);
            int size = big ? 20 : 12;
            ByteBuffer table = read(in, at + count.limit(), (int) tagCount * size, order);
            for (int i = 0; i < tagCount; i++) {
                tags.entry(in, table, i * size, big);
            }
        }
        return tags;
    }

    private void entry(SeekableByteChannel in, ByteBuffer table, int at, boolean big) throws IOException {
        int type = table.getShort(at + 2) & 0xFFFF;
        long count = big ? table.getLong(at + 4) : Integer.toUnsignedLong(table.getInt(at + 4));
        int room = big ? 8 : 4;
        int valueAt = at + 4 + room;
        long length = type < SIZES.length ? count * SIZES[type] : 0;
        if (count < 0 || count > MOST_BYTES || length > MOST_BYTES) {
            return;
        }
        long offset = big ? table.getLong(valueAt) : Integer.toUnsignedLong(table.getInt(valueAt));
        ByteBuffer value = length <= room
                ? table.slice(valueAt, (int) length).order(table.order())
                : read(in, offset, (int) length, table.order());
        entries.put(table.getShort(at) & 0xFFFF, new Entry(type, value));
    }

    private static ByteBuffer read(SeekableByteChannel in, long at, int length, ByteOrder order) throws IOException {
        if (at < 0 || at > in.size() - length) {
            throw new IOException("a TIFF's tags are not in the file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        in.position(at);
        while (bytes.hasRemaining() && in.read(bytes) >= 0) {
            // a channel may give less than it has
        }
        return bytes.flip().order(order);
    }

    /** The first number of a tag; empty when it has none. */
    Optional<Integer> number(int tag) {
        return Optional.ofNullable(entries.get(tag)).filter(e -> e.value.limit() >= 2)
                .map(e -> e.type == 3 ? e.value.getShort(0) & 0xFFFF : e.value.limit() < 4 ? 0 : e.value.getInt(0));
    }

    /** The bytes of a tag. */
    Optional<byte[]> bytes(int tag) {
        return Optional.ofNullable(entries.get(tag)).map(e -> {
            byte[] bytes = new byte[e.value.limit()];
            e.value.get(0, bytes);
            return bytes;
        });
    }
}
