package org.podstudio.ui.handlers;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.Messages;
import org.podstudio.ui.session.Studio;

/** Asks for a folder and brings everything in it into the project. */
public final class ImportFolder {

    @CanExecute
    boolean can(Studio studio) {
        return studio.project().isPresent();
    }

    @Execute
    void execute(Shell shell, Studio studio) {
        DirectoryDialog dialog = new DirectoryDialog(shell, SWT.OPEN);
        dialog.setText(Messages.Open_ImportFolder);
        String folder = dialog.open();
        if (folder != null) {
            studio.bringIn(List.of(Path.of(folder)));
        }
    }
}
