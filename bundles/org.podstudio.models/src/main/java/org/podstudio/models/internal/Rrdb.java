package org.podstudio.models.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/** RRDBNet as in BasicSR's {@code rrdbnet_arch.py}: residual dense blocks, enlarged twice; x2 and x1 by pixel unshuffle in front. */
final class Rrdb {

    private final Checkpoint checkpoint;
    private final OnnxWriter onnx;
    private final Convolution convolution;
    private final String fifth;

    Rrdb(Checkpoint checkpoint, OnnxWriter onnx) {
        this.checkpoint = checkpoint;
        this.onnx = onnx;
        this.convolution = new Convolution(checkpoint, onnx);
        this.fifth = onnx.floats("residual_scale", new float[]{0.2f});
    }

    /** Adds the net between {@code input} and the value it returns the name of. */
    String build() throws IOException {
        String first = first();
        String body = first;
        for (int i = 0; checkpoint.has("body." + i + ".rdb1.conv1.weight"); i++) {
            body = block(body, "body." + i);
        }
        String features = add(first, convolution.add(body, "conv_body"));
        features = leaky(convolution.add(convolution.enlarge(features, 2), "conv_up1"));
        features = leaky(convolution.add(convolution.enlarge(features, 2), "conv_up2"));
        return convolution.add(leaky(convolution.add(features, "conv_hr")), "conv_last");
    }

    private String first() throws IOException {
        int block = switch ((int) checkpoint.shape("conv_first.weight")[1]) {
            case 3 -> 1;
            case 12 -> 2;
            case 48 -> 4;
            default -> throw checkpoint.unsupported("its first layer takes neither 3 nor 12 nor 48 channels");
        };
        return block == 1
                ? convolution.add("input", "conv_first")
                : convolution.addUnshuffled(onnx.apply("SpaceToDepth", Map.of("blocksize", block), "input"),
                        "conv_first", block);
    }

    private String block(String from, String key) throws IOException {
        String value = from;
        for (int i = 1; i <= 3; i++) {
            value = dense(value, key + ".rdb" + i);
        }
        return add(scaled(value), from);
    }

    private String dense(String from, String key) throws IOException {
        List<String> known = new ArrayList<>(List.of(from));
        for (int i = 1; i <= 4; i++) {
            known.add(leaky(convolution.add(concat(known), key + ".conv" + i)));
        }
        return add(scaled(convolution.add(concat(known), key + ".conv5")), from);
    }

    private String concat(List<String> values) {
        return values.size() == 1
                ? values.getFirst()
                : onnx.apply("Concat", Map.of("axis", 1), values.toArray(String[]::new));
    }

    private String leaky(String value) {
        return onnx.apply("LeakyRelu", Map.of("alpha", 0.2f), value);
    }

    private String scaled(String value) {
        return onnx.apply("Mul", Map.of(), value, fifth);
    }

    private String add(String a, String b) {
        return onnx.apply("Add", Map.of(), a, b);
    }
}
