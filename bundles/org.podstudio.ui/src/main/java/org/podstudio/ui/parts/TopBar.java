package org.podstudio.ui.parts;

import java.util.Map;
import java.util.Optional;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.e4.core.commands.ECommandService;
import org.eclipse.e4.core.commands.EHandlerService;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.podstudio.api.Run;
import org.podstudio.hardware.Hardware;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.session.Project;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.StudioListener;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** The top of the window: which project, what goes on, what can be brought in, and what the machine is good for. */
public final class TopBar implements StudioListener {

    private final Studio studio;
    private final MWindow window;
    private final ECommandService commands;
    private final EHandlerService handlers;
    private final Label name;
    private final Label place;
    private final Run.Registration registration;
    private final Run.Registration toasts;
    private final Run.Registration leaving;

    /** Made by the workbench. */
    @Inject
    public TopBar(Composite parent, Studio studio, MWindow window, ECommandService commands, EHandlerService handlers,
            IEclipseContext context) {
        this.studio = studio;
        this.window = window;
        this.commands = commands;
        this.handlers = handlers;
        Look look = Look.of(parent.getDisplay());
        Composite bar = Look.as(new Composite(parent, SWT.NONE), "bar", look.plain());
        GridLayout layout = new GridLayout(7, false);
        layout.marginWidth = 20;
        layout.marginHeight = 10;
        layout.horizontalSpacing = 10;
        bar.setLayout(layout);
        new Mark(bar);
        name = Look.as(new Label(bar, SWT.NONE), "title", look.title());
        place = Look.as(new Label(bar, SWT.NONE), "muted", look.plain());
        GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
        wide.verticalIndent = 2;
        place.setLayoutData(wide);
        HardwareChip chip = new HardwareChip(bar);
        // Not everybody installs it; without it there is nothing to show.
        Optional.ofNullable(context.get(Hardware.class)).ifPresent(h -> studio.ask(h::profile, chip::show));
        button(bar, PushButton.Weight.PLAIN, Messages.Head_New, "org.podstudio.ui.new");
        button(bar, PushButton.Weight.PLAIN, Messages.Head_Open, "org.podstudio.ui.open");
        button(bar, PushButton.Weight.MAIN, Messages.Head_Import, "org.podstudio.ui.import.files");
        registration = studio.listen(this);
        toasts = studio.listen(new Toasts(parent.getShell(), studio::cover));
        leaving = Leaving.guard(window, parent.getShell(), studio);
        projectChanged();
    }

    @PreDestroy
    void end() {
        registration.close();
        toasts.close();
        leaving.close();
    }

    @Override
    public void projectChanged() {
        Optional<Project> project = studio.project();
        String title = project.map(p -> String.valueOf(p.folder().root().getFileName())).orElse("");
        name.setText(title.isEmpty() ? Messages.Head_NoProject : Look.literally(title));
        window.setLabel(title.isEmpty() ? "PODStudio" : NLS.bind(Messages.Window_Title, title));
        busy("");
    }

    @Override
    public void busy(String what) {
        String where = studio.project().map(p -> p.folder().root().toString()).orElse("");
        place.setText(Look.literally(what.isEmpty() ? where : what));
        place.getParent().layout();
    }

    private void button(Composite bar, PushButton.Weight weight, String text, String command) {
        PushButton button = new PushButton(bar, weight, text, () -> {
            ParameterizedCommand bound = commands.createCommand(command, Map.of());
            handlers.executeHandler(bound);
        });
        button.setData("id", command);
    }
}
