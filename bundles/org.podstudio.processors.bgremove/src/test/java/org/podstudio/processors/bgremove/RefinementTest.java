package org.podstudio.processors.bgremove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.podstudio.imaging.pixels.Blocks;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

/** A dark head with fine hair before a bright wall; its alpha is known. */
class RefinementTest {

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 1000;

    private final float[] truth = truth();
    private final Picture picture = picture(truth);

    @Test
    void hair_finer_than_the_mask_comes_back() {
        for (int side : new int[]{320, 1024}) {
            int[] plain = plain(side);
            double before = error(plain);
            double after = error(Refinement.of(plain.clone(), side, picture, Blocks.GO_ON));

            assertTrue(after < 0.75 * before, side + ": " + before + " became " + after);
        }
    }

    @Test
    void what_is_decided_stays() {
        int[] plain = plain(320);
        int[] fine = Refinement.of(plain.clone(), 320, picture, Blocks.GO_ON);
        for (int y = -60; y < 60; y++) {
            for (int x = -60; x < 60; x++) {
                assertTrue(fine[(HEIGHT / 2 + y) * WIDTH + WIDTH / 2 + x] == 255, "the middle has no holes");
            }
        }
        for (int i = 0; i < 50 * WIDTH; i++) {
            assertTrue(fine[i] == 0, "the wall stays away");
        }
    }

    @Test
    void a_mask_as_fine_as_the_picture_is_left_alone() {
        int[] plain = plain(1600);
        assertArrayEquals(plain.clone(), Refinement.of(plain, 1600, picture, Blocks.GO_ON));
    }

    /** Mean difference where the truth is hair, 0 to 1. */
    private double error(int[] alpha) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < alpha.length; i++) {
            double distance = Math.hypot(i % WIDTH - WIDTH / 2.0, i / WIDTH - HEIGHT / 2.0);
            if (distance > 235 && distance < 345) {
                sum += Math.abs(alpha[i] / 255.0 - truth[i]);
                count++;
            }
        }
        return sum / count;
    }

    /** What a net of that size would say at best, enlarged. */
    private int[] plain(int side) {
        int[] levels = new int[truth.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(truth[i] * 255);
        }
        Picture small = Resizer.resize(Pixels.grey(levels, WIDTH, HEIGHT), side, side, Filter.BILINEAR);
        int[] large = Resizer.resize(small, WIDTH, HEIGHT, Filter.LANCZOS).argb();
        for (int i = 0; i < large.length; i++) {
            large[i] &= 255;
        }
        return large;
    }

    private static float[] truth() {
        float[] alpha = new float[WIDTH * HEIGHT];
        for (int i = 0; i < alpha.length; i++) {
            double distance = Math.hypot(i % WIDTH - WIDTH / 2.0, i / WIDTH - HEIGHT / 2.0);
            alpha[i] = (float) Math.clamp(240 - distance, 0, 1);
        }
        Random random = new Random(7);
        for (int hair = 0; hair < 220; hair++) {
            double angle = 2 * Math.PI * hair / 220 + 0.01 * random.nextDouble();
            double bend = 0.004 * (random.nextDouble() - 0.5);
            double thick = 1 + 1.2 * random.nextDouble();
            double length = 60 + 40 * random.nextDouble();
            for (double t = 0; t < length; t += 0.3) {
                double turned = angle + bend * t;
                dot(alpha, WIDTH / 2.0 + (238 + t) * Math.cos(turned), HEIGHT / 2.0 + (238 + t) * Math.sin(turned),
                        thick * (1 - 0.7 * t / length));
            }
        }
        return alpha;
    }

    private static void dot(float[] alpha, double x, double y, double radius) {
        for (int v = (int) y - 3; v <= y + 3; v++) {
            for (int u = (int) x - 3; u <= x + 3; u++) {
                int i = v * WIDTH + u;
                alpha[i] = Math.max(alpha[i], (float) Math.clamp(radius + 0.5 - Math.hypot(u - x, v - y), 0, 1));
            }
        }
    }

    private static Picture picture(float[] alpha) {
        Random random = new Random(11);
        Picture picture = new Picture(WIDTH, HEIGHT, false);
        for (int i = 0; i < alpha.length; i++) {
            double wall = 0.75 + 0.1 * Math.sin(i % WIDTH / 90.0) + 0.03 * random.nextGaussian();
            double hair = 0.2 + 0.05 * Math.sin(i / WIDTH / 7.0) + 0.03 * random.nextGaussian();
            int pixel = 0xFF;
            for (double tint : new double[]{1, 0.85, 0.7}) {
                double value = alpha[i] * hair * tint + (1 - alpha[i]) * wall * (1.7 - tint);
                pixel = pixel << 8 | (int) Math.round(Math.clamp(value, 0, 1) * 255);
            }
            picture.argb()[i] = pixel;
        }
        return picture;
    }
}
