package org.podstudio.ui.parts;

import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.podstudio.hardware.Profile;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;

/** What the machine is good for: a coloured dot and a word; the details in its tool tip. UI thread only. */
final class HardwareChip extends Canvas {

    private final Look look;
    private Optional<Profile> profile = Optional.empty();

    HardwareChip(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        look = Look.of(getDisplay());
        addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
    }

    void show(Profile measured) {
        if (isDisposed()) {
            return;
        }
        profile = Optional.of(measured);
        String limits = String.join("\n", measured.limits());
        String tip = NLS.bind(Messages.Hardware_Tip,
                new Object[]{measured.cpu(), measured.logicalCores(), memory(measured), limits});
        setToolTipText(Look.literally(tip.strip()));
        requestLayout();
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        GC gc = new GC(this);
        Point size = new Ink(gc, look).size(text(), look.plain());
        gc.dispose();
        return new Point(profile.isEmpty() ? 1 : size.x + 40, size.y + 14);
    }

    private void paint(Ink ink) {
        Rectangle area = getClientArea();
        ink.fill(area, getParent().getBackground());
        profile.ifPresent(p -> {
            Rectangle pill = new Rectangle(0, 1, area.width - 1, area.height - 2);
            ink.outline(pill, pill.height / 2, 1, look.palette().line());
            ink.round(new Rectangle(12, area.height / 2 - 4, 8, 8), 4, color(p));
            int height = ink.size("X", look.plain()).y;
            ink.text(text(), 27, (area.height - height) / 2, area.width - 30, look.plain(), look.palette().muted());
        });
    }

    private String text() {
        return profile.map(p -> word(p) + "  \u00b7  " + memory(p)).orElse("");
    }

    private static String memory(Profile p) {
        return NLS.bind(Messages.Hardware_Gigabytes, Math.round(p.memoryBytes() / 1e9));
    }

    private static String word(Profile p) {
        return switch (p.tier()) {
            case GREEN -> Messages.Hardware_Green;
            case YELLOW -> Messages.Hardware_Yellow;
            case RED -> Messages.Hardware_Red;
        };
    }

    private Color color(Profile p) {
        return switch (p.tier()) {
            case GREEN -> look.palette().good();
            case YELLOW -> look.palette().warn();
            case RED -> look.palette().bad();
        };
    }
}
