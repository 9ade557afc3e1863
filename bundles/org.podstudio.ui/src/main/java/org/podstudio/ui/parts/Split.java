package org.podstudio.ui.parts;

import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FormAttachment;
import org.eclipse.swt.layout.FormData;
import org.eclipse.swt.layout.FormLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Sash;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Surface;

/**
 * A list at the left and, if they are wanted, details beside it, with a line between them that can be drawn to and fro; both are remembered. The
 * list can be scrolled past notices, which lie in the lower left corner of the window. UI thread only.
 */
final class Split {

    private static final String SHOWN = "details";
    private static final String SHARE = "details-share";
    /** Of the width for the list, in percent. */
    private static final int USUAL = 58;
    private static final int LEAST = 25;
    private static final int MOST = 80;
    private static final int LINE = 7;
    /** So much of the list is never under them, however many notices there are. */
    private static final int LEAST_HEIGHT = 90;

    private final Composite body;
    private final Surface list;
    private final Sash sash;
    private final Control details;
    private final Map<String, String> remembered;
    private int covered;

    /**
     * @param body
     *            whose children the other two are
     * @param remembered
     *            where it is kept what the user wants
     */
    Split(Composite body, Surface list, Control details, Map<String, String> remembered) {
        this.body = body;
        this.list = list;
        this.details = details;
        this.remembered = remembered;
        body.setLayout(new FormLayout());
        sash = new Sash(body, SWT.VERTICAL | SWT.SMOOTH);
        sash.setData("id", "details-sash");
        sash.addListener(SWT.Selection, e -> draw(e.x));
        Look look = Look.of(body.getDisplay());
        sash.addListener(SWT.Paint, e -> {
            Point size = sash.getSize();
            Ink ink = new Ink(e.gc, look);
            ink.fill(new Rectangle(0, 0, size.x, size.y), look.palette().surface());
        });
        list.addListener(SWT.Resize, e -> list.covered(underNotices()));
        body.addListener(SWT.Resize, e -> attach());
        arrange();
    }

    /** Whether the details are shown. */
    boolean detailed() {
        return remembered.containsKey(SHOWN);
    }

    void detailed(boolean shown) {
        if (shown) {
            remembered.put(SHOWN, "true");
        } else {
            remembered.remove(SHOWN);
        }
        arrange();
    }

    /** So many pixels at the lower edge of the window have notices over them. */
    void covered(int pixels) {
        if (!body.isDisposed()) {
            covered = pixels;
            list.covered(underNotices());
        }
    }

    private void draw(int x) {
        int width = Math.max(1, body.getClientArea().width);
        remembered.put(SHARE, String.valueOf(Math.clamp(Math.round(100.0 * x / width), LEAST, MOST)));
        arrange();
    }

    private int share() {
        String share = remembered.getOrDefault(SHARE, "");
        return share.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(share), LEAST, MOST) : USUAL;
    }

    private void arrange() {
        attach();
        body.layout();
    }

    private void attach() {
        boolean both = detailed();
        list.setLayoutData(between(new FormAttachment(0), both ? new FormAttachment(sash) : new FormAttachment(100)));
        FormData middle = between(new FormAttachment(both ? share() : 100), null);
        middle.width = LINE;
        sash.setLayoutData(middle);
        sash.setVisible(both);
        details.setLayoutData(between(new FormAttachment(sash), new FormAttachment(100)));
        details.setVisible(both);
    }

    /** How much of the list would lie under notices. */
    private int underNotices() {
        Rectangle window = body.getShell().getClientArea();
        Point lower = body.getShell().toDisplay(window.x, window.y + window.height);
        Point size = body.getSize();
        Point corner = body.toDisplay(0, size.y);
        boolean beside = corner.x - lower.x > Toasts.MARGIN + Toast.WIDTH;
        int over = beside ? 0 : covered - (lower.y - corner.y);
        return Math.clamp(over, 0, Math.max(0, size.y - LEAST_HEIGHT));
    }

    private static FormData between(FormAttachment left, @Nullable FormAttachment right) {
        FormData data = new FormData();
        data.left = left;
        data.right = right;
        data.top = new FormAttachment(0);
        data.bottom = new FormAttachment(100);
        return data;
    }
}
