package org.podstudio.processors.abr.segments;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads MPEG transport streams (ISO/IEC 13818-1) of one elementary stream each: H.264 or AAC. */
public final class TransportStreams {

    /** Ticks a second of all time stamps. */
    public static final int TIMESCALE = 90_000;
    private static final int PACKET = 188;
    private static final int SYNC = 0x47;
    /** As much of the first frame as holds its parameters. */
    private static final int BEGINNING = 1 << 16;

    private TransportStreams() {
    }

    /**
     * Measures a track.
     *
     * @param files the pieces, in order
     * @param seconds how long each lasts: the last frame's length is nowhere in the file
     * @throws IOException also when one of them is no such file
     */
    public static Stream read(List<Path> files, List<Double> seconds) throws IOException {
        List<First> firsts = new ArrayList<>();
        for (Path file : files) {
            firsts.add(first(file));
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            First first = firsts.get(i);
            long ticks = i + 1 < firsts.size()
                    ? firsts.get(i + 1).shown - first.shown
                    : Math.round(seconds.get(i) * TIMESCALE);
            segments.add(new Segment(files.get(i), first.shown, first.shown, ticks, first.key,
                    Files.size(files.get(i))));
        }
        return new Stream(Optional.empty(), segments, TIMESCALE, firsts.getFirst().codecs());
    }

    /** The first frame of a piece: when it is shown, whether it needs no other, and the beginning of its bytes. */
    private record First(long shown, boolean key, boolean pictures, byte[] beginning) {

        String codecs() throws IOException {
            return pictures ? "avc1" + avc(beginning) : "mp4a.40." + ((beginning[2] >> 6 & 3) + 1);
        }
    }

    private static First first(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] packet = new byte[PACKET];
            while (in.readNBytes(packet, 0, PACKET) == PACKET && packet[0] == SYNC) {
                int at = payload(packet);
                boolean begins = (packet[1] & 0x40) != 0;
                if (begins && at + 14 < PACKET && packet[at] == 0 && packet[at + 1] == 0 && packet[at + 2] == 1) {
                    return first(packet, at, in);
                }
            }
        }
        throw new IOException(file.getFileName() + " is no transport stream of pictures or sound");
    }

    private static First first(byte[] packet, int at, InputStream in) throws IOException {
        int stream = packet[at + 3] & 0xFF;
        boolean key = (packet[3] & 0x20) != 0 && packet[4] > 0 && (packet[5] & 0x40) != 0;
        boolean pictures = stream >= 0xE0 && stream <= 0xEF;
        var beginning = new ByteArrayOutputStream();
        int head = 9 + (packet[at + 8] & 0xFF);
        beginning.write(packet, at + head, Math.max(0, PACKET - at - head));
        int own = pid(packet);
        byte[] next = new byte[PACKET];
        while (beginning.size() < BEGINNING && in.readNBytes(next, 0, PACKET) == PACKET) {
            if (pid(next) == own && (next[1] & 0x40) != 0) {
                break;
            }
            if (pid(next) == own) {
                beginning.write(next, payload(next), PACKET - payload(next));
            }
        }
        return new First(stamp(packet, at + 9), !pictures || key, pictures, beginning.toByteArray());
    }

    private static int pid(byte[] packet) {
        return (packet[1] & 0x1F) << 8 | packet[2] & 0xFF;
    }

    /** Where it begins, after an adaptation field. */
    private static int payload(byte[] packet) {
        return Math.min(PACKET, (packet[3] & 0x20) != 0 ? 5 + (packet[4] & 0xFF) : 4);
    }

    /** 33 bits, spread over five bytes. */
    private static long stamp(byte[] b, int at) {
        return (long) (b[at] & 0x0E) << 29 | (b[at + 1] & 0xFF) << 22 | (b[at + 2] & 0xFE) << 14
                | (b[at + 3] & 0xFF) << 7 | (b[at + 4] & 0xFE) >> 1;
    }

    /** Out of the sequence parameter set, unit type 7. */
    private static String avc(byte[] b) throws IOException {
        for (int i = 0; i + 6 < b.length; i++) {
            if (b[i] == 0 && b[i + 1] == 0 && b[i + 2] == 1 && (b[i + 3] & 0x1F) == 7) {
                return CodecName.avc(b[i + 4] & 0xFF, b[i + 5] & 0xFF, b[i + 6] & 0xFF);
            }
        }
        throw new IOException("the first picture of a transport stream tells no parameters");
    }
}
