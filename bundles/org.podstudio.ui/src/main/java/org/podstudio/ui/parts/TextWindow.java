package org.podstudio.ui.parts;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Palette;

/** A window to read something in: a log, a report. Escape closes it. */
final class TextWindow {

    private TextWindow() {
    }

    static void open(Shell parent, String title, String content) {
        Shell shell = new Shell(parent, SWT.SHELL_TRIM);
        shell.setText(title);
        shell.setData("id", "text");
        FillLayout layout = new FillLayout();
        layout.marginWidth = 12;
        layout.marginHeight = 12;
        shell.setLayout(layout);
        Palette palette = Look.of(parent.getDisplay()).palette();
        Text text = Look.as(new Text(shell, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL), "log",
                JFaceResources.getTextFont());
        shell.setBackground(palette.raised());
        text.setBackground(palette.raised());
        text.setForeground(palette.text());
        text.setText(content);
        shell.setSize(780, 460);
        shell.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                shell.close();
            }
        });
        shell.open();
    }
}
