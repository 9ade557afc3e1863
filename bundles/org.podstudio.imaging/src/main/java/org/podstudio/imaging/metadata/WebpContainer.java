package org.podstudio.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The chunks of a WebP (RFC 9649). */
final class WebpContainer implements Container {

    private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF");
    private static final int XMP = 0x04;
    private static final int EXIF = 0x08;
    private static final int ALPHA = 0x10;
    private static final int PROFILE = 0x20;

    private record Chunk(String type, byte[] data) {}

    @Override
    public Beside read(byte[] file) throws IOException {
        List<Chunk> chunks = chunks(file);
        return new Beside(find(chunks, "EXIF").map(WebpContainer::bare), find(chunks, "XMP "), Optional.empty(),
                find(chunks, "ICCP"), Map.of());
    }

    /** Some write the mark of a JPEG before it. */
    private static byte[] bare(byte[] exif) {
        return exif.length > 6 && exif[0] == 'E' ? Arrays.copyOfRange(exif, 6, exif.length) : exif;
    }

    private static Optional<byte[]> find(List<Chunk> chunks, String type) {
        return chunks.stream().filter(c -> c.type.equals(type)).map(Chunk::data).findFirst();
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        List<Chunk> chunks = chunks(file);
        byte[] canvas = find(chunks, "VP8X").filter(x -> x.length == 10).map(byte[]::clone)
                .orElseGet(() -> canvas(chunks));
        int flags = (beside.profile().isPresent() ? PROFILE : 0) | (beside.exif().isPresent() ? EXIF : 0)
                | (beside.xmp().isPresent() ? XMP : 0);
        canvas[0] = (byte) (canvas[0] & ~(PROFILE | EXIF | XMP) | flags);
        var body = new ByteArrayOutputStream();
        if (canvas[0] != 0) {
            chunk(body, "VP8X", canvas);
        }
        beside.profile().ifPresent(b -> chunk(body, "ICCP", b));
        chunks.stream().filter(c -> PIXELS.contains(c.type)).forEach(c -> chunk(body, c.type, c.data));
        beside.exif().ifPresent(b -> chunk(body, "EXIF", b));
        beside.xmp().ifPresent(b -> chunk(body, "XMP ", b));
        return ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + body.size())
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(body.toByteArray()).array();
    }

    /** Of a file that has none: its size less one in three bytes each, and whether it has alpha. */
    private static byte[] canvas(List<Chunk> chunks) {
        ByteBuffer canvas = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        byte[] lossless = find(chunks, "VP8L").orElse(new byte[0]);
        byte[] lossy = find(chunks, "VP8 ").orElse(new byte[0]);
        if (lossless.length >= 5) {
            int bits = ByteBuffer.wrap(lossless).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
            canvas.put(0, (byte) ((bits >> 28 & 1) * ALPHA)).putInt(7, bits >> 14 & 0x3FFF);
            three(canvas, 4, bits & 0x3FFF);
        } else if (lossy.length >= 10) {
            ByteBuffer frame = ByteBuffer.wrap(lossy).order(ByteOrder.LITTLE_ENDIAN);
            canvas.putInt(7, (frame.getShort(8) & 0x3FFF) - 1);
            three(canvas, 4, (frame.getShort(6) & 0x3FFF) - 1);
        }
        return Arrays.copyOf(canvas.array(), 10);
    }

    private static void three(ByteBuffer to, int at, int value) {
        to.put(at, (byte) value).put(at + 1, (byte) (value >> 8)).put(at + 2, (byte) (value >> 16));
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length).array());
        out.writeBytes(data);
        out.writeBytes(new byte[data.length & 1]);
    }

    private static List<Chunk> chunks(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Chunk> chunks = new ArrayList<>();
        for (int at = 12; at + 8 <= file.length;) {
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            if (length > file.length - at - 8) {
                throw new IOException("the WebP is cut off");
            }
            String type = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            chunks.add(new Chunk(type, Arrays.copyOfRange(file, at + 8, at + 8 + (int) length)));
            at += 8 + (int) (length + (length & 1));
        }
        if (chunks.stream().noneMatch(c -> c.type.startsWith("VP8") || c.type.equals("ANMF"))) {
            throw new IOException("the WebP has no picture");
        }
        return chunks;
    }
}
