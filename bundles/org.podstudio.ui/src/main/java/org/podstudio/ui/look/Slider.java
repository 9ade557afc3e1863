package org.podstudio.ui.look;

import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/**
 * A number of steps along a line, set by mouse or arrow keys; in the one accent colour on every desktop. UI
 * thread only.
 */
public final class Slider extends Canvas {

    private static final int KNOB = 16;

    private final Look look;
    private final int steps;
    private final IntConsumer moved;
    private int position;
    private boolean held;

    /**
     * @param steps
     *            the largest position; the smallest is 0
     * @param moved
     *            told the position when a person changed it
     */
    public Slider(Composite parent, int steps, int position, IntConsumer moved) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.look = Look.of(getDisplay());
        this.steps = steps;
        this.moved = moved;
        position(position);
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseMove, e -> drag(e.x));
        addListener(SWT.MouseUp, e -> held = false);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
    }

    /** Stands elsewhere, without telling anybody. */
    public void position(int changed) {
        position = Math.clamp(changed, 0, steps);
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 120 : wHint, KNOB + 8);
    }

    private void paint(Ink ink) {
        Rectangle area = getClientArea();
        Palette palette = look.palette();
        ink.fill(area, getParent().getBackground());
        int middle = area.height / 2;
        int x = (int) ((long) position * (area.width - KNOB) / Math.max(1, steps));
        ink.round(new Rectangle(2, middle - 2, area.width - 4, 4), 2, palette.line());
        ink.round(new Rectangle(2, middle - 2, x + KNOB / 2, 4), 2, palette.accent());
        Rectangle knob = new Rectangle(x, middle - KNOB / 2, KNOB, KNOB);
        ink.round(knob, KNOB / 2, palette.accent());
        ink.round(new Rectangle(x + 4, middle - KNOB / 2 + 4, KNOB - 8, KNOB - 8), (KNOB - 8) / 2, palette.raised());
        if (isFocusControl()) {
            ink.outline(new Rectangle(x - 1, middle - KNOB / 2 - 2, KNOB + 3, KNOB + 3), KNOB / 2 + 1, 1,
                    palette.accent());
        }
    }

    private void press(Event e) {
        held = e.button == 1;
        setFocus();
        drag(e.x);
    }

    private void drag(int x) {
        if (held) {
            int room = Math.max(1, getClientArea().width - KNOB);
            go((int) Math.round((double) (x - KNOB / 2) * steps / room));
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_LEFT, SWT.ARROW_DOWN -> go(position - 1);
            case SWT.ARROW_RIGHT, SWT.ARROW_UP -> go(position + 1);
            case SWT.HOME -> go(0);
            case SWT.END -> go(steps);
            default -> {
            }
        }
    }

    private void go(int wanted) {
        int before = position;
        position(wanted);
        if (position != before) {
            moved.accept(position);
        }
    }
}
