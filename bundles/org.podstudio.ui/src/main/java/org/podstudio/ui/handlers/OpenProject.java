package org.podstudio.ui.handlers;

import java.nio.file.Path;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.Messages;
import org.podstudio.ui.session.Studio;

/** Asks for the folder of a project and opens it. */
public final class OpenProject {

    @Execute
    void execute(Shell shell, Studio studio) {
        DirectoryDialog dialog = new DirectoryDialog(shell, SWT.OPEN);
        dialog.setText(Messages.Head_Open);
        dialog.setMessage(Messages.Open_OpenMessage);
        String folder = dialog.open();
        if (folder != null) {
            studio.open(Path.of(folder));
        }
    }
}
