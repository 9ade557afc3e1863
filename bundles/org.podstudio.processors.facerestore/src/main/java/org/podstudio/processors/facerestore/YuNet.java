package org.podstudio.processors.facerestore;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.inference.Tensor;

/**
 * YuNet (Wu, Peng and Yu 2023) as in OpenCV's zoo: blue, green, red from 0 to 255; for each stride {@code cls_}, {@code obj_}, {@code bbox_}
 * and {@code kps_}, read as OpenCV's {@code FaceDetectorYN} does.
 */
final class YuNet implements FaceNet {

    private static final int[] STRIDES = {8, 16, 32};
    private static final List<Template> MARKS = List.of(Template.RIGHT_EYE, Template.LEFT_EYE, Template.NOSE,
            Template.RIGHT_MOUTH, Template.LEFT_MOUTH);

    @Override
    public Tensor input(Picture square) {
        int[] pixels = square.argb();
        Tensor tensor = Tensor.direct(1, 3, square.height(), square.width());
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                tensor.values().put(c * pixels.length + i, pixels[i] >> 8 * c & 255);
            }
        }
        return tensor;
    }

    @Override
    public List<Face> faces(Map<String, Tensor> answers, int side, double least) {
        List<Face> faces = new ArrayList<>();
        for (int stride : STRIDES) {
            Tensor classes = answers.get("cls_" + stride);
            Tensor objects = answers.get("obj_" + stride);
            Tensor boxes = answers.get("bbox_" + stride);
            Tensor marks = answers.get("kps_" + stride);
            for (int i = 0; i < length(classes); i++) {
                double score = Math.sqrt(part(classes, i) * part(objects, i));
                if (score >= least && boxes != null && marks != null) {
                    faces.add(face(boxes.values(), marks.values(), i, side / stride, stride, score));
                }
            }
        }
        return faces;
    }

    private static int length(@Nullable Tensor tensor) {
        return tensor == null ? 0 : tensor.values().limit();
    }

    private static double part(@Nullable Tensor tensor, int i) {
        return tensor == null ? 0 : Math.clamp(tensor.values().get(i), 0.0, 1.0);
    }

    private static Face face(FloatBuffer box, FloatBuffer points, int i, int columns, int stride, double score) {
        int column = i % columns;
        int row = i / columns;
        double width = Math.exp(box.get(4 * i + 2)) * stride;
        double height = Math.exp(box.get(4 * i + 3)) * stride;
        List<Face.Mark> marks = new ArrayList<>();
        for (int k = 0; k < MARKS.size(); k++) {
            marks.add(new Face.Mark(MARKS.get(k), (points.get(10 * i + 2 * k) + column) * stride,
                    (points.get(10 * i + 2 * k + 1) + row) * stride));
        }
        return new Face((column + box.get(4 * i)) * stride - width / 2,
                (row + box.get(4 * i + 1)) * stride - height / 2,
                width, height, score, marks);
    }
}
