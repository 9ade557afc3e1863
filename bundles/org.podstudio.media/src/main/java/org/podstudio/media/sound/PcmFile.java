package org.podstudio.media.sound;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The samples of a WAV file as they lie on the disk. Several threads may read at once, each by a {@link Reader} of its own. */
final class PcmFile implements AutoCloseable {

    private final FileChannel channel;
    private final WavHeader header;

    private PcmFile(FileChannel channel, WavHeader header) {
        this.channel = channel;
        this.header = header;
    }

    /**
     * Opens it.
     *
     * @return empty for what is no WAV, or none whose samples are all there and of a kind that is known: then ffmpeg is to be asked
     */
    static Optional<PcmFile> open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Optional<WavHeader> header = Optional.empty();
        try {
            header = WavHeader.of(channel);
            return header.map(found -> new PcmFile(channel, found));
        } finally {
            if (header.isEmpty()) {
                channel.close();
            }
        }
    }

    WavHeader header() {
        return header;
    }

    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A place in the file; for one thread. */
    final class Reader {

        private static final int BUFFER = 1 << 16;

        private final byte[] bytes;
        private final ByteBuffer buffer;
        private final long limit;
        private long at;

        /**
         * @param from first frame to read
         * @param to first frame not to read any more
         */
        Reader(long from, long to) {
            int frame = header.frameBytes();
            bytes = new byte[Math.max(1, BUFFER / frame) * frame];
            buffer = ByteBuffer.wrap(bytes);
            at = from;
            limit = Math.min(to, header.frames());
        }

        /** Arrays for as many frames as one reading gives at most. */
        float[][] channels() {
            return new float[header.form().channels()][bytes.length / header.frameBytes()];
        }

        /** @return how many frames were read; 0 at the limit */
        int read(float[][] channels) throws IOException {
            int frames = (int) Math.min(channels[0].length, limit - at);
            if (frames <= 0) {
                return 0;
            }
            fill(frames * header.frameBytes());
            header.format().decode(bytes, channels, frames);
            at += frames;
            return frames;
        }

        private void fill(int wanted) throws IOException {
            buffer.clear().limit(wanted);
            long position = header.dataAt() + at * header.frameBytes();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new EOFException("the file was cut off while it was read");
                }
            }
        }
    }
}
