package org.podstudio.ui.handlers;

import java.nio.file.Path;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.Messages;
import org.podstudio.ui.session.Studio;

/** Asks for a folder and makes it a project. */
public final class NewProject {

    @Execute
    void execute(Shell shell, Studio studio) {
        DirectoryDialog dialog = new DirectoryDialog(shell, SWT.SAVE);
        dialog.setText(Messages.Head_New);
        dialog.setMessage(Messages.Open_CreateMessage);
        String folder = dialog.open();
        if (folder != null) {
            studio.create(Path.of(folder));
        }
    }
}
