package org.podstudio.imaging.pixels;

/**
 * Pixels of 16 bits a channel: sRGB unless a profile stands beside it, not multiplied by alpha, right way up. Mutable through {@link #samples()}; hand it to one thread at a
 * time or do not write to it.
 */
public final class DeepPicture {

    private final int width;
    private final int height;
    private final boolean alpha;
    private final short[] samples;

    /**
     * Transparent black when it has alpha, else opaque black.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @throws IllegalArgumentException when a side is below 1 or there are more than half a thousand million pixels
     */
    public DeepPicture(int width, int height, boolean alpha) {
        if (width < 1 || height < 1 || 4L * width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a picture cannot be " + width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.alpha = alpha;
        this.samples = new short[4 * width * height];
        for (int i = 3; !alpha && i < samples.length; i += 4) {
            samples[i] = -1;
        }
    }

    private DeepPicture(int width, int height, boolean alpha, short[] samples) {
        this.width = width;
        this.height = height;
        this.alpha = alpha;
        this.samples = samples;
    }

    /**
     * Wraps samples without copying them.
     *
     * @param samples as {@link #samples()} has them; its alpha must be 65535 throughout when {@code alpha} is false
     * @throws IllegalArgumentException when the array is not {@code 4 * width * height} long
     */
    public static DeepPicture of(int width, int height, boolean alpha, short[] samples) {
        if (width < 1 || height < 1 || samples.length != 4L * width * height) {
            throw new IllegalArgumentException(
                    width + " x " + height + " pixels do not fill " + samples.length + " samples");
        }
        return new DeepPicture(width, height, alpha, samples);
    }

    /** Pixels a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Whether pixels may be transparent; false means that alpha is 65535 throughout. */
    public boolean alpha() {
        return alpha;
    }

    /** The live array, row-major: red, green, blue and alpha of each pixel, unsigned. */
    public short[] samples() {
        return samples;
    }

    /**
     * A copy of a part of it.
     *
     * @throws IllegalArgumentException when the part is not inside
     */
    public DeepPicture part(int x, int y, int partWidth, int partHeight) {
        if (x < 0 || y < 0 || x > width - partWidth || y > height - partHeight) {
            throw new IllegalArgumentException(
                    partWidth + "x" + partHeight + "+" + x + "+" + y + " is not inside " + width + "x" + height);
        }
        DeepPicture part = new DeepPicture(partWidth, partHeight, alpha);
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(samples, 4 * ((y + row) * width + x), part.samples, 4 * row * partWidth, 4 * partWidth);
        }
        return part;
    }

    /**
     * An opaque picture of the same size: this one laid on a colour. Itself when it has no alpha.
     *
     * @param rgb 0xRRGGBB
     */
    public DeepPicture on(int rgb) {
        if (!alpha) {
            return this;
        }
        DeepPicture flat = new DeepPicture(width, height, false);
        Blocks.pixels(width * height, Blocks.GO_ON, (from, to) -> {
            for (int i = 4 * from; i < 4 * to; i += 4) {
                long above = samples[i + 3] & 0xFFFF;
                for (int c = 0; c < 3; c++) {
                    long below = 257L * (rgb >> 16 - 8 * c & 255) * (65_535 - above);
                    flat.samples[i + c] = (short) (((samples[i + c] & 0xFFFF) * above + below + 32_767) / 65_535);
                }
            }
        });
        return flat;
    }

    /**
     * A picture of exactly that size, resampled in 16 bits; the aspect is the caller's.
     *
     * @param light whether light is averaged, as by {@link Resizer#resizeLight}, and not numbers
     * @param check called several times a second, by several threads; what it throws ends the work
     * @return the picture itself when it has that size already
     */
    public DeepPicture resized(int toWidth, int toHeight, Filter filter, boolean light, Runnable check) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        return filter == Filter.NEAREST
                ? DeepResizer.nearest(this, toWidth, toHeight, check)
                : new DeepResizer(this, toWidth, toHeight, filter, light, check).resized();
    }

    /** The same in 8 bits, each channel rounded to the nearest. */
    public Picture rounded() {
        int[] argb = new int[width * height];
        Blocks.pixels(argb.length, Blocks.GO_ON, (from, to) -> {
            for (int i = from, k = 4 * from; i < to; i++, k += 4) {
                argb[i] = eight(samples[k + 3]) << 24 | eight(samples[k]) << 16 | eight(samples[k + 1]) << 8
                        | eight(samples[k + 2]);
            }
        });
        return Picture.of(width, height, alpha, argb);
    }

    /** The same in 16 bits. */
    public static DeepPicture of(Picture picture) {
        DeepPicture deep = new DeepPicture(picture.width(), picture.height(), picture.alpha());
        Blocks.pixels(picture.argb().length, Blocks.GO_ON, (from, to) -> {
            for (int i = from, k = 4 * from; i < to; i++) {
                int pixel = picture.argb()[i];
                deep.samples[k++] = (short) ((pixel >> 16 & 255) * 257);
                deep.samples[k++] = (short) ((pixel >> 8 & 255) * 257);
                deep.samples[k++] = (short) ((pixel & 255) * 257);
                deep.samples[k++] = (short) ((pixel >>> 24) * 257);
            }
        });
        return deep;
    }

    private static int eight(short sample) {
        return ((sample & 0xFFFF) + 128) / 257;
    }
}
