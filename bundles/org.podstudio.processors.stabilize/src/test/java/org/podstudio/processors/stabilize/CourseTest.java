package org.podstudio.processors.stabilize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.podstudio.processors.stabilize.Tracker.Move;

class CourseTest {

    private static final Params DEFAULTS = Params.DEFAULTS;

    @Test
    void a_steady_pan_is_left_alone_from_its_first_to_its_last_picture() {
        List<Move> pan = moves(40, 3, 0);
        for (Motion correction : Course.of(pan).getFirst().corrections(10)) {
            assertEquals(0, Math.sqrt(correction.squared(100)), 1e-9);
        }
    }

    @Test
    void shake_is_evened_out_and_measured() {
        List<Move> shaky = moves(200, 3, 4);
        List<Motion> corrections = Course.of(shaky).getFirst().corrections(20);
        List<Move> steadied = new ArrayList<>();
        for (int i = 0; i < shaky.size(); i++) {
            Motion before = i == 0 ? Motion.NONE : corrections.get(i - 1);
            steadied.add(new Move(shaky.get(i).motion().plus(corrections.get(i)).minus(before), i == 0));
        }
        double before = Shake.of(shaky, 640, 360, 1).pixels();
        assertTrue(before > 2, () -> "before " + before);
        double after = Shake.of(steadied, 640, 360, 1).pixels();
        assertTrue(after < before / 5, () -> after + " of " + before);
    }

    @Test
    void no_smoothing_stands_still() {
        List<Move> moves = moves(20, 5, 3);
        List<Motion> corrections = Course.of(moves).getFirst().corrections(0);
        Motion place = Motion.NONE;
        Motion shown = corrections.getFirst();
        for (int i = 1; i < moves.size(); i++) {
            place = place.plus(moves.get(i).motion());
            assertEquals(0, place.plus(corrections.get(i)).minus(shown).squared(1), 1e-12);
        }
    }

    @Test
    void a_cut_begins_a_course_of_its_own() {
        List<Move> moves = new ArrayList<>(moves(10, 0, 0));
        moves.addAll(moves(10, 0, 0));
        moves.set(9, new Move(new Motion(200, 0, 0, 0), false));
        List<Course> courses = Course.of(moves);
        assertEquals(2, courses.size());
        assertEquals(0, courses.getLast().corrections(10).getFirst().squared(1), 1e-12);
    }

    @Test
    void nothing_beyond_the_border_is_shown() {
        Random random = new Random(5);
        for (Params.Optzoom zoom : List.of(Params.Optzoom.STATIC, Params.Optzoom.ADAPTIVE)) {
            List<Motion> plan = Plan.of(moves(100, 2, 30), 640, 360, params(zoom, 10, -1));
            for (Motion motion : plan) {
                double x = (random.nextInt(2) * 2 - 1) * 320;
                double y = (random.nextInt(2) * 2 - 1) * 180;
                double scale = Math.exp(-motion.zoom());
                double dx = (x - motion.x()) * scale;
                double dy = (y - motion.y()) * scale;
                double fromX = Math.cos(motion.angle()) * dx + Math.sin(motion.angle()) * dy;
                double fromY = Math.cos(motion.angle()) * dy - Math.sin(motion.angle()) * dx;
                assertTrue(Math.abs(fromX) < 320 && Math.abs(fromY) < 180, () -> motion + " shows " + fromX + ","
                        + fromY);
            }
        }
    }

    @Test
    void a_scene_is_enlarged_by_one_amount_or_by_no_more_than_each_moment_needs() {
        List<Move> moves = moves(100, 2, 10);
        double[] fixed = zooms(params(Params.Optzoom.STATIC, 10, -1), moves);
        double[] adaptive = zooms(params(Params.Optzoom.ADAPTIVE, 10, -1), moves);
        for (int i = 1; i < fixed.length; i++) {
            assertTrue(adaptive[i] <= fixed[i] + 0.02);
            assertTrue(Math.abs(adaptive[i] - adaptive[i - 1]) < 0.05);
        }
        assertTrue(java.util.Arrays.stream(adaptive).min().orElse(9) < fixed[0]);
        assertEquals(0, zooms(params(Params.Optzoom.NONE, 10, -1), moves)[0], 0.05);
    }

    @Test
    void keeps_to_the_most_shift() {
        for (Motion motion : Plan.of(moves(50, 2, 20), 640, 360, params(Params.Optzoom.NONE, 10, 3))) {
            assertTrue(Math.abs(motion.x()) <= 3 && Math.abs(motion.y()) <= 3, motion::toString);
        }
    }

    @Test
    void a_shake_too_large_to_hide_is_hidden_as_far_as_half_again_as_large_allows() {
        List<Motion> plan = Plan.of(moves(60, 0, 80), 640, 360, params(Params.Optzoom.STATIC, 10, -1));
        for (Motion motion : plan) {
            assertTrue(Math.exp(motion.zoom()) < 1.75, motion::toString);
        }
    }

    private static double[] zooms(Params parameters, List<Move> moves) {
        return Plan.of(moves, 640, 360, parameters).stream().mapToDouble(Motion::zoom).toArray();
    }

    private static Params params(Params.Optzoom zoom, int smoothing, int maxshift) {
        return new Params(DEFAULTS.method(), 5, 15, 0.25, smoothing, maxshift, -1, DEFAULTS.crop(), 0, zoom, 0.25,
                DEFAULTS.interpol(), OptionalInt.empty());
    }

    private static List<Move> moves(int number, double pan, double shake) {
        Random random = new Random(3);
        List<Move> moves = new ArrayList<>();
        Motion off = Motion.NONE;
        for (int i = 0; i < number; i++) {
            Motion next = new Motion(random.nextGaussian() * shake, random.nextGaussian() * shake,
                    random.nextGaussian() * shake / 500, random.nextGaussian() * shake / 2000);
            moves.add(new Move(new Motion(pan, pan / 2, 0, 0).plus(next).minus(off), i == 0));
            off = next;
        }
        return moves;
    }
}
