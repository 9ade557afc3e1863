package org.podstudio.ui.parts;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.PushButton;

/** A window to write a few words in. Escape closes it and changes nothing. UI thread only. */
final class NoteWindow {

    private static final int WIDTH = 420;
    private static final int LINES = 110;
    /** As long as the engine keeps it. */
    private static final int LONGEST = 4000;

    private NoteWindow() {
    }

    /**
     * @param written
     *            told what was written, when it is to be kept
     */
    static void open(Shell window, String about, String before, Consumer<String> written) {
        Shell shell = new Shell(window, SWT.DIALOG_TRIM | SWT.RESIZE);
        shell.setText(Messages.Job_Note);
        shell.setData("id", "note");
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 20;
        layout.marginHeight = 20;
        layout.verticalSpacing = 10;
        shell.setLayout(layout);
        Look look = Look.of(window.getDisplay());
        Label label = Look.as(new Label(shell, SWT.NONE), "note", look.strong());
        label.setText(Look.literally(about));
        label.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        Text text = text(shell, look, before);
        Composite row = row(shell);
        buttons(row, shell, () -> written.accept(text.getText().strip()));
        colour(shell, look.palette());
        colour(row, look.palette());
        shell.pack();
        Rectangle around = window.getBounds();
        shell.setLocation(around.x + (around.width - shell.getSize().x) / 2,
                around.y + (around.height - shell.getSize().y) / 3);
        shell.open();
        text.setFocus();
    }

    private static Text text(Shell shell, Look look, String before) {
        Text text = Look.as(new Text(shell, SWT.MULTI | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL), "field", look.plain());
        text.setText(before);
        text.setTextLimit(LONGEST);
        text.setData("id", "note-text");
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.widthHint = WIDTH;
        data.heightHint = LINES;
        text.setLayoutData(data);
        return text;
    }

    private static Composite row(Shell shell) {
        Composite row = new Composite(shell, SWT.NONE);
        GridLayout layout = new GridLayout(2, true);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.horizontalSpacing = 10;
        row.setLayout(layout);
        row.setLayoutData(new GridData(SWT.RIGHT, SWT.TOP, true, false));
        return row;
    }

    private static void buttons(Composite row, Shell shell, Runnable keep) {
        PushButton save = new PushButton(row, PushButton.Weight.MAIN, Messages.Note_Keep, () -> {
            keep.run();
            shell.close();
        });
        save.setData("id", "note-keep");
        save.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        PushButton leave = new PushButton(row, PushButton.Weight.PLAIN, Messages.Note_Leave, shell::close);
        leave.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    }

    /** A shell of its own is no part of the model: of it only the ground comes from the style sheet, and the rest has to match. */
    private static void colour(Composite composite, Palette palette) {
        composite.setBackground(palette.window());
        for (Control child : composite.getChildren()) {
            child.setBackground(child instanceof Text ? palette.raised() : palette.window());
            child.setForeground(palette.text());
        }
    }
}
