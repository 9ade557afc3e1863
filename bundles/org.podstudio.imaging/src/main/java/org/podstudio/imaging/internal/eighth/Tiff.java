package org.podstudio.imaging.internal.eighth;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one tag of an EXIF block that a small picture needs. */
final class Tiff {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Tiff() {
    }

    /** 1 to 8; 1 when nothing else is said, or what is said is damaged. */
    static int orientation(byte[] bytes, int from) {
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
        if (tiff.limit() < 8) {
            return 1;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return 1;
        }
        int first = (int) directory + 2;
        int entries = Math.min(tiff.getShort((int) directory) & 0xFFFF, (tiff.limit() - first) / ENTRY);
        for (int at = first; at < first + entries * ENTRY; at += ENTRY) {
            if (tiff.getShort(at) == ORIENTATION && tiff.getShort(at + 2) == SHORT) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
