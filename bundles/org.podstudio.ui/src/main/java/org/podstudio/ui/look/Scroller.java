package org.podstudio.ui.look;

/** Where a long page stands under its window, and how it glides there. No widgets: times and pixels only. */
public final class Scroller {

    private static final double GLIDE = 0.32;
    private static final int MINIMAL_THUMB = 28;

    private int content;
    private int page;
    private int covered;
    private double offset;
    private double target;

    /**
     * The heights of all there is and of what is seen, pixels; the position is kept where it still exists.
     *
     * @param coveredHeight
     *            so much at the lower edge of what is seen lies under something else: the last line can be brought above it
     */
    public void resize(int contentHeight, int pageHeight, int coveredHeight) {
        content = contentHeight;
        page = pageHeight;
        covered = coveredHeight;
        target = clamp(target);
        offset = clamp(offset);
    }

    /** First visible line of pixels. */
    public int offset() {
        return (int) Math.round(offset);
    }

    /** Glides by so many pixels, down when positive. */
    public void by(double pixels) {
        target = clamp(target + pixels);
    }

    /** Stands at once at a line of pixels. */
    public void jump(double line) {
        target = clamp(line);
        offset = target;
    }

    /** Glides as little as is needed to show the lines between. */
    public void reveal(int top, int bottom) {
        if (top < target) {
            target = clamp(top);
        } else if (bottom > target + open()) {
            target = clamp(bottom - open());
        }
    }

    /** One frame of gliding; true while there is more to come. */
    public boolean glide() {
        double rest = target - offset;
        offset = Math.abs(rest) < 0.7 ? target : offset + rest * GLIDE;
        return offset != target;
    }

    /** Whether there is more than fits. */
    public boolean scrolls() {
        return content > open();
    }

    /** Height of the thumb of a scroll bar as high as the page, pixels. */
    public int thumbHeight() {
        return Math.max(MINIMAL_THUMB, (int) ((long) page * page / Math.max(1, content + covered)));
    }

    /** Upper edge of that thumb, pixels. */
    public int thumbTop() {
        return (int) Math.round(offset / Math.max(1, content - open()) * (page - thumbHeight()));
    }

    /** Stands where the upper edge of the thumb was dragged to. */
    public void drag(int thumbTop) {
        jump((double) thumbTop / Math.max(1, page - thumbHeight()) * (content - open()));
    }

    /** Height of what is seen and not covered. */
    private int open() {
        return page - covered;
    }

    private double clamp(double value) {
        return Math.max(0, Math.min(value, content - open()));
    }
}
