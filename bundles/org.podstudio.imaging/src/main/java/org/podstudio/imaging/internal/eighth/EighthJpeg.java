package org.podstudio.imaging.internal.eighth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A JPEG at so many eighths of its size. At one eighth each block of 8 x 8 pixels is one sample, its mean. That is what libjpeg makes at the scale 1/8 of
 * colours that are not subsampled, in half of its time, as no coefficient but the first of each block is decoded; subsampled ones have
 * as many samples less. Nothing is turned and no profile applied.
 */
public final class EighthJpeg {

    /** No encoder makes more; each may unfold tables. */
    private static final int MOST_SCANS = 200;
    private static final int MOST_PROFILE_BYTES = 8 << 20;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DHT = 0xC4;
    private static final int DRI = 0xDD;

    private final JpegInput input;
    private final BitWindow window;
    private final Choice choice;
    private final @Nullable HuffmanTable[] means = new @Nullable HuffmanTable[4];
    private final @Nullable HuffmanTable[] rests = new @Nullable HuffmanTable[4];
    private final int[][] divisors = new int[4][64];
    private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
    private Optional<Frame> frame = Optional.empty();
    private int orientation = 1;
    private int interval;
    private int scans;
    private boolean jfif;
    private int adobe = -1;

    /**
     * Samples of one colour.
     *
     * @param samples row by row, 0 to 255 without a sign
     * @param stride samples a row
     * @param rows of samples
     * @param width how many of a row cover the picture; the last one may do so in part, and what comes then fills a block
     * @param height how many rows cover the picture
     */
    public record Plane(byte[] samples, int stride, int rows, double width, double height) {}

    /** Says in how many eighths of its size a picture is wanted, once that is known. */
    @FunctionalInterface
    public interface Choice {
        /**
         * Pixels of each block of 8 x 8 in each direction, 1 to 8, several for several sizes of one reading; none when it is left to others.
         *
         * @param width pixels a row, as stored
         * @param height rows, as stored
         */
        Set<Integer> sides(int width, int height);
    }

    private EighthJpeg(InputStream in, Choice choice) {
        this.choice = choice;
        this.input = new JpegInput(in);
        this.window = new BitWindow(input);
    }

    /**
     * Reads a file from its beginning. Takes memory of the pixels that are wanted, those of halved colours once more by half, and time as the file is
     * long. Of a progressive picture all but one eighth is left to others.
     *
     * @param in read in large pieces, not closed
     * @return empty for what is left to others, also CMYK, RGB, 12 bits, arithmetic coding, lossless
     * @throws DamagedJpegException when it is cut off or contradicts itself, others may still see something in it
     * @throws IOException of the stream
     */
    public static Optional<EighthJpeg> read(InputStream in, Choice choice) throws IOException {
        EighthJpeg jpeg = new EighthJpeg(in, choice);
        return jpeg.parse() && jpeg.luminance() ? Optional.of(jpeg) : Optional.empty();
    }

    /** Pixels a row at full size, as stored. */
    public int width() {
        return frame.orElseThrow().width();
    }

    /** Rows at full size, as stored. */
    public int height() {
        return frame.orElseThrow().height();
    }

    /** How it was held, 1 to 8 as EXIF numbers it. */
    public int orientation() {
        return orientation;
    }

    /** The bytes of its ICC profile. */
    public Optional<byte[]> profile() {
        var joined = new ByteArrayOutputStream();
        profile.values().forEach(part -> joined.write(part, ICC.length + 2, part.length - ICC.length - 2));
        return profile.isEmpty() ? Optional.empty() : Optional.of(joined.toByteArray());
    }

    /** 1: grey; 3: Y, Cb and Cr. */
    public int colours() {
        return frame.orElseThrow().components().size();
    }

    /** Of what was chosen what there is: of a progressive picture one eighth alone. */
    public Set<Integer> sides() {
        return frame.orElseThrow().sides();
    }

    /** The samples of a colour. @param side one of {@link #sides} */
    public Plane plane(int colour, int side) {
        Frame known = frame.orElseThrow();
        Component component = known.components().get(colour);
        byte[] samples = component.samples(side);
        int stride = component.stride() * side;
        return new Plane(samples, stride, samples.length / stride,
                (double) known.width() * component.across() * side / (8 * known.across()),
                (double) known.height() * component.down() * side / (8 * known.down()));
    }

    /** Whether everything was read that is wanted; false for what is left to others. */
    private boolean parse() throws IOException {
        if (input.marker() != SOI) {
            throw new DamagedJpegException("it does not begin like a JPEG");
        }
        while (true) {
            int marker = input.marker();
            if (marker == JpegInput.END || marker == EOI) {
                return ended(marker);
            }
            if (marker == SOS) {
                scan(input.segment());
                if (frame.orElseThrow().complete()) {
                    return true;
                }
            } else if (!segment(marker)) {
                return false;
            }
        }
    }

    /** A progressive picture without its last bits is one, what has no data is none. */
    private boolean ended(int marker) throws DamagedJpegException {
        if (marker == EOI && frame.isPresent() && frame.get().components().stream().allMatch(Component::begun)) {
            return true;
        }
        throw new DamagedJpegException("it ends before its picture does");
    }

    private boolean segment(int marker) throws IOException {
        switch (marker) {
            case 0xC0, 0xC1, 0xC2 -> {
                return begin(marker == 0xC2);
            }
            case 0xC3, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF -> {
                return false;
            }
            case DHT -> huffman(input.segment());
            case DQT -> quantisation(input.segment());
            case DRI -> interval = u16(input.segment(), 0);
            case 0xE0 -> jfif |= starts(input.segment(), "JFIF\0".getBytes(StandardCharsets.ISO_8859_1));
            case 0xE1 -> exif(input.segment());
            case 0xE2 -> icc(input.segment());
            case 0xEE -> adobe(input.segment());
            case 0, 1, SOI -> throw new DamagedJpegException("a marker is where none may be");
            default -> input.skipSegment();
        }
        return true;
    }

    private boolean begin(boolean progressive) throws IOException {
        if (frame.isPresent()) {
            throw new DamagedJpegException("it tells its size twice");
        }
        frame = Frame.of(input.segment(), progressive, choice);
        return frame.isPresent();
    }

    private void huffman(byte[] segment) throws DamagedJpegException {
        for (int at = 0; at < segment.length;) {
            HuffmanTable table = new HuffmanTable(segment, at + 1);
            int number = segment[at] & 15;
            if (number > 3 || (segment[at] & 0xE0) != 0) {
                throw new DamagedJpegException("a Huffman table has a number that it cannot have");
            }
            (segment[at] >> 4 == 0 ? means : rests)[number] = table;
            at += 1 + table.size();
        }
    }

    private void quantisation(byte[] segment) throws DamagedJpegException {
        for (int at = 0; at < segment.length;) {
            boolean wide = segment[at] >> 4 != 0;
            if (at + (wide ? 129 : 65) > segment.length) {
                throw new DamagedJpegException("a quantisation table is cut off");
            }
            int[] table = divisors[segment[at] & 3];
            for (int i = 0; i < table.length; i++) {
                table[i] = wide ? u16(segment, at + 1 + 2 * i) : segment[at + 1 + i] & 255;
            }
            at += wide ? 129 : 65;
        }
    }

    private void scan(byte[] head) throws IOException {
        int count = head.length == 0 ? 0 : head[0] & 255;
        if (frame.isEmpty() || count < 1 || count > 4 || head.length != 4 + 2 * count || ++scans > MOST_SCANS) {
            throw new DamagedJpegException("a scan is where none may be");
        }
        boolean progressive = frame.get().progressive();
        int approximation = head[head.length - 1] & 255;
        if (progressive && head[head.length - 3] != 0) {
            input.skipScan();
            return;
        }
        boolean refining = progressive && approximation > 15;
        int lowBits = progressive ? approximation & 15 : 0;
        List<Component> components = new ArrayList<>();
        for (int i = 1; i <= 2 * count; i += 2) {
            Component component = frame.get().component(head[i] & 255);
            if (components.contains(component) || refining != (progressive && component.begun())) {
                throw new DamagedJpegException("the scans are in an order that they cannot have");
            }
            component.use(means[head[i + 1] >> 4 & 3], rests[head[i + 1] & 3]);
            component.begin(lowBits, divisors[component.table()]);
            components.add(component);
        }
        new Scan(frame.get(), components, window, lowBits, refining, interval).read();
    }

    private void exif(byte[] segment) {
        if (starts(segment, EXIF)) {
            orientation = Tiff.orientation(segment, EXIF.length);
        }
    }

    private void icc(byte[] segment) {
        if (starts(segment, ICC) && segment.length > ICC.length + 2
                && profile.size() << 16 < MOST_PROFILE_BYTES) {
            profile.put(segment[ICC.length] & 255, segment);
        }
    }

    private void adobe(byte[] segment) {
        if (starts(segment, ADOBE) && segment.length > 11) {
            adobe = segment[11];
        }
    }

    /** Whether the three colours are Y, Cb and Cr, by the rules of libjpeg. */
    private boolean luminance() {
        List<Component> components = frame.orElseThrow().components();
        boolean named = components.size() == 3 && components.get(0).id() == 'R' && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
        return components.size() == 1 || jfif || (adobe < 0 ? !named : adobe == 1);
    }

    private static int u16(byte[] segment, int at) throws DamagedJpegException {
        if (at + 2 > segment.length) {
            throw new DamagedJpegException("a segment is cut off");
        }
        return (segment[at] & 255) << 8 | segment[at + 1] & 255;
    }

    private static boolean starts(byte[] segment, byte[] wanted) {
        return segment.length >= wanted.length
                && java.util.Arrays.equals(segment, 0, wanted.length, wanted, 0, wanted.length);
    }
}
