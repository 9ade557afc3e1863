package org.podstudio.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.podstudio.imaging.internal.colour.Profile;

/** The chunks of a WebP (RFC 9649), held against the file. Of a file that is cut off those before. */
final class WebpFile {

    static final int ANIMATED = 0x02;
    static final int XMP = 0x04;
    static final int EXIF = 0x08;
    static final int ALPHA = 0x10;
    static final int PROFILE = 0x20;

    private static final int MOST_CHUNKS = 10_000;

    /** @param type four characters, the last of which may be a space */
    record Chunk(String type, byte[] data) {}

    /** A picture within an animation. */
    record Frame(int x, int y, byte[] file) {}

    private final List<Chunk> chunks;

    private WebpFile(List<Chunk> chunks) {
        this.chunks = chunks;
    }

    static WebpFile of(byte[] file) {
        return new WebpFile(chunks(file, 12));
    }

    private static List<Chunk> chunks(byte[] bytes, int from) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Chunk> chunks = new ArrayList<>();
        for (int at = from; at + 8 <= bytes.length && chunks.size() < MOST_CHUNKS;) {
            String type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            if (length > bytes.length - at - 8) {
                break;
            }
            byte[] data = new byte[(int) length];
            in.get(at + 8, data);
            chunks.add(new Chunk(type, data));
            at += 8 + (int) (length + (length & 1));
        }
        return chunks;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    Optional<byte[]> find(String type) {
        return chunks.stream().filter(c -> c.type.equals(type)).map(Chunk::data).findFirst();
    }

    boolean animated() {
        return find("VP8X").map(x -> x.length > 0 && (x[0] & ANIMATED) != 0).orElse(false);
    }

    Optional<Profile> profile() {
        return find("ICCP").flatMap(Profile::of);
    }

    /** @throws IOException when it has neither a canvas nor a picture */
    ImageHeader header() throws IOException {
        Optional<byte[]> canvas = find("VP8X").filter(x -> x.length >= 10);
        if (canvas.isPresent()) {
            byte[] x = canvas.get();
            return new ImageHeader(ImageFormat.WEBP, three(x, 4) + 1, three(x, 7) + 1, (x[0] & ALPHA) != 0);
        }
        Optional<byte[]> lossless = find("VP8L").filter(l -> l.length >= 5 && l[0] == 0x2F);
        if (lossless.isPresent()) {
            int bits = ByteBuffer.wrap(lossless.get()).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
            return new ImageHeader(ImageFormat.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1,
                    (bits >> 28 & 1) == 1);
        }
        ByteBuffer lossy = ByteBuffer.wrap(find("VP8 ").filter(l -> l.length >= 10)
                .orElseThrow(() -> new IOException("the WebP has no picture"))).order(ByteOrder.LITTLE_ENDIAN);
        return new ImageHeader(ImageFormat.WEBP, lossy.getShort(6) & 0x3FFF, lossy.getShort(8) & 0x3FFF, false);
    }

    /** The first picture of an animation as a file of its own. @throws IOException when there is none */
    Frame first() throws IOException {
        byte[] data = find("ANMF").filter(f -> f.length > 16)
                .orElseThrow(() -> new IOException("the animation has no frame"));
        List<Chunk> parts = new ArrayList<>();
        boolean transparent = false;
        for (Chunk part : chunks(data, 16)) {
            transparent |= part.type.equals("ALPH");
            if (part.type.equals("ALPH") || part.type.startsWith("VP8")) {
                parts.add(part);
            }
        }
        if (transparent) {
            ByteBuffer canvas = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            canvas.put(0, (byte) ALPHA).put(4, data, 6, 6);
            parts.add(0, new Chunk("VP8X", canvas.array()));
        }
        return new Frame(2 * three(data, 0), 2 * three(data, 3), join(parts));
    }

    /** A file of these chunks. */
    static byte[] join(List<Chunk> parts) {
        var body = new ByteArrayOutputStream();
        for (Chunk part : parts) {
            body.writeBytes(part.type.getBytes(StandardCharsets.ISO_8859_1));
            body.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(part.data.length).array());
            body.writeBytes(part.data);
            body.writeBytes(new byte[part.data.length & 1]);
        }
        return ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + body.size())
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(body.toByteArray()).array();
    }

    private static int three(byte[] data, int at) {
        return data[at] & 255 | (data[at + 1] & 255) << 8 | (data[at + 2] & 255) << 16;
    }
}
