package org.podstudio.ui.parts;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.session.Notice;

/** One notice. Good news goes by itself, a failure stays until it is closed or newer ones need its place; neither goes while the mouse is on it. */
final class Toast {

    static final int WIDTH = 400;
    private static final int GOOD_MS = 6_000;
    private static final int NOTE_MS = 10_000;

    private final Shell shell;
    private final Notice notice;
    private final Look look;
    private final Label title;

    Toast(Shell window, Notice notice, Consumer<Toast> gone) {
        this.notice = notice;
        this.look = Look.of(window.getDisplay());
        shell = new Shell(window, SWT.NO_TRIM | SWT.TOOL | SWT.NO_FOCUS);
        shell.setData("id", "toast");
        shell.setText(notice.title());
        Look.as(shell, "toast", look.plain());
        GridLayout layout = new GridLayout(1, false);
        layout.marginLeft = 44;
        layout.marginWidth = 14;
        layout.marginHeight = 14;
        layout.verticalSpacing = 5;
        shell.setLayout(layout);
        shell.setBackgroundMode(SWT.INHERIT_FORCE);
        shell.addListener(SWT.Paint, e -> paint(new Ink(e.gc, look)));
        shell.addListener(SWT.Dispose, e -> gone.accept(this));
        title = title();
        fill();
        fit();
    }

    void show() {
        paintNatives();
        shell.setVisible(true);
        if (!stays()) {
            later(notice.tone() == Notice.Tone.GOOD ? GOOD_MS : NOTE_MS);
        }
    }

    void close() {
        if (!shell.isDisposed()) {
            shell.dispose();
        }
    }

    /** Whether it only goes when it is told to. */
    boolean stays() {
        return notice.tone() == Notice.Tone.BAD;
    }

    /** Shows all of it, or only what it is about. */
    void whole(boolean whole) {
        if (shell.isDisposed()) {
            return;
        }
        for (Control child : shell.getChildren()) {
            boolean shown = whole || child == title;
            child.setVisible(shown);
            ((GridData) child.getLayoutData()).exclude = !shown;
        }
        fit();
    }

    int height() {
        return shell.isDisposed() ? 0 : shell.getSize().y;
    }

    void moveTo(Point corner) {
        if (!shell.isDisposed()) {
            shell.setLocation(corner);
        }
    }

    private void later(int wait) {
        shell.getDisplay().timerExec(wait, () -> {
            if (shell.isDisposed()) {
                return;
            }
            if (shell.getBounds().contains(shell.getDisplay().getCursorLocation())) {
                later(NOTE_MS / 4);
            } else {
                close();
            }
        });
    }

    private void fit() {
        shell.setSize(WIDTH, shell.computeSize(WIDTH, SWT.DEFAULT).y);
        shell.layout();
    }

    private Label title() {
        Label label = Look.as(new Label(shell, SWT.WRAP), "toast-title", look.strong());
        label.setText(Look.literally(notice.title()));
        label.setLayoutData(wide());
        return label;
    }

    private void fill() {
        if (!notice.text().isBlank()) {
            Label text = Look.as(new Label(shell, SWT.WRAP), "toast-text", look.plain());
            text.setText(Look.literally(notice.text()));
            text.setLayoutData(wide());
        }
        if (stays() || !notice.choices().isEmpty()) {
            choices();
        }
    }

    private void choices() {
        Composite row = new Composite(shell, SWT.NONE);
        GridLayout layout = new GridLayout(notice.choices().size() + 1, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.marginTop = 6;
        row.setLayout(layout);
        GridData data = new GridData();
        // so that the word of a button without a frame stands below the other words
        data.horizontalIndent = notice.choices().isEmpty() ? -PushButton.BARE_PADDING : 0;
        row.setLayoutData(data);
        notice.choices().forEach(c -> button(row, PushButton.Weight.PLAIN, c.label(), c.action()));
        button(row, PushButton.Weight.BARE, Messages.Toast_Close, () -> {
        });
    }

    private void button(Composite row, PushButton.Weight weight, String label, Runnable action) {
        new PushButton(row, weight, label, () -> {
            close();
            action.run();
        });
    }

    private static GridData wide() {
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = WIDTH - 90;
        return data;
    }

    /** A shell of its own is no part of the model, so its few colours come from here and not from a style sheet. */
    private void paintNatives() {
        shell.setBackground(look.palette().raised());
        for (Control child : shell.getChildren()) {
            child.setBackground(look.palette().raised());
            child.setForeground(look.palette().text());
        }
    }

    private void paint(Ink ink) {
        Palette palette = look.palette();
        if (!palette.raised().equals(shell.getBackground())) {
            paintNatives();
        }
        Rectangle area = shell.getClientArea();
        ink.fill(area, palette.raised());
        ink.outline(area, 0, 1, palette.line());
        ink.fill(new Rectangle(0, 0, 4, area.height), color());
        Glyph glyph = switch (notice.tone()) {
            case GOOD -> Glyph.CHECK;
            case NOTE -> Glyph.NOTICE;
            case BAD -> Glyph.CROSS;
        };
        ink.gc().setAlpha(36);
        ink.round(new Rectangle(18, 15, 26, 26), 13, color());
        ink.gc().setAlpha(255);
        glyph.draw(ink.gc(), 23, 20, 16, color());
    }

    private Color color() {
        return switch (notice.tone()) {
            case GOOD -> look.palette().good();
            case NOTE -> look.palette().warn();
            case BAD -> look.palette().bad();
        };
    }
}
