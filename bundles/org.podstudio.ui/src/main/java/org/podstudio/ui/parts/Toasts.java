package org.podstudio.ui.parts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.session.Notice;
import org.podstudio.ui.session.StudioListener;

/**
 * Shows notices one above the other in the lower left corner of a window, where no button is, without taking the focus: the newest whole and
 * lowest, of the older ones what they are about. Who draws there is told how high they reach.
 * UI thread only.
 */
final class Toasts implements StudioListener {

    private static final int GAP = 10;
    static final int MARGIN = 18;
    private static final int MOST = 3;
    private static final int SETTLED_MS = 150;

    private final Shell window;
    private final IntConsumer covered;
    private final Deque<Toast> shown = new ArrayDeque<>();

    /**
     * @param covered
     *            told how many pixels at the lower edge of the window are under notices
     */
    Toasts(Shell window, IntConsumer covered) {
        this.window = window;
        this.covered = covered;
        window.addListener(SWT.Resize, e -> place());
        window.addListener(SWT.Move, e -> place());
    }

    @Override
    public void noticed(Notice notice) {
        if (window.isDisposed()) {
            return;
        }
        Toast toast = new Toast(window, notice, this::gone);
        makeRoom(toast.stays());
        shown.addFirst(toast);
        place();
        toast.show();
        // GTK forgets a size that it is given before it has shown the window
        window.getDisplay().timerExec(SETTLED_MS, this::place);
    }

    /** The oldest of what would go by itself goes first; a failure goes only for another failure. */
    private void makeRoom(boolean forFailure) {
        while (shown.size() >= MOST) {
            Optional<Toast> passing = shown.reversed().stream().filter(t -> !t.stays()).findFirst();
            if (passing.isEmpty() && !forFailure) {
                return;
            }
            passing.orElseGet(shown::getLast).close();
        }
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
            toast.whole(toast == shown.getFirst());
            int height = toast.height();
            toast.moveTo(window.toDisplay(area.x + MARGIN, bottom - height));
            bottom -= height + GAP;
        }
        covered.accept(shown.isEmpty() ? 0 : area.y + area.height - bottom);
    }
}
