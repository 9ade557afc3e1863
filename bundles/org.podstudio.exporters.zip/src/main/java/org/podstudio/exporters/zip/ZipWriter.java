package org.podstudio.exporters.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a ZIP through a seekable channel: a checksum is put into its header after the data has gone by, so that
 * stored files are read once; {@link java.util.zip.ZipOutputStream} needs the checksum before and would read them
 * twice. Zip64 exactly where the numbers ask for it. For one thread.
 */
final class ZipWriter implements AutoCloseable {

    /** How the bytes of an entry are kept. */
    enum Method {
        /** As they are. */
        STORED(0),
        /** Compressed. */
        DEFLATED(8);

        final int code;

        Method(int code) {
            this.code = code;
        }
    }

    private final FileChannel out;
    private final List<ZipRecord> entries = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

    /** Creates the file, which must not exist. */
    ZipWriter(Path target) throws IOException {
        out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Appends an entry.
     *
     * @param name with {@code /}
     * @param bytes what the file is known to hold
     * @throws IOException also when the file does not hold that many bytes
     */
    void add(String name, Method method, long bytes, Path file, Meter meter) throws IOException {
        try (var in = Files.newByteChannel(file)) {
            add(name, method, bytes, in, meter);
        }
    }

    void add(String name, Method method, long bytes, ReadableByteChannel in, Meter meter) throws IOException {
        ZipRecord planned = new ZipRecord(name, method, 0, bytes, bytes, out.position());
        write(planned.localHeader());
        CRC32 crc = new CRC32();
        long start = out.position();
        long read = method == Method.STORED ? store(in, crc, meter) : new Deflation(out).copy(in, crc, meter);
        if (read != bytes) {
            throw new IOException(
                    "%s had %d bytes and gave %d: it was changed while it was packed".formatted(name, bytes, read));
        }
        ZipRecord entry = new ZipRecord(name, method, crc.getValue(), out.position() - start, bytes, planned.offset());
        patch(entry.localHeader(), entry.offset());
        entries.add(entry);
    }

    /** Writes the directory and brings everything to the disk. */
    void finish() throws IOException {
        long start = out.position();
        for (ZipRecord entry : entries) {
            write(entry.centralHeader());
        }
        write(ZipRecord.end(entries.size(), start, out.position() - start));
        out.force(true);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private long store(ReadableByteChannel in, CRC32 crc, Meter meter) throws IOException {
        long total = 0;
        buffer.clear();
        while (in.read(buffer) >= 0) {
            int bytes = buffer.flip().remaining();
            crc.update(buffer);
            write(buffer.rewind());
            meter.add(bytes);
            total += bytes;
            buffer.clear();
        }
        return total;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void patch(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }
}
