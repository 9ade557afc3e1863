package org.podstudio.imaging.metadata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A TIFF structure, as EXIF is one, edited in place: what goes is taken out of its table and its value overwritten with zeros, what stays
 * does not move, so that a camera's own notes, which count from the beginning, keep their meaning. A damaged structure is as good as none.
 */
final class Tags {

    private static final int ORIENTATION = 274;
    private static final int EXIF = 34_665;
    private static final int GPS = 34_853;
    private static final int INTEROPERABILITY = 40_965;
    private static final int WIDTH = 40_962;
    private static final int HEIGHT = 40_963;
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_HEIGHT = 257;
    private static final int RESOLUTION = 282;
    private static final int UNIT = 296;
    private static final int SUBJECT_AREA = 37_396;
    private static final int SUBJECT_LOCATION = 41_492;
    private static final int COLOUR_SPACE = 40_961;
    /** Of the Design rule for Camera File system: sRGB. */
    private static final byte[] SRGB_RULES = {'R', '9', '8', 0};
    private static final int SUB_TABLES = 330;
    private static final int MOST_TABLES = 1_000;
    private static final int[] SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /** How a picture was taken and is shown; camera and lens by model, never by number. */
    private static final Set<Integer> TECHNICAL = Set.of(254, 256, 257, 258, 259, 262, 271, 272, ORIENTATION, 277, 282,
            283, 284, 296, 301, 305, 318, 319, 529, 530, 531, 532, EXIF, 33_434, 33_437, 34_850, 34_852, 34_855, 34_864,
            34_865, 34_866, 34_867, 34_868, 34_869, 36_864, 37_121, 37_122, 37_377, 37_378, 37_379, 37_380, 37_381,
            37_382, 37_383, 37_384, 37_385, 37_386, 37_396, 40_960, 40_961, WIDTH, HEIGHT, INTEROPERABILITY, 41_483,
            41_484, 41_486, 41_487, 41_488, 41_492, 41_493, 41_495, 41_728, 41_729, 41_730, 41_985, 41_986, 41_987,
            41_988, 41_989, 41_990, 41_991, 41_992, 41_993, 41_994, 41_995, 41_996, 42_034, 42_035, 42_036, 42_240, 1,
            2);

    private final ByteBuffer block;
    private final Set<Integer> seen = new HashSet<>();
    private int used;

    private Tags(byte[] block) {
        this.block = ByteBuffer.wrap(block.clone());
        this.block.order(block.length > 0 && block[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    static Tags of(byte[] block) {
        return new Tags(block);
    }

    /** The block with technical tags alone; empty when nothing is left. */
    Optional<byte[]> technical() {
        return kept(TECHNICAL::contains);
    }

    /** The block with how the picture is held alone; empty when that is upright. */
    Optional<byte[]> held() {
        return orientation() > 1 ? kept(tag -> tag == ORIENTATION) : Optional.empty();
    }

    /** 1 to 8. */
    int orientation() {
        try {
            int at = find(table(4), ORIENTATION);
            int value = at < 0 ? 1 : block.getShort(at + 8) & 0xFFFF;
            return value >= 1 && value <= 8 ? value : 1;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return 1;
        }
    }

    private Optional<byte[]> kept(IntPredicate keep) {
        try {
            int left = filter(table(4), keep, true);
            return left == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(block.array(), Math.max(used, 8)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    byte[] upright(int width, int height) {
        try {
            int first = table(4);
            set(first, ORIENTATION, 1);
            set(first, IMAGE_WIDTH, width);
            set(first, IMAGE_HEIGHT, height);
            int exif = find(first, EXIF);
            if (exif >= 0) {
                set(table(exif + 8), WIDTH, width);
                set(table(exif + 8), HEIGHT, height);
                filter(table(exif + 8), tag -> tag != SUBJECT_AREA && tag != SUBJECT_LOCATION, false);
            }
            endAfter(first);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return block.array();
        }
        return block.array();
    }

    /** The block with the colour space sRGB, where it tells one. */
    byte[] inSrgb() {
        try {
            int exif = find(table(4), EXIF);
            if (exif >= 0) {
                set(table(exif + 8), COLOUR_SPACE, 1);
                int rules = find(table(exif + 8), INTEROPERABILITY);
                int index = rules < 0 ? -1 : find(table(rules + 8), 1);
                if (index >= 0 && length(index) == 4) {
                    block.put(index + 8, SRGB_RULES);
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return block.array();
        }
        return block.array();
    }

    /** A block of nothing but a resolution. */
    static byte[] resolution(int dpi) {
        int end = 8 + 2 + 3 * 12 + 4;
        ByteBuffer made = ByteBuffer.allocate(end + 16).put(new byte[]{'M', 'M', 0, 42}).putInt(8).putShort((short) 3);
        for (int tag = RESOLUTION; tag < RESOLUTION + 2; tag++) {
            made.putShort((short) tag).putShort((short) 5).putInt(1).putInt(end + 8 * (tag - RESOLUTION));
        }
        made.putShort((short) UNIT).putShort((short) 3).putInt(1).putShort((short) 2).putShort((short) 0);
        return made.putInt(0).putInt(dpi).putInt(1).putInt(dpi).putInt(1).array();
    }

    /** Dots a metre, across or down; 0 when that is not told. */
    int dotsPerMetre(boolean down) {
        try {
            int table = table(4);
            int at = find(table, down ? RESOLUTION + 1 : RESOLUTION);
            int unit = find(table, UNIT);
            if (at < 0 || unit >= 0 && block.getShort(unit + 8) == 1) {
                return 0;
            }
            int value = block.getInt(at + 8);
            double dots = (double) Integer.toUnsignedLong(block.getInt(value))
                    / Integer.toUnsignedLong(block.getInt(value + 4));
            boolean centimetres = unit >= 0 && block.getShort(unit + 8) == 3;
            return Double.isFinite(dots) ? (int) Math.round(dots * 100 / (centimetres ? 1 : 2.54)) : 0;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    /**
     * Takes tags out of every page of a TIFF file.
     *
     * @param keep what stays; tables that a kept tag points to are filtered, too
     */
    byte[] pages(IntPredicate keep) {
        int next = table(4);
        while (next != 0 && seen.add(-next) && seen.size() < MOST_TABLES) {
            int count = block.getShort(next) & 0xFFFF;
            int following = block.getInt(next + 2 + 12 * count);
            filter(next, keep, false);
            next = following;
        }
        return block.array();
    }

    private int table(int at) {
        return block.getInt(at);
    }

    /** Position of an entry; -1 when there is none. */
    private int find(int table, int tag) {
        int count = block.getShort(table) & 0xFFFF;
        for (int at = table + 2; at < table + 2 + 12 * count; at += 12) {
            if ((block.getShort(at) & 0xFFFF) == tag) {
                return at;
            }
        }
        return -1;
    }

    private void set(int table, int tag, int value) {
        int at = find(table, tag);
        if (at < 0) {
            return;
        }
        if ((block.getShort(at + 2) & 0xFFFF) == 3) {
            block.putShort(at + 8, (short) value);
        } else {
            block.putInt(at + 8, value);
        }
    }

    /** Forgets the tables that follow, of which the second holds a small picture. */
    private void endAfter(int table) {
        int at = table + 2 + 12 * (block.getShort(table) & 0xFFFF);
        int next = block.getInt(at);
        block.putInt(at, 0);
        if (next != 0) {
            int picture = find(next, 513);
            int length = find(next, 514);
            if (picture >= 0 && length >= 0) {
                erase(block.getInt(picture + 8), block.getInt(length + 8));
            }
            filter(next, tag -> false, false);
        }
    }

    /**
     * Takes tags out of a table.
     *
     * @param last whether what follows the table goes as well
     * @return how many stay
     */
    private int filter(int table, IntPredicate keep, boolean last) {
        int count = block.getShort(table) & 0xFFFF;
        if (!seen.add(table) || seen.size() > MOST_TABLES) {
            return 0;
        }
        if (last) {
            endAfter(table);
        }
        int end = table + 2 + 12 * count;
        int next = block.getInt(end);
        int to = table + 2;
        for (int at = table + 2; at < end; at += 12) {
            if (stays(at, keep)) {
                byte[] entry = new byte[12];
                block.get(at, entry).put(to, entry);
                to += 12;
            }
        }
        int left = (to - table - 2) / 12;
        block.putShort(table, (short) left).putInt(to, next);
        erase(to + 4, end - to);
        used = Math.max(used, to + 4);
        return left;
    }

    private boolean stays(int at, IntPredicate keep) {
        int tag = block.getShort(at) & 0xFFFF;
        boolean pointer = tag == EXIF || tag == GPS || tag == INTEROPERABILITY || tag == SUB_TABLES;
        boolean wanted = keep.test(tag);
        if (pointer && length(at) == 4) {
            return filter(block.getInt(at + 8), wanted ? keep : all -> false, false) > 0 && wanted;
        }
        int value = length(at) > 4 ? block.getInt(at + 8) : at + 8;
        if (wanted) {
            used = Math.max(used, (int) Math.min(block.limit(), value + (long) length(at)));
        } else {
            erase(value, length(at));
        }
        return wanted;
    }

    private int length(int at) {
        return length(block, at);
    }

    /** Bytes of the value of an entry. */
    static int length(ByteBuffer block, int at) {
        int type = block.getShort(at + 2) & 0xFFFF;
        long length = type < SIZES.length ? SIZES[type] * Integer.toUnsignedLong(block.getInt(at + 4)) : 0;
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** As far as it is inside. */
    private void erase(int from, int length) {
        if (from >= 8 && from < block.limit() && length > 0) {
            Arrays.fill(block.array(), from, (int) Math.min(block.limit(), from + (long) length), (byte) 0);
        }
    }
}
