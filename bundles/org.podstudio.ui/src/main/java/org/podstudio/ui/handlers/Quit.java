package org.podstudio.ui.handlers;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.ui.parts.Leaving;
import org.podstudio.ui.session.Studio;

/** Ends the program; running jobs go back to the queue, so it asks first when there are any. */
public final class Quit {

    @Execute
    void execute(IWorkbench workbench, Shell shell, Studio studio) {
        if (Leaving.agreed(shell, studio)) {
            workbench.close();
        }
    }
}
