package org.podstudio.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Photoshop's image resources: a list of blocks, of which one is IPTC and others are copies of what stands elsewhere. */
final class Resources {

    private static final int MARK = 0x3842494D;
    private static final int IPTC = 1028;
    /** Small pictures, a profile, EXIF and XMP, which all tell of the picture that was. */
    private static final Set<Integer> STALE = Set.of(1033, 1036, 1039, 1058, 1059, 1060);
    /** Mark, number, an empty name and a length. */
    private static final int HEAD = 12;

    private Resources() {
    }

    /** A list of nothing but IPTC. */
    static byte[] ofIptc(byte[] records) {
        ByteBuffer block = ByteBuffer.allocate(HEAD + records.length + (records.length & 1));
        return block.putInt(MARK).putShort((short) IPTC).putShort((short) 0).putInt(records.length).put(records)
                .array();
    }

    /** Those that are true of other pixels as well; empty when there are none. */
    static Optional<byte[]> lasting(byte[] block) {
        ByteBuffer in = ByteBuffer.wrap(block);
        var out = new ByteArrayOutputStream();
        int at = 0;
        while (at + HEAD <= block.length && in.getInt(at) == MARK) {
            int name = (block[at + 6] & 255) + 2 & ~1;
            int lengthAt = at + 6 + name;
            long length = lengthAt + 4 <= block.length ? Integer.toUnsignedLong(in.getInt(lengthAt)) : block.length;
            if (lengthAt + 4 + length > block.length) {
                break;
            }
            int to = (int) Math.min(block.length, lengthAt + 4 + length + (length & 1));
            if (!STALE.contains(in.getShort(at + 4) & 0xFFFF)) {
                out.write(block, at, to - at);
            }
            at = to;
        }
        return out.size() == 0 ? Optional.empty() : Optional.of(out.toByteArray());
    }
}
