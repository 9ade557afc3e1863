package org.podstudio.imaging.internal.png;

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
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.internal.colour.Profile;

/** The chunks of a PNG but its pixels, read with a bound: a small file may unpack to gigabytes. */
public final class PngChunks {

    /** Of all chunks together as they are stored, and again of all texts, or the profile, as they unpack. */
    private static final int MOST_BYTES = 32 << 20;
    /** What a chunk takes beside its bytes, so that millions of empty ones are bounded, too. */
    private static final int CHUNK_BYTES = 256;
    private static final int LONGEST_KEYWORD = 79;
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
    private static final List<String> PLAIN = List.of("IHDR", "pHYs", "eXIf");

    private record Chunk(String type, byte[] data) {}

    /** Bytes that may still be unpacked. Counts what was unpacked in vain as well, since it takes time. */
    private static final class Budget {
        private int left = MOST_BYTES;

        Optional<byte[]> inflate(byte[] data, int from) {
            int start = Math.min(from, data.length);
            Inflater inflater = new Inflater();
            try (InputStream in = new InflaterInputStream(
                    new ByteArrayInputStream(data, start, data.length - start), inflater)) {
                byte[] out = in.readNBytes(left);
                return out.length < left ? Optional.of(out) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } finally {
                left -= (int) Math.min(left, inflater.getBytesWritten());
                inflater.end();
            }
        }
    }

    private final List<Chunk> chunks;
    private final boolean ended;

    private PngChunks(List<Chunk> chunks, boolean ended) {
        this.chunks = chunks;
        this.ended = ended;
    }

    /** What can be read; a file that breaks off gives the chunks before. Behind the bound nothing is kept, and the end still looked for. */
    public static PngChunks of(Path file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(8);
            long left = MOST_BYTES;
            while (true) {
                int length = in.readInt();
                String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
                boolean end = "IEND".equals(type);
                if (length < 0 || end) {
                    return new PngChunks(chunks, end);
                }
                if ("IDAT".equals(type) || length > left - CHUNK_BYTES) {
                    in.skipNBytes(length + 4L);
                } else {
                    chunks.add(new Chunk(type, in.readNBytes(length)));
                    in.skipNBytes(4);
                    left -= length + CHUNK_BYTES;
                }
            }
        } catch (EOFException e) {
            return new PngChunks(chunks, false);
        }
    }

    /** Whether its last chunk was found. */
    public boolean ended() {
        return ended;
    }

    public int size() {
        return chunks.size();
    }

    public boolean has(String type) {
        return find(type).isPresent();
    }

    Optional<byte[]> find(String type) {
        return chunks.stream().filter(c -> c.type().equals(type)).map(Chunk::data).findFirst();
    }

    /** The embedded profile. */
    public Optional<Profile> profile() {
        return find("iCCP").flatMap(data -> {
            int name = end(data, 0);
            return new Budget().inflate(data, name + 2).flatMap(Profile::of);
        });
    }

    /** What {@code cICP} says of the colours. */
    public Optional<Cicp> codePoints() {
        return find("cICP").filter(d -> d.length == 4)
                .map(d -> new Cicp(d[0] & 255, d[1] & 255, d[2] & 255, d[3] == 1));
    }

    /** What {@code gAMA} and {@code cHRM} say of the colours; {@code sRGB} has the last word. */
    public Optional<PngNumbers> numbers() {
        return has("sRGB") ? Optional.empty() : PngNumbers.of(find("gAMA"), find("cHRM"));
    }

    /** Colour channels of the stored pixels: 1 grey, else 3. */
    public int colours() {
        return find("IHDR").map(d -> d.length > 9 && (d[9] & 3) == 0 ? 1 : 3).orElse(3);
    }

    /** Text by keyword, unpacked; the first of equal keywords. What unpacks beyond bounds is left out. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Budget budget = new Budget();
        for (Chunk chunk : chunks) {
            int end = end(chunk.data(), 0);
            if (TEXTS.contains(chunk.type()) && end <= LONGEST_KEYWORD) {
                String keyword = new String(chunk.data(), 0, end, StandardCharsets.ISO_8859_1);
                if (!texts.containsKey(keyword)) {
                    text(chunk, end, budget).ifPresent(text -> texts.put(keyword, text));
                }
            }
        }
        return texts;
    }

    private static Optional<String> text(Chunk chunk, int end, Budget budget) {
        byte[] data = chunk.data();
        return switch (chunk.type()) {
            case "tEXt" -> Optional.of(string(data, end + 1, latinOrUtf8(data, end + 1)));
            case "zTXt" -> budget.inflate(data, end + 2).map(b -> string(b, 0, latinOrUtf8(b, 0)));
            default -> international(data, end, budget);
        };
    }

    /** Keyword, 0, packed?, method, language, 0, translated keyword, 0, UTF-8. */
    private static Optional<String> international(byte[] data, int end, Budget budget) {
        boolean packed = end + 1 < data.length && data[end + 1] == 1;
        int from = end(data, end(data, end + 3) + 1) + 1;
        return packed
                ? budget.inflate(data, from).map(b -> string(b, 0, StandardCharsets.UTF_8))
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

    /** Size, resolution and EXIF alone as a PNG, for readers that know no bound. */
    public InputStream slim() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        for (String type : PLAIN) {
            Optional<byte[]> data = find(type);
            if (data.isPresent()) {
                write(out, type, data.get());
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
