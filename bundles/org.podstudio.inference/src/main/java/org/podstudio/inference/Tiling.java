package org.podstudio.inference;

import org.podstudio.api.Run;

/**
 * Cuts a picture into overlapping tiles, has each answered by a network, and joins the answers. All tiles have the same size, so that a
 * network plans its memory once. Near the border of the picture a tile sees the picture mirrored without repeating the edge; near the
 * border to another tile it sees the neighbour's pixels, and what lies closer than {@code guard} to such a border is thrown away. In
 * the middle of what two tiles share, one fades into the other.
 *
 * @param tile side of a tile in pixels, everything included; smaller pictures are one tile
 * @param overlap least number of pixels that neighbours share
 * @param guard pixels from a tile's border that the network gets wrong: the reach of its convolutions
 * @param border pixels the picture is mirrored by
 * @param multiple sides of tiles are multiples of it: 2 for nets that unshuffle pixels
 */
public record Tiling(int tile, int overlap, int guard, int border, int multiple) {

    /** Refuses an overlap that leaves nothing to fade, and tiles that would overlap more than one neighbour. */
    public Tiling {
        if (multiple < 1 || tile % multiple != 0 || guard < 0 || border < 0 || overlap < 2 * guard
                || tile < 2 * overlap) {
            throw new IllegalArgumentException("tiles of %d with %d overlap, %d guard and multiples of %d do not fit"
                    .formatted(tile, overlap, guard, multiple));
        }
    }

    /** What answers a tile. */
    @FunctionalInterface
    public interface Network {
        /**
         * Writes the answer.
         *
         * @param input {@code [1, 3, height, width]}, red, green and blue from 0 to 1
         * @param output {@code [1, 3, height * scale, width * scale]}
         */
        void apply(Tensor input, Tensor output);
    }

    /** Where pixels come from. */
    @FunctionalInterface
    interface Source {
        /** 0 to 1. @param channel 0 red, 1 green, 2 blue */
        float at(int pixel, int channel);
    }

    /** Where pixels go. */
    @FunctionalInterface
    interface Target {
        /** Takes pixels of one row, about 0 to 1, which may be outside by what a network gets wrong. @param first the leftmost of them */
        void put(int first, float[] red, float[] green, float[] blue);
    }

    /** Tiles that overlap by at least this much for a network of this reach, and by no less than 32 pixels. */
    public static Tiling of(int tile, int reach, int multiple) {
        int overlap = Math.max(32, 2 * reach + 8);
        int least = Math.max(tile, 2 * overlap);
        return new Tiling((least + multiple - 1) / multiple * multiple, overlap, Math.min(reach, overlap / 2 - 4),
                reach, multiple);
    }

    /**
     * The whole picture, answered.
     *
     * @param rgb row-major, 0xRRGGBB; the upper eight bits are ignored
     * @param scale answer pixels a picture pixel
     * @return row-major, 0xFFRRGGBB, {@code width * scale} by {@code height * scale}
     */
    public int[] apply(int[] rgb, int width, int height, int scale, Network network, Run run) {
        int[] result = new int[Math.multiplyExact(Math.multiplyExact(width, scale), Math.multiplyExact(height, scale))];
        apply((pixel, channel) -> (rgb[pixel] >> 16 - 8 * channel & 255) / 255f, (first, red, green, blue) -> {
            for (int x = 0; x < red.length; x++) {
                result[first + x] = 0xFF000000 | level(red[x], 255) << 16 | level(green[x], 255) << 8
                        | level(blue[x], 255);
            }
        }, width, height, scale, network, run);
        return result;
    }

    /**
     * As the other, in 16 bits.
     *
     * @param rgba row-major, red, green, blue and alpha of each pixel, unsigned; alpha is ignored
     * @return the same, opaque
     */
    public short[] apply(short[] rgba, int width, int height, int scale, Network network, Run run) {
        short[] result = new short[Math.multiplyExact(4,
                Math.multiplyExact(Math.multiplyExact(width, scale), Math.multiplyExact(height, scale)))];
        apply((pixel, channel) -> (rgba[4 * pixel + channel] & 0xFFFF) / 65_535f, (first, red, green, blue) -> {
            for (int x = 0, to = 4 * first; x < red.length; x++) {
                result[to++] = (short) level(red[x], 65_535);
                result[to++] = (short) level(green[x], 65_535);
                result[to++] = (short) level(blue[x], 65_535);
                result[to++] = -1;
            }
        }, width, height, scale, network, run);
        return result;
    }

    private static int level(float value, int most) {
        // the cut of a negative value does not matter: it is black either way
        return Math.clamp((int) (value * most + 0.5f), 0, most);
    }

    private void apply(Source source, Target target, int width, int height, int scale, Network network, Run run) {
        Axis across = Axis.of(width, this);
        Axis down = Axis.of(height, this);
        Tensor input = Tensor.direct(1, 3, down.tile(), across.tile());
        Tensor output = Tensor.direct(1, 3, (long) down.tile() * scale, (long) across.tile() * scale);
        Seams seams = new Seams(across, down, scale, target, width * scale);
        int all = across.count() * down.count();
        for (int i = 0; i < all; i++) {
            run.checkCanceled();
            int row = i / across.count();
            int column = i % across.count();
            cut(source, width, height, across.start(column) - border, down.start(row) - border, input);
            network.apply(input, output);
            seams.join(output, row, column);
            run.progress((i + 1.0) / all);
        }
    }

    /** Pixels of the tile that a picture of that size is cut into. */
    public long pixels(int width, int height) {
        return (long) Axis.of(width, this).tile() * Axis.of(height, this).tile();
    }

    private static void cut(Source source, int width, int height, int left, int top, Tensor tile) {
        int tileWidth = tile.size(-1);
        int tileHeight = tile.size(-2);
        int plane = tileWidth * tileHeight;
        for (int y = 0; y < tileHeight; y++) {
            int row = mirror(top + y, height) * width;
            for (int x = 0; x < tileWidth; x++) {
                int pixel = row + mirror(left + x, width);
                int to = y * tileWidth + x;
                tile.values().put(to, source.at(pixel, 0)).put(plane + to, source.at(pixel, 1)).put(2 * plane + to,
                        source.at(pixel, 2));
            }
        }
    }

    /** An index mirrored at 0 and at the last one, as often as it takes; the edge itself is not repeated. */
    private static int mirror(int index, int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        int period = Math.max(1, 2 * (size - 1));
        int folded = Math.floorMod(index, period);
        return folded < size ? folded : period - folded;
    }
}
