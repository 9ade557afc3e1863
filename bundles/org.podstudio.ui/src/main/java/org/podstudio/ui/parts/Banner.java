package org.podstudio.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.PushButton;

/** A line across a part that says how things stand, with what can be done about it at its right; there only while it says something. */
final class Banner extends Composite {

    private static final int HEIGHT = 50;
    private static final int SIGN = 16;

    private final Glyph sign;
    private final boolean bad;
    private final Label text;

    /**
     * @param bad
     *            whether something failed, or else is only to be known
     * @param buttons
     *            how many will be added
     */
    Banner(Composite parent, Glyph sign, boolean bad, int buttons) {
        super(parent, SWT.NONE);
        this.sign = sign;
        this.bad = bad;
        GridLayout layout = new GridLayout(1 + buttons, false);
        layout.marginLeft = 56;
        layout.marginRight = 28;
        layout.marginWidth = 0;
        layout.marginHeight = 8;
        layout.horizontalSpacing = 8;
        setLayout(layout);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.heightHint = HEIGHT;
        data.exclude = true;
        setLayoutData(data);
        setVisible(false);
        text = Look.as(new Label(this, SWT.NONE), "banner", Look.of(getDisplay()).plain());
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, Look.of(getDisplay()))));
    }

    /** Something to do about it. */
    PushButton button(PushButton.Weight weight, String label, Runnable action) {
        PushButton button = new PushButton(this, weight, label, action);
        button.setLayoutData(new GridData(SWT.RIGHT, SWT.CENTER, false, true));
        return button;
    }

    /** Says something; is gone when that is empty. */
    void say(String words) {
        boolean visible = !words.isEmpty();
        if (!words.equals(text.getText())) {
            text.setText(words);
        }
        if (visible != getVisible()) {
            setVisible(visible);
            ((GridData) getLayoutData()).exclude = !visible;
            getParent().layout();
        }
    }

    private void paint(Ink ink) {
        Color color = bad ? ink.palette().bad() : ink.palette().warn();
        Rectangle area = getClientArea();
        Rectangle body = new Rectangle(8, 2, area.width - 16, area.height - 6);
        ink.outline(body, 9, 1, ink.palette().line());
        sign.draw(ink.gc(), 25, body.y + (body.height - SIGN) / 2, SIGN, color);
    }
}
