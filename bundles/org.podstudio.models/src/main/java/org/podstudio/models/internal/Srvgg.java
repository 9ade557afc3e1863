package org.podstudio.models.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/** SRVGGNetCompact as in Real-ESRGAN's {@code srvgg_arch.py}: convolutions and PReLUs, pixel shuffle, plus the input enlarged. */
final class Srvgg {

    private final Checkpoint checkpoint;
    private final OnnxWriter onnx;
    private final Convolution convolution;

    Srvgg(Checkpoint checkpoint, OnnxWriter onnx) {
        this.checkpoint = checkpoint;
        this.onnx = onnx;
        this.convolution = new Convolution(checkpoint, onnx);
    }

    /** Adds the net between {@code input} and the value it returns the name of. */
    String build() throws IOException {
        int last = checkpoint.keys().stream().mapToInt(key -> Integer.parseInt(key.split("\\.")[1])).max()
                .orElseThrow();
        int scale = (int) Math.round(Math.sqrt(checkpoint.shape("body." + last + ".weight")[0] / 3.0));
        String value = "input";
        for (int i = 0; i <= last; i++) {
            String key = "body." + i;
            value = checkpoint.shape(key + ".weight").length == 4 ? convolution.add(value, key) : prelu(value, key);
        }
        Map<String, Object> shuffle = new LinkedHashMap<>();
        shuffle.put("blocksize", scale);
        shuffle.put("mode", "CRD");
        return onnx.apply("Add", Map.of(), onnx.apply("DepthToSpace", shuffle, value),
                convolution.enlarge("input", scale));
    }

    private String prelu(String value, String key) throws IOException {
        float[] slopes = checkpoint.values(key + ".weight");
        return onnx.apply("PRelu", Map.of(), value, onnx.floats(key + ".slope", slopes, slopes.length, 1, 1));
    }
}
