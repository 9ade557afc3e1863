package org.podstudio.processors.stabilize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.podstudio.processors.stabilize.Tracker.Move;

/**
 * The way a camera went through one scene, and the smoother one it should have gone. Where one scene ends and the next
 * begins nothing is smoothed across.
 */
final class Course {

    /** The bell's width: vidstab has 4 here, which leaves a little more of slow swaying. */
    private static final double BELL = 3;

    private final List<Motion> places;

    private Course(List<Motion> places) {
        this.places = places;
    }

    /** A course for each scene, in their order; together they have as many places as there are moves. */
    static List<Course> of(List<Move> moves) {
        List<Course> courses = new ArrayList<>();
        List<Motion> places = new ArrayList<>();
        for (Move move : moves) {
            if (move.cut() && !places.isEmpty()) {
                courses.add(new Course(List.copyOf(places)));
                places.clear();
            }
            places.add(places.isEmpty() ? Motion.NONE : places.getLast().plus(move.motion()));
        }
        courses.add(new Course(List.copyOf(places)));
        return courses;
    }

    /**
     * How each picture must be moved so that the camera seems to have gone the smooth way.
     *
     * @param radius pictures before and after that count; 0: the camera seems to stand still
     */
    List<Motion> corrections(int radius) {
        double[] weights = bell(radius);
        Motion mean = mean();
        List<Motion> corrections = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Motion goal = radius == 0 ? mean : smooth(i, weights);
            corrections.add(goal.minus(places.get(i)));
        }
        return Collections.unmodifiableList(corrections);
    }

    private static double[] bell(int radius) {
        double[] weights = new double[radius + 1];
        for (int k = 1; k <= radius; k++) {
            weights[k] = Math.exp(-BELL * k * k / radius / radius);
        }
        weights[0] = 1;
        return weights;
    }

    private Motion smooth(int i, double[] weights) {
        Motion sum = places.get(i).times(weights[0]);
        double total = weights[0];
        for (int k = 1; k < weights.length; k++) {
            sum = sum.plus(beyond(i - k).plus(beyond(i + k)).times(weights[k]));
            total += 2 * weights[k];
        }
        return sum.times(1 / total);
    }

    /** Beyond its ends the way is taken to go on as it came, so that a pan begins and ends without a pull. */
    private Motion beyond(int i) {
        int last = places.size() - 1;
        if (i < 0) {
            return places.getFirst().times(2).minus(places.get(Math.min(-i, last)));
        }
        if (i > last) {
            return places.getLast().times(2).minus(places.get(Math.max(2 * last - i, 0)));
        }
        return places.get(i);
    }

    private Motion mean() {
        return places.stream().reduce(Motion.NONE, Motion::plus).times(1.0 / places.size());
    }

    /**
     * The sum of squares of what it shakes. Twice smoothed, so that the bend of a pan is no shake.
     *
     * @param radius distance from the middle at which turning is measured, pixels
     */
    double shake(double radius) {
        Course off = new Course(corrections(Shake.RADIUS));
        return off.corrections(Shake.RADIUS).stream().mapToDouble(c -> c.squared(radius)).sum();
    }
}
