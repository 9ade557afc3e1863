package org.podstudio.exporters.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses one stream of bytes into a channel. */
final class Deflation {

    private static final int CHUNK = 64 << 10;

    private final WritableByteChannel out;
    private final ByteBuffer in = ByteBuffer.allocate(CHUNK);
    private final byte[] packed = new byte[CHUNK];

    Deflation(WritableByteChannel out) {
        this.out = out;
    }

    /** Copies to the end and returns the number of bytes read. */
    long copy(ReadableByteChannel source, CRC32 crc, Meter meter) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            long total = 0;
            for (int bytes = fill(source); bytes > 0; bytes = fill(source)) {
                crc.update(in.array(), 0, bytes);
                deflater.setInput(in.array(), 0, bytes);
                drain(deflater);
                meter.add(bytes);
                total += bytes;
            }
            deflater.finish();
            drain(deflater);
            return total;
        } finally {
            deflater.end();
        }
    }

    /** Fills the whole buffer, so that the compressed bytes do not depend on how the source was cut into reads. */
    private int fill(ReadableByteChannel source) throws IOException {
        in.clear();
        while (in.hasRemaining() && source.read(in) >= 0) {
            // the next read continues where this one ended
        }
        return in.position();
    }

    private void drain(Deflater deflater) throws IOException {
        for (int bytes = deflater.deflate(packed); bytes > 0; bytes = deflater.deflate(packed)) {
            ByteBuffer chunk = ByteBuffer.wrap(packed, 0, bytes);
            while (chunk.hasRemaining()) {
                out.write(chunk);
            }
        }
    }
}
