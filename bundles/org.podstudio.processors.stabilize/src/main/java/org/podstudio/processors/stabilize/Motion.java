package org.podstudio.processors.stabilize;

/**
 * How a picture moves: turned and scaled about its middle, then shifted. Also a place on the camera's path, as the sum
 * of such steps, which holds as long as the angles between pictures that are compared are small.
 *
 * @param x pixels to the right
 * @param y pixels down
 * @param angle radians, clockwise
 * @param zoom natural logarithm of the scale
 */
record Motion(double x, double y, double angle, double zoom) {

    static final Motion NONE = new Motion(0, 0, 0, 0);

    Motion plus(Motion other) {
        return new Motion(x + other.x, y + other.y, angle + other.angle, zoom + other.zoom);
    }

    Motion minus(Motion other) {
        return plus(other.times(-1));
    }

    Motion times(double factor) {
        return new Motion(x * factor, y * factor, angle * factor, zoom * factor);
    }

    /** As it is seen in a picture of another size. */
    Motion enlarged(double factor) {
        return new Motion(x * factor, y * factor, angle, zoom);
    }

    /** How far a point at that distance from the middle moves on average, squared; pixels. */
    double squared(double radius) {
        return x * x + y * y + (angle * angle + zoom * zoom) * radius * radius;
    }

    /** No farther than this. @param shift pixels each way @param turn radians */
    Motion within(double shift, double turn) {
        return new Motion(Math.clamp(x, -shift, shift), Math.clamp(y, -shift, shift), Math.clamp(angle, -turn, turn),
                zoom);
    }
}
