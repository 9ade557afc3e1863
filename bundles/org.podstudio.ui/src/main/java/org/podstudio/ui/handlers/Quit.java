package org.podstudio.ui.handlers;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.IWorkbench;

/** Ends the program; running jobs go back to the queue. */
public final class Quit {

    @Execute
    void execute(IWorkbench workbench) {
        workbench.close();
    }
}
