package org.podstudio.models.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/** The layers that both kinds of nets are made of. */
final class Convolution {

    private final Checkpoint checkpoint;
    private final OnnxWriter onnx;

    Convolution(Checkpoint checkpoint, OnnxWriter onnx) {
        this.checkpoint = checkpoint;
        this.onnx = onnx;
    }

    /** A convolution with bias that keeps the size. */
    String add(String value, String key) throws IOException {
        return add(value, key, checkpoint.values(key + ".weight"));
    }

    /** A convolution behind SpaceToDepth: PyTorch's pixel unshuffle orders channels (c, i, j), ONNX (i, j, c). */
    String addUnshuffled(String value, String key, int block) throws IOException {
        float[] weights = checkpoint.values(key + ".weight");
        long[] shape = checkpoint.shape(key + ".weight");
        int inputs = (int) shape[1];
        int kernel = (int) (shape[2] * shape[3]);
        int places = block * block;
        int colours = inputs / places;
        float[] ordered = new float[weights.length];
        for (int output = 0; output < shape[0]; output++) {
            for (int i = 0; i < inputs; i++) {
                int to = i % places * colours + i / places;
                System.arraycopy(weights, (output * inputs + i) * kernel, ordered, (output * inputs + to) * kernel,
                        kernel);
            }
        }
        return add(value, key, ordered);
    }

    /** Nearest neighbour by a whole factor. */
    String enlarge(String value, int factor) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("mode", "nearest");
        attributes.put("coordinate_transformation_mode", "asymmetric");
        attributes.put("nearest_mode", "floor");
        String scales = onnx.floats(onnx.temporary(), new float[]{1, 1, factor, factor}, 4);
        return onnx.apply("Resize", attributes, value, "", scales);
    }

    private String add(String value, String key, float[] weights) throws IOException {
        long[] shape = checkpoint.shape(key + ".weight");
        long pad = shape[2] / 2;
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", new long[]{shape[2], shape[3]});
        attributes.put("pads", new long[]{pad, pad, pad, pad});
        String bias = onnx.floats(key + ".bias", checkpoint.values(key + ".bias"), shape[0]);
        return onnx.apply("Conv", attributes, value, onnx.floats(key + ".weight", weights, shape), bias);
    }
}
