package org.podstudio.processors.facerestore;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Tensor;

/**
 * MediaPipe's BlazeFace (Bazarevsky et al. 2019), as converted by K. Hyodo and K. Takahashi: bytes / 127.5 - 1, channels last. Answers are
 * told apart by their shapes: scores {@code [1, n, 1]} as logits, boxes {@code [1, n, 16]}, twice: two anchors a cell of a grid of 16, six a
 * cell of a grid of 8.
 */
final class BlazeFace implements FaceNet {

    private static final int VALUES = 16;
    /** Anchors a cell, of the grid with more of them in all first. */
    private static final int[] ANCHORS = {2, 6};
    private static final List<Template> MARKS = List.of(Template.RIGHT_EYE, Template.LEFT_EYE);
    private static final int MOUTH = 3;

    @Override
    public Tensor input(Picture square) {
        int[] pixels = square.argb();
        Tensor tensor = Tensor.direct(1, square.height(), square.width(), 3);
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                tensor.values().put(3 * i + c, (pixels[i] >> 16 - 8 * c & 255) / 127.5f - 1);
            }
        }
        return tensor;
    }

    @Override
    public List<Face> faces(Map<String, Tensor> answers, int side, double least) {
        List<Tensor> scores = withLast(answers, 1);
        List<Tensor> boxes = withLast(answers, VALUES);
        List<Face> faces = new ArrayList<>();
        for (int grid = 0; grid < Math.min(scores.size(), ANCHORS.length); grid++) {
            FloatBuffer logits = scores.get(grid).values();
            int cells = (int) Math.round(Math.sqrt((double) logits.limit() / ANCHORS[grid]));
            for (int i = 0; i < logits.limit(); i++) {
                double score = 1 / (1 + Math.exp(-logits.get(i)));
                if (score >= least) {
                    int cell = i / ANCHORS[grid];
                    double x = side * (cell % cells + 0.5) / cells;
                    double y = side * (cell / cells + 0.5) / cells;
                    faces.add(face(boxes.get(grid).values(), i * VALUES, x, y, score));
                }
            }
        }
        return faces;
    }

    /** The answers whose last dimension is that, longest first. */
    private static List<Tensor> withLast(Map<String, Tensor> answers, int last) {
        return answers.values().stream().filter(tensor -> tensor.size(-1) == last)
                .sorted(Comparator.comparingInt((Tensor tensor) -> tensor.values().limit()).reversed()).toList();
    }

    private static Face face(FloatBuffer values, int from, double x, double y, double score) {
        double width = values.get(from + 2);
        double height = values.get(from + 3);
        List<Face.Mark> marks = new ArrayList<>();
        for (Template place : MARKS) {
            marks.add(mark(place, values, from + 4 + 2 * MARKS.indexOf(place), x, y));
        }
        marks.add(mark(Template.MOUTH, values, from + 4 + 2 * MOUTH, x, y));
        return new Face(x + values.get(from) - width / 2, y + values.get(from + 1) - height / 2, width, height, score,
                marks);
    }

    private static Face.Mark mark(Template place, FloatBuffer values, int at, double x, double y) {
        return new Face.Mark(place, x + values.get(at), y + values.get(at + 1));
    }
}
