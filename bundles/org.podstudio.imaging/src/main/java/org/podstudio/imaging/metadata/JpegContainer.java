package org.podstudio.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The segments of a JPEG (ITU-T T.81, B; JFIF; EXIF; XMP part 3; ICC.1 annex B.4). */
final class JpegContainer implements Container {

    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final int LONGEST = 65_533;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;

    /** @param from of its marker @param to behind it, with the coded data that follow a scan's head */
    private record Segment(int marker, int from, int body, int to) {}

    @Override
    public Beside read(byte[] file) throws IOException {
        Optional<byte[]> exif = Optional.empty();
        Optional<byte[]> xmp = Optional.empty();
        TreeMap<Integer, byte[]> profile = new TreeMap<>();
        var iptc = new ByteArrayOutputStream();
        for (Segment segment : segments(file)) {
            if (segment.marker == 0xE1 && starts(file, segment, EXIF) && exif.isEmpty()) {
                exif = Optional.of(rest(file, segment, EXIF.length()));
            } else if (segment.marker == 0xE1 && starts(file, segment, XMP) && xmp.isEmpty()) {
                xmp = Optional.of(rest(file, segment, XMP.length()));
            } else if (segment.marker == 0xED && starts(file, segment, PHOTOSHOP)) {
                iptc.writeBytes(rest(file, segment, PHOTOSHOP.length()));
            } else if (segment.marker == 0xE2 && starts(file, segment, ICC) && segment.to - segment.body > 14) {
                profile.put(file[segment.body + 12] & 255, rest(file, segment, 14));
            }
        }
        var icc = new ByteArrayOutputStream();
        profile.values().forEach(icc::writeBytes);
        return new Beside(exif, xmp, some(iptc), some(icc), Map.of());
    }

    private static Optional<byte[]> some(ByteArrayOutputStream bytes) {
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    @Override
    public byte[] write(byte[] file, Beside beside) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{(byte) 0xFF, (byte) 0xD8});
        boolean done = false;
        for (Segment segment : segments(file)) {
            // JFIF comes first, and what is beside the pixels at once behind it
            if (!done && !jfif(file, segment)) {
                blocks(beside, out);
                done = true;
            }
            if (structural(file, segment)) {
                out.write(file, segment.from, segment.to - segment.from);
            }
        }
        return out.toByteArray();
    }

    private static void blocks(Beside beside, ByteArrayOutputStream out) throws IOException {
        beside.exif().filter(b -> b.length + EXIF.length() <= LONGEST).ifPresent(b -> segment(out, 0xE1, EXIF, b));
        beside.xmp().filter(b -> b.length + XMP.length() <= LONGEST).ifPresent(b -> segment(out, 0xE1, XMP, b));
        byte[] icc = beside.profile().orElse(new byte[0]);
        int part = LONGEST - ICC.length() - 2;
        int parts = (icc.length + part - 1) / part;
        for (int i = 0; i < parts; i++) {
            byte[] piece = Arrays.copyOfRange(icc, i * part, Math.min(icc.length, (i + 1) * part));
            segment(out, 0xE2, ICC + (char) (i + 1) + (char) parts, piece);
        }
        byte[] iptc = beside.iptc().orElse(new byte[0]);
        for (int at = 0; at < iptc.length; at += LONGEST - PHOTOSHOP.length()) {
            segment(out, 0xED, PHOTOSHOP,
                    Arrays.copyOfRange(iptc, at, Math.min(iptc.length, at + LONGEST - PHOTOSHOP.length())));
        }
    }

    private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] data) {
        int length = 2 + name.length() + data.length;
        out.writeBytes(new byte[]{(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(data);
    }

    private static boolean jfif(byte[] file, Segment segment) {
        return segment.marker == 0xE0 && starts(file, segment, "JFIF\0");
    }

    /** Whether the pixels need it: JFIF tells the resolution, Adobe how colours are mixed; no other application data, no comments. */
    private static boolean structural(byte[] file, Segment segment) {
        boolean application = segment.marker >= 0xE0 && segment.marker <= 0xEF;
        return jfif(file, segment) || segment.marker == 0xEE && starts(file, segment, "Adobe")
                || !application && segment.marker != 0xFE;
    }

    private static boolean starts(byte[] file, Segment segment, String name) {
        return segment.to - segment.body >= name.length()
                && new String(file, segment.body, name.length(), StandardCharsets.ISO_8859_1).equals(name);
    }

    private static byte[] rest(byte[] file, Segment segment, int from) {
        return Arrays.copyOfRange(file, segment.body + from, segment.to);
    }

    /** Up to the end mark; what lies behind it is no part of the picture. */
    private static List<Segment> segments(byte[] file) throws IOException {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (at + 1 < file.length) {
            if ((file[at] & 255) != 0xFF) {
                throw new IOException("no segment of a JPEG at " + at);
            }
            int marker = file[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == END) {
                segments.add(new Segment(marker, at, at + 2, at + 2));
                return segments;
            }
            boolean bare = marker == 1 || marker >= 0xD0 && marker <= 0xD7;
            int length = bare ? 0 : at + 4 > file.length ? -1 : (file[at + 2] & 255) << 8 | file[at + 3] & 255;
            if (!bare && (length < 2 || at + 2 + length > file.length)) {
                throw new IOException("a segment of a JPEG is cut off at " + at);
            }
            int to = at + 2 + length;
            to = marker == SCAN ? coded(file, to) : to;
            segments.add(new Segment(marker, at, Math.min(at + 4, to), to));
            at = to;
        }
        throw new IOException("the end of the JPEG is missing");
    }

    /** Behind the coded data: where a marker other than a restart stands. */
    private static int coded(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length) {
            int next = file[at + 1] & 255;
            if ((file[at] & 255) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
            at++;
        }
        return file.length;
    }
}
