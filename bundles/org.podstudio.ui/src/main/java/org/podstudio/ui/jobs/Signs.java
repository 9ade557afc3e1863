package org.podstudio.ui.jobs;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.ui.look.Ink;

/**
 * The signs at the right end of a line that do something when clicked.
 *
 * @param actions
 *            from right to left
 */
record Signs(List<JobAction> actions) {

    /** From one sign to the next. */
    static final int STEP = 32;

    private static final int SIZE = STEP - 4;
    private static final int INSET = 7;

    void draw(Ink ink, Rectangle row, Optional<JobAction> hot) {
        for (JobAction action : actions) {
            Rectangle r = place(row, action);
            boolean lit = hot.filter(action::equals).isPresent();
            if (lit) {
                ink.round(r, 8, ink.palette().line());
            }
            action.glyph().draw(ink.gc(), r.x + INSET, r.y + INSET, SIZE - 2 * INSET,
                    lit ? ink.palette().text() : ink.palette().muted());
        }
    }

    /** Where one is in a line. */
    Rectangle place(Rectangle row, JobAction action) {
        int fromRight = actions.indexOf(action);
        return new Rectangle(row.x + row.width - 18 - (fromRight + 1) * STEP, row.y + (row.height - SIZE) / 2, SIZE,
                SIZE);
    }

    /** The one at a point. */
    Optional<JobAction> at(Rectangle row, int x, int y) {
        return actions.stream().filter(a -> place(row, a).contains(x, y)).findFirst();
    }
}
