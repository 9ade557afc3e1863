package org.podstudio.ui.parts;

import java.util.Optional;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.modeling.IWindowCloseHandler;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.podstudio.api.Run;
import org.podstudio.ui.Messages;
import org.podstudio.ui.session.Studio;

/** Asks before the end of the program stops jobs; says nothing when none runs. UI thread only. */
public final class Leaving {

    private Leaving() {
    }

    /** Whether the program may end: nothing runs, or a person says so. */
    public static boolean agreed(Shell window, Studio studio) {
        int running = studio.running();
        if (running == 0) {
            return true;
        }
        String text = running == 1 ? Messages.Quit_TextOne : NLS.bind(Messages.Quit_Text, running);
        return new Question(Messages.Quit_Title, text, Messages.Quit_Quit, Messages.Quit_Stay).ask(window);
    }

    /** Has it asked, too, when the window is closed, or the desktop ends the program. */
    static Run.Registration guard(MWindow window, Shell shell, Studio studio) {
        IEclipseContext context = window.getContext();
        Optional<IWindowCloseHandler> usual = Optional.ofNullable(context.get(IWindowCloseHandler.class));
        context.set(IWindowCloseHandler.class,
                closing -> agreed(shell, studio) && usual.map(u -> u.close(closing)).orElse(true));
        Display display = shell.getDisplay();
        Listener end = e -> e.doit &= shell.isDisposed() || agreed(shell, studio);
        display.addListener(SWT.Close, end);
        return () -> {
            if (!display.isDisposed()) {
                display.removeListener(SWT.Close, end);
            }
        };
    }
}
