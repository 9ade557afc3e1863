package org.podstudio.imaging.pixels;

import java.util.Arrays;

/**
 * Pixels in memory: 8-bit sRGB, not multiplied by alpha, right way up. Mutable through {@link #argb()}; hand it to one thread at a time or
 * do not write to it.
 */
public final class Picture {

    private final int width;
    private final int height;
    private final boolean alpha;
    private final int[] argb;

    private Picture(int width, int height, boolean alpha, int[] argb) {
        this.width = width;
        this.height = height;
        this.alpha = alpha;
        this.argb = argb;
    }

    /**
     * Transparent black when it has alpha, else opaque black.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param alpha whether pixels may be transparent
     * @throws IllegalArgumentException when a side is below 1 or there are more pixels than an array can hold
     */
    public Picture(int width, int height, boolean alpha) {
        this(width, height, alpha, new int[count(width, height)]);
        if (!alpha) {
            Arrays.fill(argb, 0xFF000000);
        }
    }

    /**
     * Wraps pixels without copying them.
     *
     * @param argb row-major, 0xAARRGGBB; its alpha must be 255 throughout when {@code alpha} is false
     * @throws IllegalArgumentException when the array is not {@code width * height} long
     */
    public static Picture of(int width, int height, boolean alpha, int[] argb) {
        if (argb.length != count(width, height)) {
            throw new IllegalArgumentException(
                    width + " x " + height + " pixels do not fill an array of " + argb.length);
        }
        return new Picture(width, height, alpha, argb);
    }

    /** Pixels a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Whether pixels may be transparent; false means that alpha is 255 throughout. */
    public boolean alpha() {
        return alpha;
    }

    /** The live array, row-major, 0xAARRGGBB. */
    public int[] argb() {
        return argb;
    }

    /**
     * A copy of a part of it.
     *
     * @throws IllegalArgumentException when the part is not inside
     */
    public Picture part(int x, int y, int partWidth, int partHeight) {
        if (x < 0 || y < 0 || partWidth < 1 || partHeight < 1 || x > width - partWidth || y > height - partHeight) {
            throw new IllegalArgumentException(
                    partWidth + "x" + partHeight + "+" + x + "+" + y + " is not inside " + width + "x" + height);
        }
        int[] copy = new int[partWidth * partHeight];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(argb, (y + row) * width + x, copy, row * partWidth, partWidth);
        }
        return new Picture(partWidth, partHeight, alpha, copy);
    }

    /**
     * An opaque picture of the same size: this one laid on a colour. Itself when it has no alpha.
     *
     * @param rgb 0xRRGGBB
     */
    public Picture on(int rgb) {
        if (!alpha) {
            return this;
        }
        int[] flat = new int[argb.length];
        Blocks.pixels(flat.length, Blocks.GO_ON, (from, to) -> {
            for (int i = from; i < to; i++) {
                flat[i] = over(argb[i], rgb);
            }
        });
        return new Picture(width, height, false, flat);
    }

    private static int over(int pixel, int rgb) {
        int a = pixel >>> 24;
        int red = mix(pixel >> 16 & 255, rgb >> 16 & 255, a);
        int green = mix(pixel >> 8 & 255, rgb >> 8 & 255, a);
        return 0xFF000000 | red << 16 | green << 8 | mix(pixel & 255, rgb & 255, a);
    }

    private static int mix(int above, int below, int a) {
        return (above * a + below * (255 - a) + 127) / 255;
    }

    private static int count(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a picture cannot be " + width + " x " + height + " pixels");
        }
        return width * height;
    }
}
