package org.podstudio.imaging.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The chunks of a PNG (third edition). */
final class PngContainer implements Container {

    private static final String XMP = "XML:com.adobe.xmp";
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_CHUNKS = 1_000_000;
    /** What tells how pixels are shown, resolution and frames of an animation; also every chunk that begins with a capital. */
    private static final Set<String> STRUCTURAL = Set.of("gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "sBIT", "tRNS",
            "bKGD", "pHYs", "hIST", "sPLT", "acTL", "fcTL", "fdAT");
    /** What an embedded profile stands in for. */
    private static final Set<String> COLOURS = Set.of("gAMA", "cHRM", "sRGB");

    /** @param from of its length @param to behind its check sum */
    private record Chunk(String type, int from, int to) {
        byte[] data(byte[] file) {
            return Arrays.copyOfRange(file, from + 8, to - 4);
        }
    }

    @Override
    public Beside read(byte[] file) throws IOException {
        Optional<byte[]> exif = Optional.empty();
        Optional<byte[]> icc = Optional.empty();
        Map<String, String> texts = new LinkedHashMap<>();
        int[] left = {MOST_BYTES};
        for (Chunk chunk : chunks(file)) {
            switch (chunk.type) {
                case "eXIf" -> exif = Optional.of(chunk.data(file));
                case "iCCP" -> {
                    byte[] data = chunk.data(file);
                    icc = inflate(data, zero(data, 0) + 2, left);
                }
                case "tEXt", "zTXt", "iTXt" -> text(chunk, chunk.data(file), left, texts);
                default -> {
                }
            }
        }
        Optional<byte[]> xmp = Optional.ofNullable(texts.remove(XMP)).map(x -> x.getBytes(StandardCharsets.UTF_8));
        return new Beside(exif, xmp, Optional.empty(), icc, texts);
    }

    private static void text(Chunk chunk, byte[] data, int[] left, Map<String, String> texts) {
        int end = zero(data, 0);
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        Optional<byte[]> content;
        if (chunk.type.equals("iTXt")) {
            boolean packed = end + 1 < data.length && data[end + 1] == 1;
            int from = Math.min(data.length, zero(data, zero(data, Math.min(data.length, end + 3)) + 1) + 1);
            content = packed ? inflate(data, from, left) : Optional.of(Arrays.copyOfRange(data, from, data.length));
        } else {
            content = chunk.type.equals("zTXt")
                    ? inflate(data, end + 2, left)
                    : Optional.of(Arrays.copyOfRange(data, Math.min(end + 1, data.length), data.length));
        }
        content.ifPresent(bytes -> {
            String utf8 = new String(bytes, StandardCharsets.UTF_8);
            texts.putIfAbsent(keyword, chunk.type.equals("iTXt") || !utf8.contains("\ufffd")
                    ? utf8
                    : new String(bytes, StandardCharsets.ISO_8859_1));
        });
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(file, 0, 8);
        List<Chunk> chunks = chunks(file);
        for (Chunk chunk : chunks) {
            boolean own = beside.profile().isPresent() && COLOURS.contains(chunk.type);
            if (!own && (Character.isUpperCase(chunk.type.charAt(0)) || STRUCTURAL.contains(chunk.type))) {
                out.write(file, chunk.from, chunk.to - chunk.from);
            }
            if (chunk.type.equals("IHDR")) {
                blocks(beside, out);
                if (chunks.stream().noneMatch(other -> other.type.equals("pHYs"))) {
                    resolution(beside, out);
                }
            }
        }
        return out.toByteArray();
    }

    /** Where readers of PNG look for it, who seldom look into EXIF. */
    private static void resolution(Beside beside, ByteArrayOutputStream out) {
        Optional<Tags> tags = beside.exif().map(Tags::of);
        int across = tags.map(t -> t.dotsPerMetre(false)).orElse(0);
        int down = tags.map(t -> t.dotsPerMetre(true)).orElse(0);
        if (across > 0 && down > 0) {
            chunk(out, "pHYs", ByteBuffer.allocate(9).putInt(across).putInt(down).put((byte) 1).array());
        }
    }

    private static void blocks(Beside beside, ByteArrayOutputStream out) throws IOException {
        if (beside.profile().isPresent()) {
            var packed = new ByteArrayOutputStream();
            packed.writeBytes("ICC\0\0".getBytes(StandardCharsets.ISO_8859_1));
            try (var deflater = new DeflaterOutputStream(packed)) {
                deflater.write(beside.profile().get());
            }
            chunk(out, "iCCP", packed.toByteArray());
        }
        beside.exif().ifPresent(b -> chunk(out, "eXIf", b));
        beside.xmp().ifPresent(b -> text(out, XMP, new String(b, StandardCharsets.UTF_8)));
        beside.texts().forEach((keyword, text) -> text(out, keyword, text));
    }

    private static void text(ByteArrayOutputStream out, String keyword, String text) {
        var data = new ByteArrayOutputStream();
        data.writeBytes((keyword + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        chunk(out, "iTXt", data.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(8).putInt(data.length).put(name).array());
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** Up to the end mark. */
    private static List<Chunk> chunks(byte[] file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        int at = 8;
        while (at + 12 <= file.length && chunks.size() < MOST_CHUNKS) {
            long length = ByteBuffer.wrap(file).getInt(at);
            if (length < 0 || length > file.length - at - 12) {
                break;
            }
            Chunk chunk = new Chunk(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1), at,
                    at + 12 + (int) length);
            chunks.add(chunk);
            at = chunk.to;
            if (chunk.type.equals("IEND")) {
                return chunks;
            }
        }
        throw new IOException("the end of the PNG is missing");
    }

    private static int zero(byte[] data, int from) {
        int at = Math.min(from, data.length);
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }

    private static Optional<byte[]> inflate(byte[] data, int from, int[] left) {
        int start = Math.min(from, data.length);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            byte[] bytes = in.readNBytes(left[0]);
            left[0] -= bytes.length;
            return left[0] > 0 ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
