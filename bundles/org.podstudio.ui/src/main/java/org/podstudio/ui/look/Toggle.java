package org.podstudio.ui.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** A switch with its name; a click or the space bar turns it. UI thread only. */
public final class Toggle extends Canvas {

    private static final int TRACK = 36;
    private static final int HEIGHT = 20;

    private final Look look;
    private final String text;
    private final Runnable turned;
    private boolean on;

    /**
     * @param turned
     *            told when a person turned it
     */
    public Toggle(Composite parent, String text, boolean on, Runnable turned) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.look = Look.of(getDisplay());
        this.text = text;
        this.on = on;
        this.turned = turned;
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
        addListener(SWT.MouseUp, this::click);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, e -> e.doit = true);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
    }

    /** Whether it is on. */
    public boolean on() {
        return on;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        GC gc = new GC(this);
        Point size = new Ink(gc, look).size(text, look.plain());
        gc.dispose();
        return new Point(TRACK + 12 + size.x, Math.max(HEIGHT + 4, size.y + 6));
    }

    private void paint(Ink ink) {
        Rectangle area = getClientArea();
        Palette palette = look.palette();
        ink.fill(area, getParent().getBackground());
        Rectangle track = new Rectangle(1, (area.height - HEIGHT) / 2, TRACK, HEIGHT);
        ink.round(track, HEIGHT / 2, on ? palette.accent() : palette.line());
        int x = on ? track.x + TRACK - HEIGHT + 3 : track.x + 3;
        ink.round(new Rectangle(x, track.y + 3, HEIGHT - 6, HEIGHT - 6), (HEIGHT - 6) / 2,
                on ? palette.onAccent() : palette.surface());
        if (isFocusControl()) {
            ink.outline(new Rectangle(track.x - 1, track.y - 2, TRACK + 2, HEIGHT + 4), HEIGHT / 2 + 2, 1,
                    palette.accent());
        }
        int height = ink.size(text, look.plain()).y;
        ink.text(text, TRACK + 10, (area.height - height) / 2, area.width - TRACK - 10, look.plain(), palette.text());
    }

    private void click(Event e) {
        setFocus();
        if (e.button == 1 && getClientArea().contains(e.x, e.y)) {
            turn();
        }
    }

    private void key(Event e) {
        if (e.character == ' ' || e.character == SWT.CR) {
            turn();
        }
    }

    private void turn() {
        on = !on;
        redraw();
        turned.run();
    }
}
