package org.podstudio.ui.parts;

import java.util.Arrays;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.PushButton;

/**
 * Something that has to be answered before it goes on. UI thread only.
 *
 * @param title
 *            what is asked, a few words
 * @param text
 *            what to know for the answer, one or two sentences
 * @param yes
 *            on the main button
 * @param no
 *            on the other one; Escape says the same
 */
record Question(String title, String text, String yes, String no) {

    private static final String ID = "question";
    private static final int TEXT_WIDTH = 330;
    private static final int MARGIN = 22;
    private static final int DISC = 40;

    /** Waits for the answer, while everything else goes on; no when the same is being asked already. */
    boolean ask(Shell window) {
        if (Arrays.stream(window.getShells()).anyMatch(s -> ID.equals(s.getData("id")))) {
            return false;
        }
        boolean[] answer = new boolean[1];
        Shell shell = shell(window);
        words(shell);
        buttons(shell, answer);
        paint(shell);
        shell.pack();
        shell.setLocation(middle(window.getBounds(), shell.getSize()));
        shell.open();
        Display display = window.getDisplay();
        while (!shell.isDisposed()) {
            if (!display.readAndDispatch()) {
                display.sleep();
            }
        }
        return answer[0];
    }

    private Shell shell(Shell window) {
        Shell shell = new Shell(window, SWT.DIALOG_TRIM | SWT.APPLICATION_MODAL);
        shell.setText(title);
        shell.setData("id", ID);
        GridLayout layout = new GridLayout(1, false);
        layout.marginLeft = DISC + 16;
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        layout.verticalSpacing = 8;
        shell.setLayout(layout);
        shell.setBackgroundMode(SWT.INHERIT_FORCE);
        shell.addListener(SWT.Paint, e -> sign(shell, new Ink(e.gc, Look.of(shell.getDisplay()))));
        return shell;
    }

    /** A shell of its own is no part of the model, so its few colours come from here and not from a style sheet. */
    private static void paint(Shell shell) {
        Palette palette = Look.of(shell.getDisplay()).palette();
        shell.setBackground(palette.raised());
        for (Control child : shell.getChildren()) {
            child.setBackground(palette.raised());
            child.setForeground(palette.text());
        }
    }

    private static void sign(Shell shell, Ink ink) {
        if (!ink.palette().raised().equals(shell.getBackground())) {
            paint(shell);
        }
        ink.outline(shell.getClientArea(), 0, 1, ink.palette().line());
        ink.round(new Rectangle(MARGIN, MARGIN, DISC, DISC), 12, ink.palette().accentSoft());
        Glyph.STACK.draw(ink.gc(), MARGIN + 11, MARGIN + 11, DISC - 22, ink.palette().accent());
    }

    private void words(Shell shell) {
        Look look = Look.of(shell.getDisplay());
        label(shell, title, look, true);
        label(shell, text, look, false);
    }

    private static void label(Shell shell, String words, Look look, boolean head) {
        Label label = Look.as(new Label(shell, SWT.WRAP), "question", head ? look.title() : look.plain());
        label.setText(Look.literally(words));
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = TEXT_WIDTH;
        label.setLayoutData(data);
    }

    private void buttons(Shell shell, boolean[] answer) {
        Composite row = new Composite(shell, SWT.NONE);
        GridLayout layout = new GridLayout(2, true);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.marginTop = 14;
        layout.horizontalSpacing = 10;
        row.setLayout(layout);
        row.setLayoutData(new GridData(SWT.RIGHT, SWT.TOP, true, false));
        PushButton first = button(row, PushButton.Weight.MAIN, yes, () -> {
            answer[0] = true;
            shell.close();
        });
        first.setData("id", "yes");
        button(row, PushButton.Weight.PLAIN, no, shell::close).setData("id", "no");
        first.setFocus();
    }

    private static PushButton button(Composite row, PushButton.Weight weight, String label, Runnable action) {
        PushButton button = new PushButton(row, weight, label, action);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = 96;
        button.setLayoutData(data);
        return button;
    }

    private static Point middle(Rectangle window, Point size) {
        return new Point(window.x + (window.width - size.x) / 2, window.y + (window.height - size.y) / 3);
    }
}
