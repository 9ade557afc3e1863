package org.podstudio.ui.look;

import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** Light or dark as the desktop is, now and whenever the desktop changes its mind: style sheet and palette together. */
public final class ThemeAddon {

    private static final String LIGHT = "org.podstudio.ui.light";
    /**
     * {@code dark}, {@code light} or {@code system}: for those whose desktop does not tell, and for pictures of both.
     */
    private static final String WISH = "podstudio.theme";
    private static final String DARK = "org.podstudio.ui.dark";

    private final Display display;
    private @Nullable IThemeEngine engine;
    private final Listener settings = e -> follow(engine);

    /** Made by the workbench. */
    @Inject
    public ThemeAddon(Display display) {
        this.display = display;
    }

    /** Called when the rendering engine has made its theme engine, before there is a window. */
    @Inject
    void follow(@Optional @Nullable IThemeEngine made) {
        engine = made;
        if (made != null) {
            apply(made);
        }
    }

    @PostConstruct
    void begin() {
        display.addListener(SWT.Settings, settings);
    }

    @PreDestroy
    void end() {
        if (!display.isDisposed()) {
            display.removeListener(SWT.Settings, settings);
        }
    }

    private void apply(IThemeEngine engine) {
        boolean dark = dark();
        String wanted = dark ? DARK : LIGHT;
        if (engine.getActiveTheme() == null || !wanted.equals(engine.getActiveTheme().getId())) {
            engine.setTheme(wanted, false);
        }
        Look.of(display).dark(dark);
    }

    private static boolean dark() {
        return switch (System.getProperty(WISH, "system")) {
            case "dark" -> true;
            case "light" -> false;
            default -> Display.isSystemDarkTheme();
        };
    }
}
