package org.podstudio.imaging.internal.avif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sequence header of an AV1 stream (AV1 Bitstream and Decoding Process Specification, 5.5).
 *
 * @param profile 0 main, 1 high, 2 professional
 * @param level as the standard numbers them
 * @param width pixels
 * @param height pixels
 * @param depth bits a sample: 8, 10 or 12
 * @param grey brightness alone
 * @param halfWidth whether colours have half the columns
 * @param halfHeight whether colours have half the rows
 * @param colours what the numbers mean
 */
public record Av1Header(int profile, int level, int width, int height, int depth, boolean grey, boolean halfWidth,
        boolean halfHeight, Cicp colours) {

    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;

    /** A unit of a stream. @param from where it begins @param body where its content begins @param end behind it */
    private record Unit(int type, int from, int body, int end) {}

    /** The first in the data of an item. @throws IOException when there is none */
    public static Av1Header of(byte[] data) throws IOException {
        for (Unit unit : units(data)) {
            if (unit.type == SEQUENCE_HEADER) {
                return new Parser(new Bits(data, unit.body)).parse();
            }
        }
        throw new IOException("there is no AV1 sequence header");
    }

    /** The stream without the units that separate pictures, as a file of one picture wants it. */
    public static byte[] bare(byte[] data) throws IOException {
        var kept = new ByteArrayOutputStream();
        for (Unit unit : units(data)) {
            if (unit.type != TEMPORAL_DELIMITER) {
                kept.write(data, unit.from, unit.end - unit.from);
            }
        }
        return kept.toByteArray();
    }

    /** As far as they are whole. */
    private static List<Unit> units(byte[] data) throws IOException {
        List<Unit> units = new ArrayList<>();
        int at = 0;
        while (at < data.length) {
            int from = at;
            boolean sized = (data[at] & 2) != 0;
            int type = data[at] >> 3 & 15;
            at += (data[at] & 4) == 0 ? 1 : 2;
            Bits bits = new Bits(data, at);
            long size = sized ? bits.leb128() : data.length - at;
            at = bits.bytePosition();
            if (size > data.length - at) {
                break;
            }
            units.add(new Unit(type, from, at, at + (int) size));
            at += (int) size;
        }
        return units;
    }

    /** What the {@code av1C} box holds (AV1 in ISO base media, 2.3.3). */
    public byte[] configuration() {
        int flags = (depth > 8 ? 0x40 : 0) | (depth > 10 ? 0x20 : 0) | (grey ? 0x10 : 0)
                | (halfWidth || grey ? 8 : 0) | (halfHeight || grey ? 4 : 0);
        return new byte[]{(byte) 0x81, (byte) (profile << 5 | level), (byte) flags, 0};
    }

    /** FFmpeg's name for how a decoder lays it out. */
    public String layout() {
        String bits = depth == 8 ? "" : depth + "le";
        if (grey) {
            return "gray" + bits;
        }
        if (colours.matrix() == 0) {
            return "gbrp" + bits;
        }
        return (halfHeight ? "yuv420p" : halfWidth ? "yuv422p" : "yuv444p") + bits;
    }

    /** Reads bits, most significant first. */
    private static final class Bits {
        private final byte[] data;
        private long at;

        Bits(byte[] data, int from) {
            this.data = data;
            this.at = 8L * from;
        }

        long take(int count) throws IOException {
            long value = 0;
            for (int i = 0; i < count; i++, at++) {
                if (at / 8 >= data.length) {
                    throw new IOException("an AV1 header ends too early");
                }
                value = value << 1 | data[(int) (at / 8)] >> 7 - at % 8 & 1;
            }
            return value;
        }

        boolean flag() throws IOException {
            return take(1) == 1;
        }

        long leb128() throws IOException {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                long b = take(8);
                value |= (b & 127) << 7 * i;
                if (b < 128) {
                    break;
                }
            }
            return value;
        }

        /** A number of a length told by leading zeros. */
        void skipVariable() throws IOException {
            int zeros = 0;
            while (!flag() && zeros < 32) {
                zeros++;
            }
            take(zeros);
        }

        int bytePosition() {
            return (int) (at / 8);
        }
    }

    /** Follows sequence_header_obu() of the specification; what is skipped is named there in this order. */
    private static final class Parser {
        private final Bits bits;
        private int profile;
        private boolean still;
        private int level;

        Parser(Bits bits) {
            this.bits = bits;
        }

        Av1Header parse() throws IOException {
            profile = (int) bits.take(3);
            bits.take(1);
            still = bits.flag();
            if (still) {
                level = (int) bits.take(5);
            } else {
                operatingPoints();
            }
            int widthBits = (int) bits.take(4) + 1;
            int heightBits = (int) bits.take(4) + 1;
            int width = (int) bits.take(widthBits) + 1;
            int height = (int) bits.take(heightBits) + 1;
            if (!still && bits.flag()) {
                bits.take(7);
            }
            bits.take(3);
            if (!still) {
                tools();
            }
            bits.take(3);
            return colours(width, height);
        }

        private void operatingPoints() throws IOException {
            boolean model = false;
            int delayBits = 0;
            if (bits.flag()) {
                bits.take(64);
                if (bits.flag()) {
                    bits.skipVariable();
                }
                model = bits.flag();
                if (model) {
                    delayBits = (int) bits.take(5) + 1;
                    bits.take(42);
                }
            }
            boolean display = bits.flag();
            for (long points = bits.take(5) + 1; points > 0; points--) {
                bits.take(12);
                level = (int) bits.take(5);
                if (level > 7) {
                    bits.take(1);
                }
                if (model && bits.flag()) {
                    bits.take(2 * delayBits + 1);
                }
                if (display && bits.flag()) {
                    bits.take(4);
                }
            }
        }

        private void tools() throws IOException {
            bits.take(4);
            boolean ordered = bits.flag();
            if (ordered) {
                bits.take(2);
            }
            boolean screen = bits.flag() || bits.flag();
            if (screen && !bits.flag()) {
                bits.take(1);
            }
            if (ordered) {
                bits.take(3);
            }
        }

        private Av1Header colours(int width, int height) throws IOException {
            boolean high = bits.flag();
            int depth = profile == 2 && high ? bits.flag() ? 12 : 10 : high ? 10 : 8;
            boolean grey = profile != 1 && bits.flag();
            int primaries = 2;
            int transfer = 2;
            int matrix = 2;
            if (bits.flag()) {
                primaries = (int) bits.take(8);
                transfer = (int) bits.take(8);
                matrix = (int) bits.take(8);
            }
            if (!grey && primaries == 1 && transfer == 13 && matrix == 0) {
                return new Av1Header(profile, level, width, height, depth, false, false, false,
                        new Cicp(1, 13, 0, true));
            }
            Cicp said = new Cicp(primaries, transfer, matrix, bits.flag());
            boolean halfWidth = profile == 0 || profile == 2 && (depth < 12 || bits.flag());
            boolean halfHeight = profile == 0 || profile == 2 && depth == 12 && halfWidth && bits.flag();
            return new Av1Header(profile, level, width, height, depth, grey, halfWidth, halfHeight, said);
        }
    }
}
