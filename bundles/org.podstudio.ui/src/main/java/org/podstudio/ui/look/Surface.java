package org.podstudio.ui.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** A page that is drawn, may be higher than its window and scrolls smoothly. UI thread only. */
public abstract class Surface extends Canvas {

    private static final int FRAME_MS = 12;
    private static final int WHEEL = 34;
    private static final int BAR = 12;

    private final Look look;
    private final Scroller scroller = new Scroller();
    private boolean gliding;
    /** Whether the next frame has its time already. */
    private boolean awaited;
    private int grip = -1;
    private boolean nearBar;
    private int covered;

    /**
     * @param style
     *            of a {@link Canvas}
     */
    protected Surface(Composite parent, int style) {
        super(parent, style | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        look = Look.of(getDisplay());
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> layoutChanged());
        addListener(SWT.MouseVerticalWheel, this::wheel);
        addListener(SWT.MouseMove, this::moved);
        addListener(SWT.MouseDown, this::pressed);
        addListener(SWT.MouseUp, e -> grip = -1);
        addListener(SWT.MouseExit, e -> near(false));
    }

    /** Height of everything at a width, pixels. */
    protected abstract int contentHeight(int width);

    /**
     * Draws what is seen.
     *
     * @param area
     *            the window, its origin at 0/0
     * @param offset
     *            line of the page that is at the window's upper edge
     */
    protected abstract void draw(Ink ink, Rectangle area, int offset);

    /** Line of the page at the window's upper edge, pixels. */
    public final int offset() {
        return scroller.offset();
    }

    /** Call when the content changed its height. */
    protected final void layoutChanged() {
        Rectangle area = getClientArea();
        scroller.resize(contentHeight(area.width), area.height, covered);
        redraw();
    }

    /** So many pixels at the lower edge lie under something else: what is there can be scrolled to above it. */
    public final void covered(int pixels) {
        covered = pixels;
        layoutChanged();
    }

    /** Glides so that these lines of the page are seen. */
    protected final void reveal(int top, int bottom) {
        scroller.reveal(top, bottom);
        glide();
    }

    /** Glides by so many pixels. */
    public final void scrollBy(int pixels) {
        scroller.by(pixels);
        glide();
    }

    /** Whether a mouse event is for the scroll bar and not for the content. */
    protected final boolean onBar(Event e) {
        return grip >= 0 || scroller.scrolls() && e.x >= getClientArea().width - BAR;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        Ink ink = new Ink(gc, look);
        ink.fill(area, look.palette().surface());
        draw(ink, area, scroller.offset());
        if (scroller.scrolls()) {
            bar(ink, area);
        }
        if (gliding && !awaited) {
            // not before this frame is drawn: where that takes long, nothing else would ever get its turn
            awaited = true;
            getDisplay().timerExec(FRAME_MS, this::frame);
        }
    }

    private void bar(Ink ink, Rectangle area) {
        boolean wide = nearBar || grip >= 0;
        int width = wide ? 8 : 4;
        Rectangle thumb = new Rectangle(area.width - width - 3, scroller.thumbTop() + 2, width,
                scroller.thumbHeight() - 4);
        ink.gc().setAlpha(wide ? 170 : 90);
        ink.round(thumb, width / 2, look.palette().muted());
        ink.gc().setAlpha(255);
    }

    private void wheel(Event e) {
        scroller.by(-e.count * WHEEL);
        e.doit = false;
        glide();
    }

    private void moved(Event e) {
        if (grip >= 0) {
            scroller.drag(e.y - grip);
            redraw();
        } else {
            near(onBar(e));
        }
    }

    private void pressed(Event e) {
        if (e.button == 1 && onBar(e)) {
            int inThumb = e.y - scroller.thumbTop();
            grip = inThumb >= 0 && inThumb <= scroller.thumbHeight() ? inThumb : scroller.thumbHeight() / 2;
            scroller.drag(e.y - grip);
            redraw();
        }
    }

    private void near(boolean near) {
        if (near != nearBar) {
            nearBar = near;
            redraw();
        }
    }

    private void glide() {
        if (!awaited) {
            frame();
        }
    }

    private void frame() {
        awaited = false;
        if (!isDisposed()) {
            gliding = scroller.glide();
            redraw();
        }
    }
}
