package org.podstudio.processors.stabilize;

import java.util.List;

/**
 * The shift between two pictures that makes them most alike, sought in their smallest forms: where the search for points
 * begins, so that a jerk across a third of the picture is followed as well as a tremble.
 *
 * @param x pixels of the pictures given
 * @param y pixels of the pictures given
 * @param difference that is left, mean of the pixels both show, 0 to 255
 */
record Jump(float x, float y, double difference) {

    /** Longest edge of the form that is searched. */
    private static final int EDGE = 48;
    /** Small shifts win over large ones that are hardly better. */
    private static final double PER_PIXEL = 0.05;

    /** @param reach largest shift as a share of the picture's size, 0 to 1/2 */
    static Jump between(Grey then, Grey now, double reach) {
        int halvings = Math.max(0, (int) Math.ceil(Math.log((double) Math.max(then.width(), then.height()) / EDGE)
                / Math.log(2)));
        Grey before = small(then, halvings);
        Grey after = small(now, halvings);
        int right = (int) (before.width() * reach);
        int down = (int) (before.height() * reach);
        Jump best = new Jump(0, 0, before.difference(after, 0, 0));
        double least = best.difference;
        for (int y = -down; y <= down; y++) {
            for (int x = -right; x <= right; x++) {
                double difference = before.difference(after, x, y);
                double cost = difference + PER_PIXEL * Math.hypot(x, y);
                if (cost < least) {
                    least = cost;
                    best = new Jump(x << halvings, y << halvings, difference);
                }
            }
        }
        return best;
    }

    /** As it is seen in a larger form. */
    Jump enlarged(int factor) {
        return new Jump(x * factor, y * factor, difference);
    }

    private static Grey small(Grey picture, int halvings) {
        List<Grey> forms = picture.pyramid(halvings + 1, 1);
        return forms.getLast();
    }
}
