package org.podstudio.models.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The weights of an ncnn {@code .bin}, taken in order. */
final class NcnnWeights {

    private static final int HALF_TAG = 0x01306B47;

    private final String name;
    private final ByteBuffer bytes;
    private boolean half;

    NcnnWeights(Path bin) throws IOException {
        name = String.valueOf(bin.getFileName());
        bytes = ByteBuffer.wrap(Files.readAllBytes(bin)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Weights behind a tag that says how they are stored. */
    float[] tagged(int count) {
        int tag = bytes.getInt();
        half = tag == HALF_TAG;
        if (!half && tag != 0) {
            throw BadModel.because(name, "its weights are quantised (tag 0x" + Integer.toHexString(tag) + ")");
        }
        return half ? halves(count) : plain(count);
    }

    /** Whether the weights taken last were 16 bit. */
    boolean half() {
        return half;
    }

    /** Weights without a tag, 32 bit. */
    float[] plain(int count) {
        float[] values = array(count, 4);
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }

    int remaining() {
        return bytes.remaining();
    }

    private float[] halves(int count) {
        float[] values = array(count, 2);
        for (int i = 0; i < count; i++) {
            values[i] = Float.float16ToFloat(bytes.getShort());
        }
        if (count % 2 == 1) {
            // padded to four bytes
            bytes.getShort();
        }
        return values;
    }

    private float[] array(int count, int width) {
        // before anything is allocated: the count is what an untrusted text says
        if (count < 0 || count > bytes.remaining() / width) {
            throw BadModel.because(name, "it ends before the last layer's weights");
        }
        return new float[count];
    }
}
