package org.podstudio.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Looks at where files end for what ffmpeg keeps to itself: that WAV, AVI, AIFF or Ogg was cut off. */
final class Ends {

    private static final int RIFF = 0x52494646;
    private static final int FORM = 0x464F524D;
    private static final int OGG = 0x4F676753;
    private static final int HEAD = 8;
    /** Sizes from here on are those of writers that could not go back to write the true one. */
    private static final long UNTOLD = 0x7FFFF000L;
    /** Some writers count a header too many, which is more than a hundredth of what is short. */
    private static final int HEADER = 64;
    private static final int OGG_HEAD = 27;
    /** A page of Ogg at its longest. */
    private static final int PAGE = OGG_HEAD + 255 + 255 * 255;

    private Ends() {
    }

    /** Whether a file says itself that more should follow; false where it says nothing, or cannot be read. */
    static boolean torn(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer head = read(file, 0, HEAD);
            return head.limit() == HEAD && switch (head.getInt(0)) {
                case RIFF -> torn(file, head.order(ByteOrder.LITTLE_ENDIAN));
                case FORM -> torn(file, head);
                case OGG -> tornPage(file);
                default -> false;
            };
        } catch (IOException e) {
            return false; // whoever works on it says why
        }
    }

    private static boolean torn(FileChannel file, ByteBuffer head) throws IOException {
        long said = HEAD + Integer.toUnsignedLong(head.getInt(4));
        return said < UNTOLD && said - file.size() > Math.max(said / 100, HEADER);
    }

    /** Whether the last page is not whole. */
    private static boolean tornPage(FileChannel file) throws IOException {
        long from = Math.max(0, file.size() - PAGE);
        ByteBuffer tail = read(file, from, PAGE);
        for (int at = tail.limit() - 4; at >= 0; at--) {
            if (tail.getInt(at) == OGG) {
                return at + page(tail.slice(at, tail.limit() - at)) > tail.limit();
            }
        }
        return false;
    }

    /** How long a page is, as its head says; longer than any when not even that is whole. */
    private static int page(ByteBuffer page) {
        int lengths = page.limit() < OGG_HEAD ? page.limit() : page.get(OGG_HEAD - 1) & 0xFF;
        int length = OGG_HEAD + lengths;
        if (length > page.limit()) {
            return Integer.MAX_VALUE / 2;
        }
        for (int i = OGG_HEAD; i < OGG_HEAD + lengths; i++) {
            length += page.get(i) & 0xFF;
        }
        return length;
    }

    /** @return less at the end of the file */
    private static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int n = 0;
        while (bytes.hasRemaining() && n >= 0) {
            n = file.read(bytes, at + bytes.position());
        }
        return bytes.flip();
    }
}
