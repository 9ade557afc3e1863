package org.podstudio.processors.facerestore;

/**
 * Where the points of a face lie in a picture of 512 by 512 pixels as restoration networks were trained on (FFHQ, as facexlib aligns it). Left
 * and right are the person's. The middle of the mouth is of facexlib's template of three points.
 */
enum Template {
    /** Left in the picture. */
    RIGHT_EYE(192.98138, 239.94708),
    /** Right in the picture. */
    LEFT_EYE(318.90277, 240.1936),
    /** Tip. */
    NOSE(256.63416, 314.01935),
    /** Left in the picture. */
    RIGHT_MOUTH(201.26117, 371.41043),
    /** Right in the picture. */
    LEFT_MOUTH(313.08905, 371.15118),
    /** Between the corners. */
    MOUTH(257, 371);

    /** Side of the square. */
    static final int SIDE = 512;

    private final double x;
    private final double y;

    Template(double x, double y) {
        this.x = x;
        this.y = y;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }
}
