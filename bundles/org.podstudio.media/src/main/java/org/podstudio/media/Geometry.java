package org.podstudio.media;

/**
 * How stored pixels become the picture that is shown.
 *
 * @param codedWidth pixels as stored
 * @param codedHeight pixels as stored
 * @param pixelAspect width of a pixel through its height; 1: square, which unknown counts as
 * @param turn degrees clockwise by which a player turns it: 0, 90, 180 or 270; other angles are rounded
 * @param mirrored whether a player swaps left and right before it turns
 * @param fieldOrder {@code progressive}, {@code tt}, {@code bb}, {@code tb}, {@code bt}; empty: unknown
 */
public record Geometry(int codedWidth, int codedHeight, double pixelAspect, int turn, boolean mirrored,
        String fieldOrder) {

    /** Pixels as shown: square and turned. */
    public int width() {
        return turn % 180 == 0 ? squared() : codedHeight;
    }

    /** Pixels as shown: square and turned. */
    public int height() {
        return turn % 180 == 0 ? codedHeight : squared();
    }

    /** Whether it is made of two half pictures, taken one after the other. */
    public boolean interlaced() {
        return !fieldOrder.isEmpty() && !fieldOrder.equals("progressive") && !fieldOrder.equals("unknown");
    }

    /** Width through height of what is shown. */
    public double aspect() {
        return height() == 0 ? 0 : (double) width() / height();
    }

    private int squared() {
        return (int) Math.round(codedWidth * pixelAspect);
    }
}
