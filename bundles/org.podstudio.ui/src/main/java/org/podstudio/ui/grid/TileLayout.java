package org.podstudio.ui.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;

/**
 * Where the tiles of a grid lie: arithmetic only, the same cost for ten tiles and for a million.
 *
 * @param width
 *            of the page, pixels
 * @param count
 *            of tiles
 */
record TileLayout(int width, int count) {

    static final int MARGIN = 20;
    static final int GAP = 14;
    static final int CAPTION = 44;
    private static final int WANTED = 168;

    int columns() {
        return Math.max(1, (width - 2 * MARGIN + GAP) / (WANTED + GAP));
    }

    int tileWidth() {
        return Math.max(60, (width - 2 * MARGIN - (columns() - 1) * GAP) / columns());
    }

    int tileHeight() {
        return tileWidth() * 3 / 4 + CAPTION;
    }

    int rows() {
        return (count + columns() - 1) / columns();
    }

    int contentHeight() {
        return count == 0 ? 0 : MARGIN / 2 + rows() * (tileHeight() + GAP) - GAP + MARGIN;
    }

    /** A tile on the page. */
    Rectangle bounds(int index) {
        int x = MARGIN + index % columns() * (tileWidth() + GAP);
        int y = MARGIN / 2 + index / columns() * (tileHeight() + GAP);
        return new Rectangle(x, y, tileWidth(), tileHeight());
    }

    /** The tile at a point of the page, or -1. */
    int at(int x, int y) {
        int column = Math.floorDiv(x - MARGIN, tileWidth() + GAP);
        int row = Math.floorDiv(y - MARGIN / 2, tileHeight() + GAP);
        int index = row * columns() + column;
        boolean exists = column >= 0 && column < columns() && row >= 0 && index < count;
        return exists && bounds(index).contains(x, y) ? index : -1;
    }

    /** First tile that may be seen when this line is at the window's upper edge. */
    int first(int offset) {
        return Math.max(0, (offset - MARGIN / 2) / (tileHeight() + GAP) * columns());
    }

    /** One past the last tile that may be seen. */
    int end(int offset, int height) {
        return Math.min(count, ((offset + height) / (tileHeight() + GAP) + 1) * columns());
    }

    /** Where an arrow, Home, End or a page key leads; the same index where it leads nowhere. */
    int neighbour(int index, int key, int pageHeight) {
        int page = Math.max(1, pageHeight / (tileHeight() + GAP)) * columns();
        int wanted = switch (key) {
            case SWT.ARROW_LEFT -> index - 1;
            case SWT.ARROW_RIGHT -> index + 1;
            case SWT.ARROW_UP -> index - columns() < 0 ? index : index - columns();
            case SWT.ARROW_DOWN -> index / columns() == rows() - 1 ? index : index + columns();
            case SWT.PAGE_UP -> index - page < 0 ? index % columns() : index - page;
            case SWT.PAGE_DOWN -> index + page;
            case SWT.HOME -> 0;
            case SWT.END -> count - 1;
            default -> index;
        };
        return Math.max(0, Math.min(wanted, count - 1));
    }
}
