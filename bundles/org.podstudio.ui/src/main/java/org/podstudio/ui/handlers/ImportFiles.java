package org.podstudio.ui.handlers;

import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.e4.core.di.annotations.CanExecute;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.Messages;
import org.podstudio.ui.session.Studio;

/** Asks for files and brings them into the project. */
public final class ImportFiles {

    @CanExecute
    boolean can(Studio studio) {
        return studio.project().isPresent();
    }

    @Execute
    void execute(Shell shell, Studio studio) {
        FileDialog dialog = new FileDialog(shell, SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.Open_ImportFiles);
        if (dialog.open() != null) {
            Path folder = Path.of(dialog.getFilterPath());
            studio.bringIn(Arrays.stream(dialog.getFileNames()).map(folder::resolve).toList());
        }
    }
}
