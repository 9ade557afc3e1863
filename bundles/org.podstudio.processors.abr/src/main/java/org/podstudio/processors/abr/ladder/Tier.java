package org.podstudio.processors.abr.ladder;

import java.util.Locale;

/** Usual sizes of streams: the box they fill, what pictures of 30 frames a second take at least and at most, and what goes with them in sound. */
public enum Tier {

    P240(426, 240, 300, 500, 64), P360(640, 360, 500, 800, 96), P480(854, 480, 800, 1200, 128), P720(1280, 720, 1500,
            3000, 128), P1080(1920, 1080, 3000, 6000, 192), P1440(2560, 1440, 6000, 12_000, 256);

    private final int longEdge;
    private final int shortEdge;
    private final int leastKbps;
    private final int mostKbps;
    private final int soundKbps;

    Tier(int longEdge, int shortEdge, int leastKbps, int mostKbps, int soundKbps) {
        this.longEdge = longEdge;
        this.shortEdge = shortEdge;
        this.leastKbps = leastKbps;
        this.mostKbps = mostKbps;
        this.soundKbps = soundKbps;
    }

    int longEdge() {
        return longEdge;
    }

    /** Pixels; what a size is called by. */
    public int shortEdge() {
        return shortEdge;
    }

    int leastKbps() {
        return leastKbps;
    }

    int mostKbps() {
        return mostKbps;
    }

    int soundKbps() {
        return soundKbps;
    }

    long pixels() {
        return (long) longEdge * shortEdge;
    }

    /** {@code 720p}. */
    String title() {
        return name().substring(1).toLowerCase(Locale.ROOT) + "p";
    }
}
