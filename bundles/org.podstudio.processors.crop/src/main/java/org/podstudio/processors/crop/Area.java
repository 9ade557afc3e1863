package org.podstudio.processors.crop;

/**
 * A part of a picture, pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param size width and height
 */
record Area(int x, int y, Size size) {

    static Area all(Size size) {
        return new Area(0, 0, size);
    }

    /** From {@code x,y,width,height}. */
    static Area parse(String box) {
        String[] numbers = box.split(",");
        return new Area(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
                new Size(Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3])));
    }

    boolean within(Size whole) {
        return x + size.width() <= whole.width() && y + size.height() <= whole.height();
    }
}
