package org.podstudio.ui.look;

import java.util.Arrays;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** The palette in use and the fonts of one display. UI thread only; lives as long as the display. */
public final class Look {

    private static final String KEY = Look.class.getName();

    private final Display display;
    private final Font plain;
    private final Font strong;
    private final Font small;
    private final Font title;
    private final Font mono;
    private final Cuts cuts = new Cuts();
    private Palette palette;

    private Look(Display display) {
        this.display = display;
        this.palette = Display.isSystemDarkTheme() ? Palette.DARK : Palette.LIGHT;
        this.plain = font(0, SWT.NORMAL);
        this.strong = font(0, SWT.BOLD);
        this.small = font(-1, SWT.NORMAL);
        this.title = font(3, SWT.BOLD);
        FontData text = JFaceResources.getTextFont().getFontData()[0];
        this.mono = new Font(display, text.getName(), small.getFontData()[0].getHeight(), SWT.NORMAL);
        display.disposeExec(() -> Arrays.asList(plain, strong, small, title, mono).forEach(Font::dispose));
    }

    /** The one of the display. */
    public static Look of(Display display) {
        if (display.getData(KEY) instanceof Look look) {
            return look;
        }
        Look look = new Look(display);
        display.setData(KEY, look);
        return look;
    }

    /** Changes the palette and has everything painted anew. */
    public void dark(boolean dark) {
        palette = dark ? Palette.DARK : Palette.LIGHT;
        for (Shell shell : display.getShells()) {
            Rectangle area = shell.getClientArea();
            shell.redraw(area.x, area.y, area.width, area.height, true);
        }
    }

    /** Whether the dark palette is in use. */
    public boolean dark() {
        return palette == Palette.DARK;
    }

    /** The colours in use. */
    public Palette palette() {
        return palette;
    }

    /** What texts became that were too wide. */
    Cuts cuts() {
        return cuts;
    }

    /** The font of the desktop. */
    public Font plain() {
        return plain;
    }

    /** For names. */
    public Font strong() {
        return strong;
    }

    /** For remarks. */
    public Font small() {
        return small;
    }

    /** For the head of a part. */
    public Font title() {
        return title;
    }

    /** For command lines and logs. */
    public Font mono() {
        return mono;
    }

    /** Text as a label or a tool tip has to be given it to show each {@code &}, which it takes for a mnemonic. */
    public static String literally(String text) {
        return text.replace("&", "&&");
    }

    /** Gives a control a font, and its style sheet a class to know it by. */
    public static <C extends Control> C as(C control, String styleClass, Font font) {
        // The key that the CSS engine reads; written out so that a window without the engine needs none of its classes.
        control.setData("org.eclipse.e4.ui.css.CssClassName", styleClass);
        control.setFont(font);
        return control;
    }

    private Font font(int larger, int style) {
        FontData data = display.getSystemFont().getFontData()[0];
        return new Font(display, data.getName(), data.getHeight() + larger, style);
    }
}
