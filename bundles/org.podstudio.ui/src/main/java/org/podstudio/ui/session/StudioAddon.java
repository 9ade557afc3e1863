package org.podstudio.ui.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.osgi.service.event.Event;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.ui.UiThread;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/**
 * Gives the window its {@link Studio}, opens the project that was asked for or was open last, and closes it at the end.
 */
public final class StudioAddon {

    private final Studio studio;
    private final IApplicationContext application;

    /** Made by the workbench. */
    @Inject
    public StudioAddon(Display display, Projects projects, IApplicationContext application) {
        this.studio = new Studio(UiThread.of(display), projects);
        this.application = application;
    }

    @PostConstruct
    void begin(IEclipseContext context) {
        context.set(Studio.class, studio);
    }

    @Inject
    @org.eclipse.e4.core.di.annotations.Optional
    void started(@UIEventTopic(UIEvents.UILifeCycle.APP_STARTUP_COMPLETE) Event event) {
        asked(application.getArguments().get(IApplicationContext.APPLICATION_ARGS)).or(StudioAddon::here)
                .ifPresentOrElse(studio::open, studio::reopen);
    }

    @PreDestroy
    void end() {
        studio.close();
    }

    /** The current folder, when it is a project. */
    private static Optional<Path> here() {
        return Optional.of(new ProjectFolder(Path.of("").toAbsolutePath()))
                .filter(folder -> Files.isRegularFile(folder.config())).map(ProjectFolder::root);
    }

    /** The folder after {@code --project} or {@code -project}. */
    static Optional<Path> asked(Object arguments) {
        List<String> words = arguments instanceof String[] array ? Arrays.asList(array) : List.of();
        return words.stream().filter(w -> w.equals("--project") || w.equals("-project")).findFirst().map(words::indexOf)
                .filter(i -> i + 1 < words.size()).map(i -> Path.of(words.get(i + 1)));
    }
}
