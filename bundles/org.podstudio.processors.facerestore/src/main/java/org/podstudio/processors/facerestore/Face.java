package org.podstudio.processors.facerestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A face that was found. All in pixels of the picture.
 *
 * @param left of the box
 * @param top of the box
 * @param width of the box
 * @param height of the box
 * @param score 0 to 1
 * @param marks points that {@link Template} knows the places of
 */
record Face(double left, double top, double width, double height, double score, List<Mark> marks) {

    /** Boxes that share more than this of the smaller one are one face. */
    private static final double SAME = 0.3;

    /**
     * A point of a face.
     *
     * @param place where it belongs
     * @param x in the picture
     * @param y in the picture
     */
    record Mark(Template place, double x, double y) {}

    Face {
        marks = List.copyOf(marks);
    }

    /** The same face in a picture of which this one's is a window, {@code scale} times smaller. */
    Face in(double x, double y, double scale) {
        return new Face(x + left * scale, y + top * scale, width * scale, height * scale, score,
                marks.stream().map(m -> new Mark(m.place, x + m.x * scale, y + m.y * scale)).toList());
    }

    /** Distance of the eyes, which tells the size of a face best. */
    double eyes() {
        Mark a = mark(Template.RIGHT_EYE);
        Mark b = mark(Template.LEFT_EYE);
        return Math.hypot(a.x - b.x, a.y - b.y);
    }

    /** How far the marks of two findings lie apart on average, as a part of the distance of the eyes. */
    double distance(Face other) {
        double sum = 0;
        for (Mark mark : marks) {
            Mark there = other.mark(mark.place);
            sum += Math.hypot(mark.x - there.x, mark.y - there.y);
        }
        return sum / marks.size() / Math.max(1e-6, eyes());
    }

    /** How far the marks of an aligned face lie from their places on average, as a part of the distance of the eyes. */
    double unlikeTemplate() {
        double sum = marks.stream().mapToDouble(m -> Math.hypot(m.x - m.place.x(), m.y - m.place.y())).sum();
        return sum / marks.size() / Math.max(1e-6, eyes());
    }

    private Mark mark(Template place) {
        return marks.stream().filter(m -> m.place == place).findFirst().orElseThrow();
    }

    /** The best of each group that overlaps, best first. */
    static List<Face> distinct(List<Face> faces) {
        List<Face> kept = new ArrayList<>();
        faces.stream().sorted(Comparator.comparingDouble(Face::score).reversed())
                .filter(face -> kept.stream().noneMatch(face::overlaps)).forEach(kept::add);
        return kept;
    }

    private boolean overlaps(Face other) {
        double across = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
        double down = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
        return across > 0 && down > 0 && across * down > SAME * Math.min(width * height, other.width * other.height);
    }
}
