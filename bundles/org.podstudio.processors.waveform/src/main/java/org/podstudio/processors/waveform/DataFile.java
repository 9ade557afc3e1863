package org.podstudio.processors.waveform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.podstudio.media.sound.Waveforms;

/**
 * The outline as JSON in the layout of audiowaveform's format version 2: lowest and highest sample of each pixel in turn, channel by channel.
 * How many there are is known at the end and then written into the room that is left for it at the beginning. For one thread.
 */
final class DataFile implements Waveforms.Spans, AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 32;
    private static final int ROOM = 12;

    private final FileChannel file;
    private final Params parameters;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private int channels = 1;
    private long lengthAt;
    private long values;

    DataFile(Path json, Params parameters) throws IOException {
        this.file = FileChannel.open(json, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.parameters = parameters;
    }

    private boolean fine() {
        return parameters.bits() == Params.Bits.BITS_16;
    }

    @Override
    public void begin(int sampleRate, int channelCount) {
        channels = channelCount;
        String head = "{\"version\":2,\"channels\":%d,\"sample_rate\":%d,\"samples_per_pixel\":%d,\"bits\":%d,\"length\":"
                .formatted(channelCount, sampleRate, parameters.samplesPerPixel(), fine() ? 16 : 8);
        lengthAt = head.length();
        put(head + " ".repeat(ROOM) + ",\"data\":[");
    }

    @Override
    public void add(float low, float high) throws IOException {
        if (buffer.remaining() < LONGEST) {
            flush();
        }
        if (values++ > 0) {
            buffer.put((byte) ',');
        }
        put(value(low) + "," + value(high));
    }

    private int value(float sample) {
        int value = Math.clamp(Math.round(sample * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
        return fine() ? value : value / 256;
    }

    private void put(String text) {
        buffer.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Writes what is left, and how much it is. */
    void end() throws IOException {
        put("]}\n");
        flush();
        file.write(StandardCharsets.US_ASCII.encode(Long.toString(values / channels)), lengthAt);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
