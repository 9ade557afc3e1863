package org.podstudio.models.internal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/**
 * Turns an ncnn network of the Real-ESRGAN family into ONNX. Formats as in ncnn's {@code net.cpp} and {@code modelbin.cpp}: a text file of
 * layers, and their weights one after the other, all of which must be used up.
 */
public final class Ncnn {

    private static final String MAGIC = "7767517";
    private static final int OPSET = 13;

    private Ncnn() {
    }

    /**
     * Writes the ONNX file; the same two files give the same bytes.
     *
     * @throws org.podstudio.api.ProcessingException {@code models.bad-file}
     * @throws IOException of the file system
     */
    public static void toOnnx(Path param, Path bin, Path onnx) throws IOException {
        String name = String.valueOf(param.getFileName());
        try {
            OnnxWriter writer = new OnnxWriter("ncnn", OPSET).note("source", name);
            convert(name, layers(name, Files.readString(param)), new NcnnWeights(bin), writer);
            writer.save(onnx);
        } catch (BufferUnderflowException e) {
            throw BadModel.because(String.valueOf(bin.getFileName()), "it ends before the last layer's weights", e);
        } catch (NumberFormatException | IndexOutOfBoundsException | MalformedInputException e) {
            throw BadModel.because(name, "it is not the text form of an ncnn network", e);
        }
    }

    private static void convert(String name, List<NcnnLayer> layers, NcnnWeights weights, OnnxWriter writer) {
        writer.input("input", "batch", 3, "height", "width");
        NcnnToOnnx target = new NcnnToOnnx(writer, weights, name);
        layers.forEach(target::add);
        String last = layers.getLast().to().getFirst();
        writer.node("Identity", List.of(target.resolve(last)), List.of("output"), Map.of())
                .output("output", "batch", 3, "out_height", "out_width");
        if (weights.remaining() > 0) {
            throw BadModel.because(name, weights.remaining() + " bytes of weights are left over");
        }
    }

    private static List<NcnnLayer> layers(String name, String text) {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() < 3 || !lines.getFirst().equals(MAGIC)) {
            throw BadModel.because(name, "it is not the text form of an ncnn network");
        }
        List<NcnnLayer> layers = new ArrayList<>();
        lines.subList(2, lines.size()).forEach(line -> layers.add(NcnnLayer.parse(line)));
        return layers;
    }
}
