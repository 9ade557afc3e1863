package org.podstudio.ui.parts;

import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.session.Notice;
import org.podstudio.ui.session.StudioListener;

/**
 * Shows notices one above the other in the lower left corner of a window, where no button is, without taking the focus.
 * UI thread only.
 */
final class Toasts implements StudioListener {

    private static final int GAP = 10;
    private static final int MARGIN = 18;
    private static final int MOST = 3;

    private final Shell window;
    private final Deque<Toast> shown = new ArrayDeque<>();

    Toasts(Shell window) {
        this.window = window;
        window.addListener(SWT.Resize, e -> place());
        window.addListener(SWT.Move, e -> place());
    }

    @Override
    public void noticed(Notice notice) {
        if (window.isDisposed()) {
            return;
        }
        while (shown.size() >= MOST) {
            shown.getLast().close();
        }
        Toast toast = new Toast(window, notice, this::gone);
        shown.addFirst(toast);
        place();
        toast.show();
    }

    private void gone(Toast toast) {
        shown.remove(toast);
        place();
    }

    private void place() {
        if (window.isDisposed()) {
            return;
        }
        Rectangle area = window.getClientArea();
        int bottom = area.y + area.height - MARGIN;
        for (Toast toast : shown) {
            int height = toast.height();
            toast.moveTo(window.toDisplay(area.x + MARGIN, bottom - height));
            bottom -= height + GAP;
        }
    }
}
