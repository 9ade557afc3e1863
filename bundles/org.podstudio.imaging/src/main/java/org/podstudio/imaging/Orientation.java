package org.podstudio.imaging;

import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.Picture;

/** The eight ways of holding a camera, as EXIF numbers them; turning a picture the right way up. */
final class Orientation {

    private Orientation() {
    }

    /** Whether width and height change places. */
    static boolean swaps(int orientation) {
        return orientation >= 5 && orientation <= 8;
    }

    /** Whether nothing is to be turned: for 1 and for numbers that mean nothing. */
    static boolean upright(int orientation) {
        return orientation < 2 || orientation > 8;
    }

    /** Where pixel (0,0) of the result lies in the source, and what a step to the right and a step down add. */
    private record Walk(int start, int right, int down) {}

    /** The picture right way up; itself where nothing is to be turned. */
    static Picture apply(Picture picture, int orientation, Runnable check) {
        if (upright(orientation)) {
            return picture;
        }
        int[] out = new int[picture.argb().length];
        int[] in = picture.argb();
        boolean swaps = swaps(orientation);
        int width = swaps ? picture.height() : picture.width();
        walk(orientation, picture.width(), picture.height(), check, (from, to) -> out[to] = in[from]);
        return Picture.of(width, out.length / width, picture.alpha(), out);
    }

    /** As the other. */
    static DeepPicture apply(DeepPicture picture, int orientation, Runnable check) {
        if (upright(orientation)) {
            return picture;
        }
        boolean swaps = swaps(orientation);
        DeepPicture turned = new DeepPicture(swaps ? picture.height() : picture.width(),
                swaps ? picture.width() : picture.height(), picture.alpha());
        walk(orientation, picture.width(), picture.height(), check,
                (from, to) -> System.arraycopy(picture.samples(), 4 * from, turned.samples(), 4 * to, 4));
        return turned;
    }

    /** Moves one pixel. */
    @FunctionalInterface
    private interface Move {
        void apply(int from, int to);
    }

    private static void walk(int orientation, int w, int h, Runnable check, Move move) {
        Walk walk = walk(orientation, w, h);
        int width = swaps(orientation) ? h : w;
        int to = 0;
        for (int y = 0; y < w * h / width; y++) {
            check.run();
            for (int x = 0, at = walk.start + y * walk.down; x < width; x++, at += walk.right) {
                move.apply(at, to++);
            }
        }
    }

    private static Walk walk(int orientation, int w, int h) {
        int start = switch (orientation) {
            case 2, 7 -> orientation == 2 ? w - 1 : w * h - 1;
            case 3 -> w * h - 1;
            case 4, 6 -> w * (h - 1);
            case 8 -> w - 1;
            default -> 0;
        };
        int right = switch (orientation) {
            case 2, 3 -> -1;
            case 4 -> 1;
            case 5, 8 -> w;
            default -> -w;
        };
        int down = switch (orientation) {
            case 2 -> w;
            case 3, 4 -> -w;
            case 5, 6 -> 1;
            default -> -1;
        };
        return new Walk(start, right, down);
    }
}
