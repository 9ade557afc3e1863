package org.podstudio.processors.stabilize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest {

    private static final int W = 64;
    private static final int H = 48;

    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void a_motion_of_nothing_changes_nothing(int bits) {
        Format format = new Format(W, H, bits);
        byte[] from = gradient(format);
        for (Params.Interpol interpolation : Params.Interpol.values()) {
            byte[] to = new byte[from.length];
            new Warp(format, interpolation, true).apply(from, to, Motion.NONE);
            assertArrayEquals(from, to);
        }
    }

    @Test
    void moves_by_whole_pixels_without_a_loss() {
        Format format = new Format(W, H, 8);
        byte[] from = gradient(format);
        byte[] to = new byte[from.length];
        new Warp(format, Params.Interpol.BICUBIC, false).apply(from, to, new Motion(4, -6, 0, 0));
        for (int y = 0; y < H - 6; y++) {
            for (int x = 4; x < W; x++) {
                assertEquals(from[(y + 6) * W + x - 4], to[y * W + x]);
            }
        }
    }

    @Test
    void what_no_pixel_comes_to_is_black_or_as_it_was() {
        Format format = new Format(W, H, 8);
        byte[] from = gradient(format);
        byte[] black = new byte[from.length];
        new Warp(format, Params.Interpol.BILINEAR, false).apply(from, black, new Motion(20, 0, 0, 0));
        assertEquals(16, black[10 * W + 5]);
        assertEquals((byte) 128, black[W * H + 5 * W / 2 + 2]);
        byte[] kept = new byte[from.length];
        Arrays.fill(kept, (byte) 77);
        new Warp(format, Params.Interpol.BILINEAR, true).apply(from, kept, new Motion(20, 0, 0, 0));
        assertEquals(77, kept[10 * W + 5]);
    }

    @ParameterizedTest
    @EnumSource(Params.Interpol.class)
    void there_and_back_is_nearly_nothing(Params.Interpol interpolation) {
        Format format = new Format(W, H, 10);
        byte[] from = gradient(format);
        byte[] there = new byte[from.length];
        byte[] back = new byte[from.length];
        Motion motion = new Motion(1.3, -0.6, 0.05, 0);
        Warp warp = new Warp(format, interpolation, true);
        warp.apply(from, there, motion);
        double c = Math.cos(0.05);
        double s = Math.sin(0.05);
        warp.apply(there, back, new Motion(-(c * 1.3 + s * -0.6), -(c * -0.6 - s * 1.3), -0.05, 0));
        for (int y = 10; y < H - 10; y++) {
            for (int x = 10; x < W - 10; x++) {
                int i = 2 * (y * W + x);
                int was = from[i] & 0xFF | (from[i + 1] & 0xFF) << 8;
                int is = back[i] & 0xFF | (back[i + 1] & 0xFF) << 8;
                assertTrue(Math.abs(was - is) <= 3, () -> was + " became " + is);
            }
        }
    }

    /** A slope, which any filter keeps. */
    private static byte[] gradient(Format format) {
        byte[] picture = new byte[format.pictureBytes()];
        for (int i = 0; i < W * H * 3 / 2; i++) {
            int w = i < W * H ? W : W / 2;
            int value = 60 + (i % w) * 2 + (i / w % H) + (i < W * H ? 0 : 20);
            int deep = value << format.bits() - 8;
            picture[i * format.sampleBytes()] = (byte) deep;
            if (format.bits() > 8) {
                picture[2 * i + 1] = (byte) (deep >> 8);
            }
        }
        return picture;
    }
}
