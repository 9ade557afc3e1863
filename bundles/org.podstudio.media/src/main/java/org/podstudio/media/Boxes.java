package org.podstudio.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** Looks into the boxes of MP4 and QuickTime for what ffprobe keeps to itself: that streams are encrypted (ISO/IEC 23001-7). */
final class Boxes {

    private static final Set<String> WAY = Set.of("moov", "trak", "mdia", "minf", "stbl");
    private static final Set<String> PICTURES = Set.of("encv", "drmi", "p608");
    private static final Set<String> SOUND = Set.of("enca", "drms");
    private static final int HEAD = 8;
    private static final int DEEPEST = 8;

    private final FileChannel file;

    private Boxes(FileChannel file) {
        this.file = file;
    }

    /** None of what has no boxes, or senseless ones. */
    static Locks locks(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return new Boxes(file).locks(0, file.size(), 0);
        } catch (IOException e) {
            return Locks.NONE;
        }
    }

    private Locks locks(long from, long to, int depth) throws IOException {
        Locks found = Locks.NONE;
        for (long at = from; at + HEAD <= to && depth < DEEPEST;) {
            ByteBuffer head = read(at, 2 * HEAD);
            long size = Integer.toUnsignedLong(head.getInt(0));
            int skip = size == 1 ? 2 * HEAD : HEAD;
            size = size == 1 ? head.getLong(HEAD) : size == 0 ? to - at : size;
            String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (depth > 0) {
                found = found.and(new Locks(PICTURES.contains(type), SOUND.contains(type)));
            }
            if (size < skip) {
                return found;
            }
            boolean table = type.equals("stsd"); // a version and a count come before its entries
            if (WAY.contains(type) || table) {
                found = found.and(locks(at + skip + (table ? HEAD : 0), Math.min(to, at + size), depth + 1));
            }
            at += size;
        }
        return found;
    }

    private ByteBuffer read(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {
            continue;
        }
        return bytes;
    }
}
