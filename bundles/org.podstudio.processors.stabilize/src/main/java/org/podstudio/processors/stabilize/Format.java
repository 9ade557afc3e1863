package org.podstudio.processors.stabilize;

/**
 * Pictures as they go through the pipe: brightness, then two planes of colour of half the size each way.
 *
 * @param width even
 * @param height even
 * @param bits of a sample: 8, or 10 in two bytes, the lower first
 */
record Format(int width, int height, int bits) {

    int sampleBytes() {
        return bits > 8 ? 2 : 1;
    }

    int pictureBytes() {
        return width * height * 3 / 2 * sampleBytes();
    }

    /** ffmpeg's name. */
    String name() {
        return bits > 8 ? "yuv420p10le" : "yuv420p";
    }

    /** The four letters that a container tells it by. */
    String letters() {
        return bits > 8 ? "Y3\13\12" : "I420";
    }

    /** Values of black. */
    int black(boolean brightness) {
        return (brightness ? 16 : 128) << bits - 8;
    }
}
