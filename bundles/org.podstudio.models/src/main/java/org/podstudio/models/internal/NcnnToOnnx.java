package org.podstudio.models.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/** One rule a layer type; parameter numbers as in ncnn's {@code docs/developer-guide/operators.md}. */
final class NcnnToOnnx {

    private final OnnxWriter onnx;
    private final NcnnWeights weights;
    private final String file;
    private final Map<String, String> names = new HashMap<>();

    NcnnToOnnx(OnnxWriter onnx, NcnnWeights weights, String file) {
        this.onnx = onnx;
        this.weights = weights;
        this.file = file;
    }

    void add(NcnnLayer layer) {
        switch (layer.type()) {
            case "Input" -> alias(layer, "input");
            case "Split" -> alias(layer, input(layer, 0));
            case "Convolution" -> convolution(layer);
            case "PReLU" -> prelu(layer);
            case "ReLU" -> relu(layer);
            case "Sigmoid" -> node("Sigmoid", layer, Map.of());
            case "Concat" -> node("Concat", layer, Map.of("axis", layer.whole(0, 0) + 1));
            case "BinaryOp" -> binary(layer);
            case "Eltwise" -> eltwise(layer);
            case "PixelShuffle" -> shuffle(layer);
            case "Interp", "Upsample" -> interpolate(layer);
            default -> throw unsupported(layer, "no rule");
        }
    }

    /** The ONNX name of an ncnn value. */
    String resolve(String value) {
        return names.getOrDefault(value, value);
    }

    private void convolution(NcnnLayer l) {
        int outputs = l.whole(0, 0);
        int width = l.whole(1, 0);
        int height = l.whole(11, width);
        int left = l.whole(4, 0);
        if (left < 0 || l.whole(8, 0) != 0 || outputs < 1 || width < 1 || height < 1) {
            throw unsupported(l, "its padding, size or quantisation");
        }
        int count = l.whole(6, 0);
        long inputs = count / outputs / width / height;
        List<String> from = new ArrayList<>(
                List.of(input(l, 0), big(l.name() + ".weight", count, outputs, inputs, height, width)));
        if (l.whole(5, 0) == 1) {
            from.add(onnx.floats(l.name() + ".bias", weights.plain(outputs), outputs));
        }
        String plain = onnx.temporary();
        onnx.node("Conv", from, List.of(plain), geometry(l, width, height, left));
        activate(l, plain);
    }

    private static Map<String, Object> geometry(NcnnLayer l, int width, int height, int left) {
        int top = l.whole(14, left);
        int dilation = l.whole(2, 1);
        int stride = l.whole(3, 1);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", new long[]{height, width});
        attributes.put("strides", new long[]{l.whole(13, stride), stride});
        attributes.put("dilations", new long[]{l.whole(12, dilation), dilation});
        attributes.put("pads", new long[]{top, left, l.whole(16, top), l.whole(15, left)});
        return attributes;
    }

    private void activate(NcnnLayer l, String plain) {
        float[] p = l.reals(10);
        String result = switch (l.whole(9, 0)) {
            case 0 -> plain;
            case 1 -> onnx.apply("Relu", Map.of(), plain);
            case 2 -> onnx.apply("LeakyRelu", Map.of("alpha", p[0]), plain);
            case 3 ->
                onnx.apply("Clip", Map.of(), plain, scalar(l.name() + ".min", p[0]), scalar(l.name() + ".max", p[1]));
            case 4 -> onnx.apply("Sigmoid", Map.of(), plain);
            default -> throw unsupported(l, "its activation");
        };
        alias(l, result);
    }

    private void prelu(NcnnLayer l) {
        int count = l.whole(0, 1);
        String slope = onnx.floats(l.name() + ".slope", weights.plain(count), count, 1, 1);
        alias(l, onnx.apply("PRelu", Map.of(), input(l, 0), slope));
    }

    private void relu(NcnnLayer l) {
        float slope = l.real(0, 0);
        node(slope == 0 ? "Relu" : "LeakyRelu", l, slope == 0 ? Map.of() : Map.of("alpha", slope));
    }

    private void binary(NcnnLayer l) {
        List<String> operators = List.of("Add", "Sub", "Mul", "Div", "Max", "Min");
        int operator = l.whole(0, 0);
        if (operator < 0 || operator >= operators.size()) {
            throw unsupported(l, "its operation");
        }
        String second = l.whole(1, 0) == 1 ? scalar(l.name() + ".b", l.real(2, 0)) : input(l, 1);
        alias(l, onnx.apply(operators.get(operator), Map.of(), input(l, 0), second));
    }

    private void eltwise(NcnnLayer l) {
        int operator = l.whole(0, 0);
        if (operator < 0 || operator > 2) {
            throw unsupported(l, "its operation");
        }
        String sum = term(l, 0);
        for (int i = 1; i < l.from().size(); i++) {
            sum = onnx.apply(List.of("Mul", "Add", "Max").get(operator), Map.of(), sum, term(l, i));
        }
        alias(l, sum);
    }

    private String term(NcnnLayer l, int index) {
        float[] factors = l.reals(1);
        boolean scaled = l.whole(0, 0) == 1 && factors.length > index && factors[index] != 1;
        return scaled
                ? onnx.apply("Mul", Map.of(), input(l, index), scalar(l.name() + ".c" + index, factors[index]))
                : input(l, index);
    }

    private void shuffle(NcnnLayer l) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("blocksize", l.whole(0, 1));
        attributes.put("mode", l.whole(1, 0) == 0 ? "CRD" : "DCR");
        node("DepthToSpace", l, attributes);
    }

    private void interpolate(NcnnLayer l) {
        int kind = l.whole(0, 0);
        if (l.whole(3, 0) != 0 || kind < 1 || kind > 3) {
            throw unsupported(l, "its size or filter");
        }
        String scales = onnx.floats(l.name() + ".scales", new float[]{1, 1, l.real(1, 1), l.real(2, 1)}, 4);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("mode", List.of("nearest", "linear", "cubic").get(kind - 1));
        if (kind == 1) {
            attributes.put("coordinate_transformation_mode", "asymmetric");
            attributes.put("nearest_mode", "floor");
        } else {
            attributes.put("coordinate_transformation_mode", l.whole(6, 0) == 1 ? "align_corners" : "half_pixel");
            attributes.put("cubic_coeff_a", -0.75f);
        }
        alias(l, onnx.apply("Resize", attributes, input(l, 0), "", scales));
    }

    private void node(String operator, NcnnLayer l, Map<String, ?> attributes) {
        String[] from = l.from().stream().map(this::resolve).toArray(String[]::new);
        alias(l, onnx.apply(operator, attributes, from));
    }

    private String big(String name, int count, long... shape) {
        float[] values = weights.tagged(count);
        if (shape[0] * shape[1] * shape[2] * shape[3] != count) {
            throw BadModel.because(file, name + " has " + count + " values, which fit no shape");
        }
        return weights.half() ? onnx.halves(name, values, shape) : onnx.floats(name, values, shape);
    }

    private String scalar(String name, float value) {
        return onnx.floats(name, new float[]{value});
    }

    private String input(NcnnLayer l, int index) {
        return resolve(l.from().get(index));
    }

    private void alias(NcnnLayer l, String value) {
        l.to().forEach(name -> names.put(name, value));
    }

    private RuntimeException unsupported(NcnnLayer l, String what) {
        return BadModel.because(file, what + " of layer " + l.name() + " (" + l.type() + ") is not supported");
    }
}
