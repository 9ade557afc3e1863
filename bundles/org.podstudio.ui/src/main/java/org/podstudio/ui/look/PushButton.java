package org.podstudio.ui.look;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/**
 * A flat button that looks the same on every desktop: the main one is filled, others are outlined or bare. UI thread
 * only.
 */
public final class PushButton extends Canvas {

    /** How much it draws the eye. */
    public enum Weight {
        /** The one thing to do here. */
        MAIN,
        /** Something else to do here. */
        PLAIN,
        /** A sign or word without a frame. */
        BARE
    }

    /** By so much the words of one without a frame stand right of its edge, points. */
    public static final int BARE_PADDING = 10;

    private static final int RADIUS = 7;

    private final Look look;
    private final Weight weight;
    private String text;
    private boolean hot;
    private boolean down;

    /**
     * @param text
     *            shown on it; empty with a glyph only
     */
    public PushButton(Composite parent, Weight weight, String text, Runnable action) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.look = Look.of(getDisplay());
        this.weight = weight;
        this.text = text;
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
        addListener(SWT.MouseEnter, e -> state(true, false));
        addListener(SWT.MouseExit, e -> state(false, false));
        addListener(SWT.MouseDown, e -> state(hot, e.button == 1));
        addListener(SWT.MouseUp, this::released);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        addListener(SWT.Selection, e -> action.run());
        describe();
    }

    /** What stands on it. */
    public String getText() {
        return text;
    }

    /** Changes what stands on it. */
    public void setText(String changed) {
        text = changed;
        redraw();
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        GC gc = new GC(this);
        Point size = new Ink(gc, look).size(text, font());
        gc.dispose();
        int padding = weight == Weight.BARE ? BARE_PADDING : 16;
        return new Point(wHint == SWT.DEFAULT ? size.x + 2 * padding : wHint,
                hHint == SWT.DEFAULT ? size.y + 14 : hHint);
    }

    private void paint(Ink ink) {
        Rectangle area = getClientArea();
        ink.fill(area, getParent().getBackground());
        Rectangle body = new Rectangle(1, 1, area.width - 2, area.height - 2);
        ink.gc().setAlpha(isEnabled() ? 255 : 100);
        if (weight == Weight.MAIN) {
            ink.round(body, RADIUS, look.palette().accent());
        } else if (weight == Weight.PLAIN) {
            ink.round(body, RADIUS, look.palette().raised());
            ink.outline(body, RADIUS, 1, look.palette().line());
        }
        shade(ink, body);
        Point size = ink.size(text, font());
        ink.centered(text, 4, (area.height - size.y) / 2, area.width - 8, font(), color());
        ink.gc().setAlpha(255);
    }

    private void shade(Ink ink, Rectangle body) {
        if (hot && isEnabled()) {
            ink.gc().setAlpha(down ? 50 : 24);
            ink.round(body, RADIUS, look.palette().text());
            ink.gc().setAlpha(255);
        }
        if (isFocusControl()) {
            Rectangle inner = new Rectangle(body.x + 2, body.y + 2, body.width - 4, body.height - 4);
            ink.outline(weight == Weight.MAIN ? inner : body, RADIUS - 1, 1,
                    weight == Weight.MAIN ? look.palette().onAccent() : look.palette().accent());
        }
    }

    private Color color() {
        return switch (weight) {
            case MAIN -> look.palette().onAccent();
            case PLAIN -> look.palette().text();
            case BARE -> look.palette().accent();
        };
    }

    private Font font() {
        return weight == Weight.MAIN ? look.strong() : look.plain();
    }

    private void state(boolean isHot, boolean isDown) {
        hot = isHot;
        down = isDown;
        redraw();
    }

    private void released(Event e) {
        boolean clicked = down && getClientArea().contains(e.x, e.y);
        state(hot, false);
        if (clicked) {
            notifyListeners(SWT.Selection, new Event());
        }
    }

    private void key(Event e) {
        if (isEnabled() && (e.character == SWT.CR || e.character == ' ' || e.keyCode == SWT.KEYPAD_CR)) {
            notifyListeners(SWT.Selection, new Event());
        }
    }

    @NonNullByDefault({}) // SWT says of no parameter whether it may be null
    private void describe() {
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> e.result = text));
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_PUSHBUTTON;
            }
        });
    }
}
