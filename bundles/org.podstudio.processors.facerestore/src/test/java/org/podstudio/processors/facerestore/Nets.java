package org.podstudio.processors.facerestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.models.onnx.OnnxWriter;

/** Networks of the published contracts whose answers are known beforehand. They are doubles for tests; nothing in them was learned. */
final class Nets {

    /** Side of what the detector sees. */
    static final int SEEN = 64;
    private static final int[] STRIDES = {8, 16, 32};
    private static final int CELL = 28;

    private Nets() {
    }

    /** How the exports of CodeFormer and its like differ. */
    enum Dialect {
        FACEFUSION, X_AND_W, UNNAMED, WITHOUT, FLOATS
    }

    /** {@code w x + (1 - w) mean of 5 by 5}; the one without a fidelity has a half for it. */
    static Path restorer(Path file, Dialect dialect) throws IOException {
        OnnxWriter net = new OnnxWriter("restorer", 13);
        String face = dialect == Dialect.X_AND_W || dialect == Dialect.FLOATS ? "x" : "input";
        switch (dialect) {
            case FACEFUSION -> net.input(face, 1, 3, 512, 512).wideInput("weight", 1);
            case X_AND_W -> net.input(face, 1, 3, 512, 512).wideInput("w", 1);
            // a value without dimensions, before the face
            case UNNAMED -> net.wideInput("onnx::Cast_1").input(face, 1, 3, 512, 512);
            case WITHOUT -> net.input(face, 1, 3, 512, 512);
            case FLOATS -> net.input(face, 1, 3, 512, 512).input("w", 1);
        }
        String weight = switch (dialect) {
            case FACEFUSION -> net.apply("Cast", Map.of("to", 1), "weight");
            case X_AND_W -> net.apply("Cast", Map.of("to", 1), "w");
            case UNNAMED -> net.apply("Cast", Map.of("to", 1), "onnx::Cast_1");
            case WITHOUT -> net.floats("half", new float[]{0.5f}, 1);
            case FLOATS -> "w";
        };
        Map<String, Object> pool = new LinkedHashMap<>();
        pool.put("kernel_shape", new long[]{5, 5});
        pool.put("pads", new long[]{2, 2, 2, 2});
        pool.put("count_include_pad", 0);
        String blur = net.apply("AveragePool", pool, face);
        String kept = net.apply("Mul", Map.of(), net.apply("Sub", Map.of(), face, blur), weight);
        String answer = dialect == Dialect.UNNAMED ? "2936" : "output";
        net.node("Add", List.of(blur, kept), List.of(answer), Map.of()).output(answer, 1, 3, 512, 512);
        if (dialect == Dialect.UNNAMED) {
            net.node("GlobalAveragePool", List.of(face), List.of("logits"), Map.of()).output("logits", 1, 3, 1, 1);
        }
        return net.save(file);
    }

    /** Another face altogether: the one given, turned upside down. */
    static Path stranger(Path file) throws IOException {
        OnnxWriter net = new OnnxWriter("stranger", 13).input("input", 1, 3, 512, 512);
        long[] rows = new long[512];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 511 - i;
        }
        net.node("Gather", List.of("input", net.longs("rows", rows, 512)), List.of("output"), Map.of("axis", 2));
        return net.output("output", 1, 3, 512, 512).save(file);
    }

    /** The face given, lighter by a tenth of white. */
    static Path lighter(Path file) throws IOException {
        OnnxWriter net = new OnnxWriter("lighter", 13).input("input", 1, 3, 512, 512);
        net.node("Add", List.of("input", net.floats("more", new float[]{0.2f}, 1)), List.of("output"), Map.of());
        return net.output("output", 1, 3, 512, 512).save(file);
    }

    /** A detector with YuNet's answers that sees one face in the middle of whatever it is shown, with a score of 0.9, or none. */
    static Path yunet(Path file, boolean sees) throws IOException {
        // middle 32, 26; 20 wide, 24 high; in cells of 8 from the cell at 4, 3
        return yunet(file, sees ? 0.9 : 0, new double[]{0, 0.25, Math.log(2.5), Math.log(3)},
                -0.75, -0.5, 0.75, -0.5, 0, 0.375, -0.5625, 1.125, 0.5625, 1.125);
    }

    /** As the other, of a face as {@link Template} has it, but with its mouth too low. @param unlike as {@link Face#unlikeTemplate} */
    static Path portrait(Path file, double score, double unlike) throws IOException {
        double cell = (double) Template.SIDE / SEEN * STRIDES[0];
        double eyes = Math.hypot(Template.LEFT_EYE.x() - Template.RIGHT_EYE.x(),
                Template.LEFT_EYE.y() - Template.RIGHT_EYE.y());
        List<Template> places = List.of(Template.RIGHT_EYE, Template.LEFT_EYE, Template.NOSE, Template.RIGHT_MOUTH,
                Template.LEFT_MOUTH);
        double[] marks = new double[10];
        for (int i = 0; i < 5; i++) {
            double lower = i < 3 ? 0 : unlike * eyes * 5 / 2;
            marks[2 * i] = places.get(i).x() / cell - 4;
            marks[2 * i + 1] = (places.get(i).y() + lower) / cell - 3;
        }
        // middle 32, 36; 40 wide and high
        return yunet(file, score, new double[]{0, 1.5, Math.log(5), Math.log(5)}, marks);
    }

    private static Path yunet(Path file, double score, double[] box, double... face) throws IOException {
        OnnxWriter net = new OnnxWriter("yunet", 13).input("input", 1, 3, SEEN, SEEN);
        for (int stride : STRIDES) {
            int cells = SEEN / stride * (SEEN / stride);
            float[] scores = new float[cells];
            float[] boxes = new float[4 * cells];
            float[] marks = new float[10 * cells];
            if (stride == STRIDES[0]) {
                scores[CELL] = (float) score;
                put(boxes, 4 * CELL, box);
                put(marks, 10 * CELL, face);
            }
            constant(net, "cls_" + stride, scores, cells, 1);
            constant(net, "obj_" + stride, scores, cells, 1);
            constant(net, "bbox_" + stride, boxes, cells, 4);
            constant(net, "kps_" + stride, marks, cells, 10);
        }
        return net.save(file);
    }

    private static void put(float[] values, int at, double... some) {
        for (int i = 0; i < some.length; i++) {
            values[at + i] = (float) some[i];
        }
    }

    private static void constant(OnnxWriter net, String name, float[] values, int cells, int each) {
        net.node("Identity", List.of(net.floats(name + "_values", values, 1, cells, each)), List.of(name), Map.of())
                .output(name, 1, cells, each);
    }

    /** A card for a network that lies beside it. */
    static void card(Path folder, String id, String task, String contract) throws IOException {
        Files.writeString(folder.resolve(id + ".json"), """
            {"id": "%s", "title": "%s", "task": "%s", "rank": 1, "contract": {%s},
             "licence": {"spdx": "CC0-1.0", "name": "CC0", "url": "", "permissive": true},
             "bytes": 0, "sha256": "", "sources": []}""".formatted(id, id, task, contract));
    }
}
