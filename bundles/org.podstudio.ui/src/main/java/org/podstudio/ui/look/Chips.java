package org.podstudio.ui.look;

import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** One of a few words, side by side; chosen by mouse or by the arrow keys. UI thread only. */
public final class Chips extends Canvas {

    private static final int PADDING = 12;

    private final Look look;
    private final IntConsumer chosen;
    private List<String> words;
    private int selected;
    private int hot = -1;

    /**
     * @param chosen
     *            told the index of the word that was chosen by a person
     */
    public Chips(Composite parent, List<String> words, int selected, IntConsumer chosen) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.look = Look.of(getDisplay());
        this.words = words;
        this.selected = selected;
        this.chosen = chosen;
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
        addListener(SWT.MouseDown, e -> choose(at(e.x)));
        addListener(SWT.MouseMove, e -> hover(at(e.x)));
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
    }

    /** Index of the chosen word. */
    public int selected() {
        return selected;
    }

    /** Chooses without telling anybody. */
    public void select(int index) {
        selected = index;
        redraw();
    }

    /** Changes the words, not how many there are. */
    public void words(List<String> changed) {
        if (!words.equals(changed)) {
            words = changed;
            getParent().layout(new org.eclipse.swt.widgets.Control[]{this});
            redraw();
        }
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        GC gc = new GC(this);
        Ink ink = new Ink(gc, look);
        int width = words.stream().mapToInt(w -> width(ink, w)).sum();
        int height = ink.size("X", look.plain()).y + 12;
        gc.dispose();
        return new Point(wHint == SWT.DEFAULT ? width + 4 : Math.min(wHint, width + 4), height);
    }

    private void paint(Ink ink) {
        Rectangle area = getClientArea();
        ink.fill(area, getParent().getBackground());
        ink.round(area, 8, look.palette().sunken());
        int x = 2;
        for (int i = 0; i < words.size(); i++) {
            int width = width(ink, words.get(i));
            chip(ink, i, new Rectangle(x, 2, width, area.height - 4));
            x += width;
        }
    }

    private void chip(Ink ink, int index, Rectangle r) {
        boolean on = index == selected;
        if (on) {
            ink.round(r, 6, look.palette().raised());
            ink.outline(r, 6, 1, isFocusControl() ? look.palette().accent() : look.palette().line());
        }
        int height = ink.size("X", look.plain()).y;
        ink.centered(words.get(index), r.x, r.y + (r.height - height) / 2, r.width, look.plain(),
                on || index == hot ? look.palette().text() : look.palette().muted());
    }

    private int width(Ink ink, String word) {
        return ink.size(word, look.plain()).x + 2 * PADDING;
    }

    private int at(int x) {
        GC gc = new GC(this);
        Ink ink = new Ink(gc, look);
        int index = 0;
        for (int right = 2; index < words.size(); index++) {
            right += width(ink, words.get(index));
            if (x < right) {
                break;
            }
        }
        gc.dispose();
        return index < words.size() ? index : -1;
    }

    private void hover(int index) {
        if (hot != index) {
            hot = index;
            redraw();
        }
    }

    private void choose(int index) {
        setFocus();
        if (index >= 0 && index < words.size() && index != selected) {
            select(index);
            chosen.accept(index);
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_LEFT, SWT.ARROW_UP -> choose(selected - 1);
            case SWT.ARROW_RIGHT, SWT.ARROW_DOWN -> choose(selected + 1);
            default -> {
            }
        }
    }
}
