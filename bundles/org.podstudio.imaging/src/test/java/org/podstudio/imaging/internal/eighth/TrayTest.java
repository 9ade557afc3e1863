package org.podstudio.imaging.internal.eighth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Where the pixels of blocks go. */
class TrayTest {

    private static final int WIDE = 302;
    private static final int HIGH = 6;
    private static final int SIDE = 3;

    private final Tray.Pixels pixels = Tray.Pixels.of(SIDE, WIDE, HIGH);
    private final Tray tray = new Tray(ones(), List.of(pixels), 2, 3);

    @Test
    void blocks_come_unit_by_unit() {
        for (int unit = 0; unit < WIDE / 2 * (HIGH / 3); unit++) {
            for (int block = 0; block < 6; block++) {
                put(unit / (WIDE / 2) * 3 + block / 2, unit % (WIDE / 2) * 2 + block % 2, 0);
            }
        }
        requireAll(0);
    }

    @Test
    void blocks_come_row_by_row_and_once_more() {
        for (int scan = 0; scan < 2; scan++) {
            for (int i = 0; i < WIDE * HIGH; i++) {
                put(i / WIDE, i % WIDE, scan);
            }
            requireAll(scan);
        }
    }

    private void put(int row, int column, int more) {
        tray.place(row, column);
        tray.add(8 * (level(row, column, more) - 128));
    }

    private void requireAll(int more) {
        tray.finish();
        for (int y = 0; y < HIGH * SIDE; y++) {
            for (int x = 0; x < WIDE * SIDE; x++) {
                assertEquals(level(y / SIDE, x / SIDE, more), pixels.samples()[y * pixels.stride() + x] & 255);
            }
        }
    }

    private static int level(int row, int column, int more) {
        return (row * 31 + column * 7 + more * 99) % 250;
    }

    private static int[] ones() {
        int[] ones = new int[64];
        Arrays.fill(ones, 1);
        return ones;
    }
}
