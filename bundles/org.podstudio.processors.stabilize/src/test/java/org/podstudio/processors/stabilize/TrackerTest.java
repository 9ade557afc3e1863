package org.podstudio.processors.stabilize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.podstudio.processors.stabilize.Tracker.Move;

class TrackerTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final Tracker.Effort EFFORT = Params.DEFAULTS.effort();

    @Test
    void sees_shifts_turns_and_scales_to_a_twentieth_of_a_pixel() {
        List<Motion> truths = List.of(new Motion(3.3, -2.7, 0, 0), new Motion(0, 0, 0.02, 0), new Motion(-1, 1, 0,
                0.01), new Motion(14.5, 9.25, -0.03, -0.02), new Motion(0.1, 0.2, 0, 0));
        for (Motion truth : truths) {
            Motion seen = seen(scene(Motion.NONE, 0), scene(truth, 0)).motion();
            double off = Math.sqrt(seen.minus(truth).squared(100));
            assertTrue(off < 0.05, () -> seen + " instead of " + truth + ", off by " + off);
        }
    }

    @Test
    void follows_a_jerk_across_a_fifth_of_the_picture() {
        Motion truth = new Motion(-61.5, 33.25, 0.02, 0);
        Motion seen = seen(scene(Motion.NONE, 0), scene(truth, 0)).motion();
        assertEquals(0, Math.sqrt(seen.minus(truth).squared(100)), 0.15);
    }

    @Test
    void is_not_carried_away_by_what_moves_on_its_own() {
        byte[] before = scene(Motion.NONE, 0);
        byte[] after = scene(new Motion(2, 1, 0, 0), 0);
        paste(before, 60, 60);
        paste(after, 75, 52);
        Motion seen = seen(before, after).motion();
        assertEquals(0, Math.sqrt(seen.minus(new Motion(2, 1, 0, 0)).squared(100)), 0.1);
    }

    @Test
    void noise_hardly_matters() {
        Motion truth = new Motion(-4.25, 3.5, 0.01, 0);
        Motion seen = seen(noisy(scene(Motion.NONE, 0), 1), noisy(scene(truth, 0), 2)).motion();
        assertEquals(0, Math.sqrt(seen.minus(truth).squared(100)), 0.15);
    }

    @Test
    void another_scene_is_a_cut_and_a_black_picture_or_fog_is_none() {
        assertTrue(seen(scene(Motion.NONE, 0), scene(Motion.NONE, 7)).cut());
        Move fog = seen(flat(90), flat(91));
        assertFalse(fog.cut());
        assertEquals(Motion.NONE, fog.motion());
    }

    @Test
    void pure_noise_is_not_taken_for_motion() {
        Move move = seen(noisy(flat(100), 1), noisy(flat(100), 2));
        assertTrue(Math.sqrt(move.motion().squared(100)) < 1, move::toString);
    }

    private static Move seen(byte[] before, byte[] after) {
        Tracker tracker = new Tracker(WIDTH, HEIGHT, EFFORT);
        tracker.accept(before);
        tracker.accept(after);
        assertEquals(2, tracker.seen());
        return tracker.moves().getLast();
    }

    private static byte[] flat(int value) {
        byte[] picture = new byte[WIDTH * HEIGHT];
        java.util.Arrays.fill(picture, (byte) value);
        return picture;
    }

    private static byte[] noisy(byte[] picture, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) Math.clamp(Math.round((picture[i] & 0xFF) + random.nextGaussian() * 4), 0, 255);
        }
        return picture;
    }

    private static void paste(byte[] picture, int left, int top) {
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 60; x++) {
                picture[(top + y) * WIDTH + left + x] = (byte) (128 + 90 * Math.sin(x * 0.7) * Math.cos(y * 0.8 + x
                        * 0.1));
            }
        }
    }

    /** A scene that is known between the pixels: a sum of bumps. */
    private static byte[] scene(Motion motion, int seed) {
        Random random = new Random(seed);
        double[][] bumps = new double[220][];
        for (int i = 0; i < bumps.length; i++) {
            bumps[i] = new double[]{random.nextDouble() * 440 - 220, random.nextDouble() * 300 - 150, 2 + random
                    .nextDouble() * 5, random.nextDouble() * 160 - 80};
        }
        byte[] picture = new byte[WIDTH * HEIGHT];
        double scale = Math.exp(motion.zoom());
        double cos = Math.cos(motion.angle()) * scale;
        double sin = Math.sin(motion.angle()) * scale;
        double[] sums = new double[WIDTH * HEIGHT];
        for (double[] bump : bumps) {
            double cx = cos * bump[0] - sin * bump[1] + motion.x() + (WIDTH - 1) / 2.0;
            double cy = sin * bump[0] + cos * bump[1] + motion.y() + (HEIGHT - 1) / 2.0;
            double size = bump[2] * scale;
            for (int y = (int) Math.max(0, cy - 4 * size); y < Math.min(HEIGHT, cy + 4 * size); y++) {
                for (int x = (int) Math.max(0, cx - 4 * size); x < Math.min(WIDTH, cx + 4 * size); x++) {
                    sums[y * WIDTH + x] += bump[3] * Math.exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / 2 / size
                            / size);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            picture[i] = (byte) Math.clamp(Math.round(110 + seed * 9 + sums[i]), 0, 255);
        }
        return picture;
    }
}
