package org.podstudio.ui.itests;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.internal.workbench.E4Workbench;
import org.eclipse.e4.ui.internal.workbench.swt.E4Application;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Display;
import org.osgi.framework.Bundle;

/** The application as its product starts it, in a thread of its own, so that tests can drive it from theirs. */
final class Window implements AutoCloseable {

    private final CompletableFuture<E4Workbench> workbench = new CompletableFuture<>();
    private final Thread thread;

    Window(String... arguments) {
        thread = new Thread(() -> show(arguments), "window");
        thread.start();
    }

    E4Workbench workbench() {
        try {
            return workbench.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the application did not start", e);
        }
    }

    Display display() {
        return context().get(Display.class);
    }

    IEclipseContext context() {
        return workbench().getContext();
    }

    @Override
    public void close() throws InterruptedException {
        Display display = display();
        display.asyncExec(() -> workbench().close());
        thread.join(20_000);
        if (thread.isAlive()) {
            throw new AssertionError("the application did not end within 20 s");
        }
    }

    private void show(String... arguments) {
        try {
            Display display = Display.getDefault();
            E4Workbench created = new E4Application().createE4Workbench(new Start(arguments), display);
            display.asyncExec(() -> workbench.complete(created));
            created.createAndRunUI(created.getApplication());
            display.dispose();
        } catch (RuntimeException e) {
            workbench.completeExceptionally(e);
        }
    }

    /** What the framework gives an application of a product. */
    @NonNullByDefault({})
    private static final class Start implements IApplicationContext {

        private static final Map<String, String> PRODUCT = Map.of("applicationXMI",
                "org.podstudio.app/Application.e4xmi", "appName", "PODStudio", "cssTheme", "org.podstudio.ui.light");

        private final Map<String, Object> arguments = new HashMap<>();

        Start(String... arguments) {
            this.arguments.put(APPLICATION_ARGS, arguments);
        }

        @Override
        public Map<String, Object> getArguments() {
            return arguments;
        }

        @Override
        public void applicationRunning() {
            // no splash to take away
        }

        @Override
        public String getBrandingApplication() {
            return "org.eclipse.e4.ui.workbench.swt.E4Application";
        }

        @Override
        public String getBrandingName() {
            return "PODStudio";
        }

        @Override
        public String getBrandingDescription() {
            return "";
        }

        @Override
        public String getBrandingId() {
            return "org.podstudio.app.product";
        }

        @Override
        public @Nullable String getBrandingProperty(String key) {
            return PRODUCT.get(key);
        }

        @Override
        public Bundle getBrandingBundle() {
            return Platform.getBundle("org.podstudio.app");
        }

        @Override
        public void setResult(Object result, IApplication application) {
            // nobody waits for it
        }
    }
}
