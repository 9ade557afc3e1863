package org.podstudio.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The first page of a TIFF, and what its table tells beside the pixels, copied into blocks as other kinds of files hold them. A camera's own
 * notes are left out: what they count from would be elsewhere.
 */
final class Page {

    /** Who, what, when, by which program, and how large on paper; tables of EXIF and of the place. */
    private static final Set<Integer> DESCRIBING = Set.of(269, 270, 271, 272, 282, 283, 285, 296, 305, 306, 315, 316,
            18_246, 18_249, 33_432, 34_665, 34_853, 40_091, 40_092, 40_093, 40_094, 40_095, 42_033, 50_708);
    private static final int EXIF = 34_665;
    private static final int GPS = 34_853;
    private static final int INTEROPERABILITY = 40_965;
    private static final int MAKER_NOTES = 37_500;
    private static final int XMP = 700;
    private static final int IPTC = 33_723;
    private static final int PHOTOSHOP = 34_377;
    private static final int ICC = 34_675;
    private static final int MOST_BYTES = 16 << 20;
    /** Of one value; a comment may be long, but a page that says the same megabytes over and over is a bomb. */
    private static final int MOST_VALUE = 64 << 10;
    private static final int MOST_ENTRIES = 1_000;

    private final ByteBuffer file;

    private Page(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(file[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** A classic TIFF. @throws IndexOutOfBoundsException when its tables are damaged */
    static Beside beside(byte[] file) {
        Page page = new Page(file);
        int table = page.file.getInt(4);
        Optional<byte[]> photoshop = page.value(table, PHOTOSHOP)
                .or(() -> page.value(table, IPTC).map(Resources::ofIptc));
        return new Beside(page.exif(table), page.value(table, XMP), photoshop, page.value(table, ICC), Map.of());
    }

    private Optional<byte[]> exif(int table) {
        byte[] copied = copy(table, DESCRIBING::contains, 8);
        ByteBuffer block = ByteBuffer.allocate(8 + copied.length).order(file.order());
        block.put(file.array(), 0, 4).putInt(8).put(copied);
        return block.getShort(8) == 0 ? Optional.empty() : Optional.of(block.array());
    }

    /** A table and the values that lie outside of it, behind it. @param at where it will begin in the block */
    private byte[] copy(int table, IntPredicate keep, int at) {
        List<Integer> entries = entries(table, keep, MOST_VALUE);
        ByteBuffer head = ByteBuffer.allocate(2 + 12 * entries.size() + 4).order(file.order());
        var data = new ByteArrayOutputStream();
        head.putShort((short) entries.size());
        for (int entry : entries) {
            int free = at + head.limit() + data.size();
            int tag = file.getShort(entry) & 0xFFFF;
            head.put(file.array(), entry, 8);
            if (tag == EXIF || tag == GPS || tag == INTEROPERABILITY) {
                head.putInt(free);
                // a table that points back to its own kind ends here
                data.writeBytes(copy(file.getInt(entry + 8),
                        inner -> keep.test(tag) && inner != MAKER_NOTES && inner != EXIF && inner != GPS
                                && (inner != INTEROPERABILITY || tag == EXIF),
                        free));
            } else if (Tags.length(file, entry) > 4) {
                head.putInt(free);
                data.write(file.array(), file.getInt(entry + 8), Tags.length(file, entry));
            } else {
                head.put(file.array(), entry + 8, 4);
            }
            if (data.size() % 2 == 1) {
                data.write(0);
            }
        }
        byte[] whole = new byte[head.limit() + data.size()];
        System.arraycopy(head.array(), 0, whole, 0, head.limit());
        System.arraycopy(data.toByteArray(), 0, whole, head.limit(), data.size());
        return whole;
    }

    private List<Integer> entries(int table, IntPredicate keep, int mostBytes) {
        List<Integer> entries = new ArrayList<>();
        int count = Math.min(MOST_ENTRIES, file.getShort(table) & 0xFFFF);
        for (int at = table + 2; at < table + 2 + 12 * count; at += 12) {
            if (keep.test(file.getShort(at) & 0xFFFF) && Tags.length(file, at) <= mostBytes) {
                entries.add(at);
            }
        }
        return entries;
    }

    private Optional<byte[]> value(int table, int wanted) {
        Optional<Integer> found = entries(table, tag -> tag == wanted, MOST_BYTES).stream().findFirst();
        return found.map(entry -> {
            byte[] value = new byte[Tags.length(file, entry)];
            file.get(value.length > 4 ? file.getInt(entry + 8) : entry + 8, value);
            return value;
        });
    }
}
