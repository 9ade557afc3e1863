package org.podstudio.imaging;

/** The eight ways of holding a camera, as EXIF numbers them; turning a picture the right way up. */
final class Orientation {

    private Orientation() {
    }

    /** Whether width and height change places. */
    static boolean swaps(int orientation) {
        return orientation >= 5 && orientation <= 8;
    }

    /** The picture right way up; itself for 1 and for numbers that mean nothing. */
    static Picture apply(Picture picture, int orientation, Runnable check) {
        if (orientation < 2 || orientation > 8) {
            return picture;
        }
        int w = picture.width();
        int h = picture.height();
        // where pixel (0,0) of the result lies in the source, and what a step to the right and a step down add
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
        return swaps(orientation)
                ? walk(picture, h, w, start, right, down, check)
                : walk(picture, w, h, start, right, down, check);
    }

    private static Picture walk(Picture from, int width, int height, int start, int right, int down,
            Runnable check) {
        int[] in = from.argb();
        int[] out = new int[in.length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            check.run();
            for (int x = 0, at = start + y * down; x < width; x++, at += right) {
                out[to++] = in[at];
            }
        }
        return Picture.of(width, height, from.alpha(), out);
    }
}
