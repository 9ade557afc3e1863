package org.podstudio.imaging.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.podstudio.imaging.internal.avif.AvifFile;
import org.podstudio.imaging.internal.avif.AvifItem;

/**
 * The items of an AVIF that describe its picture, changed in place, so that nothing else in the file moves: what goes is overwritten with
 * zeros and called {@code free}. A profile stays, as it is a part of how the picture is coded, and how it is held is no metadata here.
 */
final class AvifContainer implements Container {

    private static final String EXIF = "Exif";
    private static final String OTHER = "mime";

    @Override
    public Beside read(byte[] file) throws IOException {
        AvifFile boxes = AvifFile.of(file);
        Optional<byte[]> exif = Optional.empty();
        for (AvifItem item : boxes.described(EXIF)) {
            exif = Optional.of(bare(boxes.bytes(item)));
        }
        Optional<byte[]> xmp = Optional.empty();
        for (AvifItem item : boxes.described(OTHER)) {
            if (item.mime.startsWith("application/rdf+xml")) {
                xmp = Optional.of(boxes.bytes(item));
            }
        }
        AvifItem primary = boxes.primary();
        return new Beside(exif, xmp, Optional.empty(), primary.profile(), Map.of());
    }

    /** Behind a number that says how far it is to the block. */
    private static byte[] bare(byte[] data) {
        long from = data.length < 4 ? data.length : 4 + Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt());
        return from < data.length ? Arrays.copyOfRange(data, (int) from, data.length) : new byte[0];
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        byte[] changed = file.clone();
        AvifFile boxes = AvifFile.of(file);
        for (AvifItem item : boxes.described(EXIF)) {
            Optional<byte[]> kept = beside.exif();
            byte[] old = boxes.bytes(item);
            int head = old.length - bare(old).length;
            boolean fits = kept.isPresent() && head + kept.get().length <= old.length;
            byte[] now = new byte[old.length];
            if (fits) {
                System.arraycopy(old, 0, now, 0, head);
                System.arraycopy(kept.get(), 0, now, head, kept.get().length);
            } else {
                forget(changed, boxes, item);
            }
            put(changed, boxes, item, now);
        }
        for (AvifItem item : beside.xmp().isEmpty() ? boxes.described(OTHER) : List.<AvifItem>of()) {
            forget(changed, boxes, item);
            put(changed, boxes, item, new byte[boxes.bytes(item).length]);
        }
        return changed;
    }

    private static void forget(byte[] file, AvifFile boxes, AvifItem item) {
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, file, boxes.typeAt(item), 4);
    }

    private static void put(byte[] file, AvifFile boxes, AvifItem item, byte[] data) throws IOException {
        int at = 0;
        for (int[] place : boxes.places(item)) {
            System.arraycopy(data, at, file, place[0], place[1]);
            at += place[1];
        }
    }
}
