package org.podstudio.ui.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.eclipse.swt.graphics.Rectangle;

/** Where the lines of a list lie: what is seen of ten thousand is found as fast as of ten. Immutable. */
final class Rows {

    private static final int BELOW = 8;

    private final List<Row> rows;
    /** Upper edges, and the lower edge of the last. */
    private final int[] tops;

    Rows(List<Row> rows) {
        this.rows = rows;
        this.tops = new int[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            tops[i + 1] = tops[i] + rows.get(i).height();
        }
    }

    List<Row> all() {
        return rows;
    }

    int size() {
        return rows.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Row get(int index) {
        return rows.get(index);
    }

    List<UUID> ids() {
        return rows.stream().map(Row::id).toList();
    }

    int contentHeight() {
        return tops[rows.size()] + BELOW;
    }

    int top(int index) {
        return tops[index];
    }

    int bottom(int index) {
        return tops[index + 1];
    }

    /** The line at this height of the page, or -1. */
    int at(int y) {
        if (y < 0 || y >= tops[rows.size()]) {
            return -1;
        }
        int found = Arrays.binarySearch(tops, y);
        return found >= 0 ? found : -found - 2;
    }

    /** First line that may be seen at an offset. */
    int first(int offset) {
        return Math.max(0, at(offset));
    }

    /** One past the last line that is seen on a page that begins at an offset. */
    int end(int offset, int height) {
        int last = at(offset + height);
        return last < 0 ? rows.size() : last + 1;
    }

    /** A line in a window that shows the page from an offset on. */
    Rectangle bounds(int index, int offset, int width) {
        return new Rectangle(0, tops[index] - offset, width, tops[index + 1] - tops[index]);
    }
}
