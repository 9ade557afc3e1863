package org.podstudio.processors.abr.segments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads fragmented MP4 (CMAF, ISO/IEC 23000-19): one track, one fragment a file. */
public final class Fragments {

    private static final int HEAD = 16;
    private static final int NO_SYNC = 0x10000;
    private static final long LARGEST_INDEX = 16 << 20;

    private final long timescale;
    private final String codecs;
    private final long usualTicks;
    private final long usualFlags;

    private Fragments(Box moov) {
        Box media = moov.at("trak", "mdia");
        Box header = media.at("mdhd");
        this.timescale = header.number(header.version() == 1 ? 20 : 12);
        this.codecs = CodecName.of(media.at("minf", "stbl", "stsd"));
        Box trex = moov.at("mvex", "trex");
        this.usualTicks = trex.number(12);
        this.usualFlags = trex.number(20);
    }

    /**
     * Measures a track.
     *
     * @param init with the boxes {@code ftyp} and {@code moov}
     * @param files the pieces, in order
     * @throws IOException also when one of them is no such file
     */
    public static Stream read(Path init, List<Path> files) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(init));
            Box moov = Box.first(Box.in(bytes), "moov")
                    .orElseThrow(() -> new IllegalArgumentException("no moov in " + init.getFileName()));
            Fragments track = new Fragments(moov);
            List<Segment> segments = new ArrayList<>();
            for (Path file : files) {
                segments.add(track.segment(file));
            }
            return new Stream(Optional.of(init), segments, track.timescale, track.codecs);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(init.getFileName() + " or a piece of it is no fragment: " + e.getMessage(), e);
        }
    }

    private Segment segment(Path file) throws IOException {
        Box fragment = fragment(file).at("traf");
        Box header = fragment.at("tfhd");
        Box time = fragment.at("tfdt");
        long decoded = time.version() == 1 ? time.body().getLong(4) : time.number(4);
        Samples samples = new Samples(header, usualTicks, usualFlags);
        Box.in(fragment.body()).stream().filter(box -> box.type().equals("trun")).forEach(samples::add);
        return new Segment(file, decoded + samples.offset, decoded, samples.ticks, samples.key, Files.size(file));
    }

    /** The first {@code moof}; the media that follow are not read. */
    private static Box fragment(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            for (long at = 0; at + HEAD / 2 < channel.size();) {
                ByteBuffer head = read(channel, at, HEAD);
                long size = Integer.toUnsignedLong(head.getInt(0));
                String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
                if (type.equals("moof") && size <= LARGEST_INDEX) {
                    return Box.in(read(channel, at, (int) size)).getFirst();
                }
                if (size < HEAD / 2) {
                    break;
                }
                at += size;
            }
        }
        throw new IllegalArgumentException("no moof in " + file.getFileName());
    }

    private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, channel.size() - at));
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
            continue;
        }
        return bytes.flip();
    }

    /** Adds up what {@code trun} boxes tell of frames. */
    private static final class Samples {
        private final long usualTicks;
        private final long usualFlags;
        private long ticks;
        private long offset;
        private boolean key;
        private boolean begun;

        private Samples(Box header, long trackTicks, long trackFlags) {
            int flags = header.flags();
            int at = 8 + ((flags & 1) != 0 ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0);
            usualTicks = (flags & 8) != 0 ? header.number(at) : trackTicks;
            at += ((flags & 8) != 0 ? 4 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            usualFlags = (flags & 0x20) != 0 ? header.number(at) : trackFlags;
        }

        private void add(Box run) {
            int flags = run.flags();
            ByteBuffer body = run.body().slice(4, run.body().remaining() - 4);
            int count = body.getInt();
            body.position(body.position() + ((flags & 1) != 0 ? 4 : 0));
            long firstFlags = (flags & 4) != 0 ? Integer.toUnsignedLong(body.getInt()) : usualFlags;
            for (int i = 0; i < count; i++) {
                ticks += (flags & 0x100) != 0 ? Integer.toUnsignedLong(body.getInt()) : usualTicks;
                body.position(body.position() + ((flags & 0x200) != 0 ? 4 : 0));
                long own = (flags & 0x400) != 0 ? Integer.toUnsignedLong(body.getInt()) : usualFlags;
                int shift = (flags & 0x800) != 0 ? body.getInt() : 0;
                begin((flags & 4) != 0 ? firstFlags : own, shift);
            }
        }

        private void begin(long flags, int shift) {
            if (!begun) {
                begun = true;
                key = (flags & NO_SYNC) == 0;
                offset = shift;
            }
        }
    }
}
