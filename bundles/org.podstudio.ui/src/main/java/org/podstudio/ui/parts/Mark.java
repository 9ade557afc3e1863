package org.podstudio.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;

/** The sign of PODStudio: a pod with three seeds. */
final class Mark extends Canvas {

    private static final int SIZE = 28;

    Mark(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, Look.of(getDisplay()))));
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(SIZE + 2, SIZE);
    }

    private void paint(Ink ink) {
        ink.fill(getClientArea(), getParent().getBackground());
        ink.round(new Rectangle(0, 0, SIZE, SIZE), 8, ink.palette().accent());
        int[] sizes = {5, 7, 5};
        for (int i = 0, x = 4; i < sizes.length; x += sizes[i] + 2, i++) {
            ink.round(new Rectangle(x, (SIZE - sizes[i]) / 2, sizes[i], sizes[i]), sizes[i] / 2 + 1,
                    ink.palette().onAccent());
        }
    }
}
