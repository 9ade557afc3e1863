package org.podstudio.ui.jobs;

import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.ui.look.Ink;

/**
 * How much a line of the list draws the eye.
 *
 * @param selected
 *            what is done next is done to it
 * @param hot
 *            the mouse is on it
 * @param lead
 *            the keyboard is on it
 */
record Mood(boolean selected, boolean hot, boolean lead) {

    /** Whether its signs are shown. */
    boolean lit() {
        return selected || hot;
    }

    void draw(Ink ink, Rectangle row) {
        Rectangle body = new Rectangle(row.x + 8, row.y + 2, row.width - 16, row.height - 4);
        if (lit()) {
            ink.round(body, 9, selected ? ink.palette().accentSoft() : ink.palette().sunken());
        }
        if (lead) {
            ink.outline(body, 9, 1, ink.palette().accent());
        }
    }
}
