package org.podstudio.inference;

/**
 * How one side of a picture is cut. Positions are pixels of the mirrored picture, which begins {@code border} before the picture.
 *
 * @param size of the picture
 * @param border mirrored pixels in front of it
 * @param tile length of each tile
 * @param count number of tiles
 * @param slack what the tiles have to share among themselves beyond the picture: distance between the first and the last tile's start
 * @param tiling how it is cut
 */
record Axis(int size, int border, int tile, int count, int slack, Tiling tiling) {

    static Axis of(int size, Tiling tiling) {
        int multiple = tiling.multiple();
        int wanted = (size + 2 * tiling.border() + multiple - 1) / multiple * multiple;
        if (wanted <= tiling.tile()) {
            return new Axis(size, tiling.border(), wanted, 1, 0, tiling);
        }
        int step = tiling.tile() - tiling.overlap();
        int count = (wanted - tiling.overlap() + step - 1) / step;
        // no larger than so many tiles need: 548 pixels are two tiles of 296 and not two of 512
        int least = (wanted + (count - 1) * tiling.overlap() + count - 1) / count;
        int tile = Math.min(tiling.tile(), (least + multiple - 1) / multiple * multiple);
        return new Axis(size, tiling.border(), tile, count, wanted - tile, tiling);
    }

    /** Where a tile starts; they are spread evenly, on multiples. */
    int start(int index) {
        int multiple = tiling.multiple();
        return count == 1 ? 0 : (int) ((long) slack * index / (count - 1)) / multiple * multiple;
    }

    /** Pixels over which a tile fades into the next one. */
    int fade(int index) {
        return Math.clamp(start(index) + tile - start(index + 1) - 2L * tiling.guard(), 0, 16);
    }

    /** Where a tile begins to fade into the next one, in the middle of what they share. */
    int fadeStart(int index) {
        return (start(index) + tile + start(index + 1) - fade(index)) / 2;
    }

    /** First pixel that a tile decides alone or together with the one before. */
    int from(int index) {
        return index == 0 ? border : fadeStart(index - 1);
    }

    /** First pixel that the next tile has a say in; behind the last tile the end of the picture. */
    int to(int index) {
        return index == count - 1 ? border + size : fadeStart(index);
    }

    /** Fading pixels at a tile's beginning. */
    int fadeIn(int index) {
        return index == 0 ? 0 : fade(index - 1);
    }

    /** Fading pixels at a tile's end. */
    int fadeOut(int index) {
        return index == count - 1 ? 0 : fade(index);
    }
}
