package org.podstudio.processors.abr.segments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words codecs as RFC 6381 and the codecs' own file formats want it, out of what the file says to decoders. */
final class CodecName {

    /** Fields of a sample entry before its own boxes: of pictures, of sound. */
    private static final int PICTURES = 78;
    private static final int SOUND = 28;
    private static final int AAC = 0x40;

    private CodecName() {
    }

    /** @param descriptions {@code stsd} @throws IllegalArgumentException for codecs it does not know */
    static String of(Box descriptions) {
        Box entry = Box.in(slice(descriptions.body(), 8)).getFirst();
        return switch (entry.type()) {
            case "avc1", "avc3" -> entry.type() + avc(own(entry, PICTURES, "avcC"));
            case "hvc1", "hev1" -> entry.type() + hevc(own(entry, PICTURES, "hvcC"));
            case "av01" -> "av01" + av1(own(entry, PICTURES, "av1C"));
            case "mp4a" -> "mp4a" + aac(own(entry, SOUND, "esds"));
            default -> throw new IllegalArgumentException("codec " + entry.type() + " is not known");
        };
    }

    /** Profile, constraints and level of a sequence parameter set: what {@code avcC} copies out of it. */
    static String avc(int profile, int constraints, int level) {
        return ".%02x%02x%02x".formatted(profile, constraints, level);
    }

    private static String avc(ByteBuffer b) {
        return avc(b.get(1) & 0xFF, b.get(2) & 0xFF, b.get(3) & 0xFF);
    }

    /** ISO/IEC 14496-15, annex E. */
    private static String hevc(ByteBuffer b) {
        int first = b.get(1) & 0xFF;
        String space = List.of("", "A", "B", "C").get(first >> 6);
        List<String> constraints = new ArrayList<>();
        for (int i = 6; i < 12; i++) {
            constraints.add(Integer.toHexString(b.get(i) & 0xFF).toUpperCase(java.util.Locale.ROOT));
        }
        while (!constraints.isEmpty() && constraints.getLast().equals("0")) {
            constraints.removeLast();
        }
        return "." + space + (first & 0x1F) + "." + Integer.toHexString(Integer.reverse(b.getInt(2))) + "."
                + ((first & 0x20) != 0 ? "H" : "L") + (b.get(12) & 0xFF)
                + (constraints.isEmpty() ? "" : "." + String.join(".", constraints));
    }

    /** AV1 in ISO base media files, section 5. */
    private static String av1(ByteBuffer b) {
        int second = b.get(1) & 0xFF;
        int third = b.get(2) & 0xFF;
        int bits = (third & 0x40) == 0 ? 8 : (third & 0x20) != 0 ? 12 : 10;
        return ".%d.%02d%s.%02d".formatted(second >> 5, second & 0x1F, (third & 0x80) != 0 ? "H" : "M", bits);
    }

    /** ISO/IEC 14496-1: descriptors in each other; the audio object type is in the first five bits of the innermost. */
    private static String aac(ByteBuffer b) {
        ByteBuffer stream = descriptor(slice(b, 4), 3).map(d -> slice(d, 3))
                .orElseThrow(() -> new IllegalArgumentException("no descriptor of the sound"));
        ByteBuffer decoder = descriptor(stream, 4).orElseThrow(() -> new IllegalArgumentException("no decoder"));
        int kind = decoder.get(0) & 0xFF;
        if (kind != AAC) {
            return "." + Integer.toHexString(kind);
        }
        ByteBuffer own = descriptor(slice(decoder, 13), 5).orElseThrow(() -> new IllegalArgumentException("no AAC"));
        return "." + Integer.toHexString(kind) + "." + ((own.get(0) & 0xFF) >> 3);
    }

    /** What is in the first descriptor if it has the tag; its size is written seven bits a byte. */
    private static Optional<ByteBuffer> descriptor(ByteBuffer b, int tag) {
        if (b.get(0) != tag) {
            return Optional.empty();
        }
        int at = 1;
        int size = 0;
        int next;
        do {
            next = b.get(at++) & 0xFF;
            size = size << 7 | next & 0x7F;
        } while ((next & 0x80) != 0);
        return Optional.of(b.slice(at, Math.min(size, b.limit() - at)));
    }

    private static ByteBuffer own(Box entry, int fields, String type) {
        return Box.first(Box.in(slice(entry.body(), fields)), type)
                .orElseThrow(() -> new IllegalArgumentException("no " + type)).body();
    }

    private static ByteBuffer slice(ByteBuffer b, int from) {
        return b.slice(from, b.limit() - from);
    }
}
