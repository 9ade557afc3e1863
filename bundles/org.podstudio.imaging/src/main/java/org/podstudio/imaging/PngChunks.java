package org.podstudio.imaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** The chunks of a PNG but its pixels, read with a bound: a small file may unpack to gigabytes. */
final class PngChunks {

    private static final int MOST_BYTES = 32 << 20;
    private static final Set<String> PACKED = Set.of("IDAT", "iCCP", "zTXt", "iTXt");

    private record Chunk(String type, byte[] data) {}

    private final List<Chunk> chunks;

    private PngChunks(List<Chunk> chunks) {
        this.chunks = chunks;
    }

    /** What can be read; a file that breaks off gives the chunks before. */
    static PngChunks of(Path file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(8);
            long left = MOST_BYTES;
            while (left > 0) {
                int length = in.readInt();
                String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
                if (length < 0 || "IEND".equals(type)) {
                    break;
                }
                if ("IDAT".equals(type) || length > left) {
                    in.skipNBytes(length + 4L);
                } else {
                    chunks.add(new Chunk(type, in.readNBytes(length)));
                    in.skipNBytes(4);
                    left -= length;
                }
            }
        } catch (EOFException e) {
            return new PngChunks(chunks);
        }
        return new PngChunks(chunks);
    }

    boolean has(String type) {
        return find(type).isPresent();
    }

    Optional<byte[]> find(String type) {
        return chunks.stream().filter(c -> c.type().equals(type)).map(Chunk::data).findFirst();
    }

    /** The embedded profile. */
    Optional<Profile> profile() {
        return find("iCCP").flatMap(data -> {
            int name = end(data, 0);
            return inflate(data, name + 2).flatMap(Profile::of);
        });
    }

    /** Text by keyword, unpacked; the first of equal keywords. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Chunk chunk : chunks) {
            int end = end(chunk.data(), 0);
            String keyword = new String(chunk.data(), 0, end, StandardCharsets.ISO_8859_1);
            text(chunk, end).ifPresent(text -> texts.putIfAbsent(keyword, text));
        }
        return texts;
    }

    private static Optional<String> text(Chunk chunk, int end) {
        byte[] data = chunk.data();
        return switch (chunk.type()) {
            case "tEXt" -> Optional.of(string(data, end + 1, latinOrUtf8(data, end + 1)));
            case "zTXt" -> inflate(data, end + 2).map(b -> string(b, 0, latinOrUtf8(b, 0)));
            case "iTXt" -> international(data, end);
            default -> Optional.empty();
        };
    }

    /** Keyword, 0, packed?, method, language, 0, translated keyword, 0, UTF-8. */
    private static Optional<String> international(byte[] data, int end) {
        boolean packed = end + 1 < data.length && data[end + 1] == 1;
        int from = end(data, end(data, end + 3) + 1) + 1;
        return packed
                ? inflate(data, from).map(b -> string(b, 0, StandardCharsets.UTF_8))
                : Optional.of(string(data, from, StandardCharsets.UTF_8));
    }

    /** The standard says Latin-1; several generators write UTF-8, which is hardly ever valid by chance. */
    private static Charset latinOrUtf8(byte[] data, int from) {
        return string(data, from, StandardCharsets.UTF_8).contains("\ufffd")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }

    private static String string(byte[] data, int from, Charset charset) {
        int start = Math.min(from, data.length);
        return new String(data, start, data.length - start, charset);
    }

    private static int end(byte[] data, int from) {
        int i = from;
        while (i < data.length && data[i] != 0) {
            i++;
        }
        return Math.min(i, data.length);
    }

    private static Optional<byte[]> inflate(byte[] data, int from) {
        int start = Math.min(from, data.length);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            byte[] out = in.readNBytes(MOST_BYTES);
            return out.length < MOST_BYTES ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same chunks as a PNG without pixels and without anything packed, for readers that know no bound. */
    InputStream withoutPacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        for (Chunk chunk : chunks) {
            if (!PACKED.contains(chunk.type())) {
                write(out, chunk.type(), chunk.data());
            }
        }
        write(out, "IEND", new byte[0]);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
