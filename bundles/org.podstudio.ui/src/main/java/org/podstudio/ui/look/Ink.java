package org.podstudio.ui.look;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;

/**
 * A pen for one paint event: fills, rounded corners and text that fits.
 *
 * @param gc
 *            owned by the caller
 * @param look
 *            colours and fonts
 */
public record Ink(GC gc, Look look) {

    private static final String ELLIPSIS = "\u2026";

    /** Sets the pen up for smooth drawing. */
    public Ink {
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
    }

    /** The colours in use. */
    public Palette palette() {
        return look.palette();
    }

    /** A filled rectangle. */
    public void fill(Rectangle r, Color color) {
        gc.setBackground(color);
        gc.fillRectangle(r);
    }

    /** A filled rectangle with round corners; the radius in points. */
    public void round(Rectangle r, int radius, Color color) {
        gc.setBackground(color);
        gc.fillRoundRectangle(r.x, r.y, r.width, r.height, 2 * radius, 2 * radius);
    }

    /** The border of a rectangle with round corners, drawn within it; radius and width in points. */
    public void outline(Rectangle r, int radius, int width, Color color) {
        gc.setLineStyle(SWT.LINE_SOLID);
        line(r, radius, width, color);
    }

    /** As {@link #outline}, in dashes. */
    public void dashes(Rectangle r, int radius, int width, Color color) {
        gc.setLineDash(new int[]{6, 5});
        line(r, radius, width, color);
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    /** A progress bar that fills its groove, 0 to 1. */
    public void bar(Rectangle groove, double fraction, Color color) {
        round(groove, groove.height / 2, palette().line());
        int done = (int) Math.round(groove.width * fraction);
        if (done > 0) {
            round(new Rectangle(groove.x, groove.y, Math.max(groove.height, done), groove.height), groove.height / 2,
                    color);
        }
    }

    /** One line of text, cut in its middle where it is too wide, so that the extension of a file name stays. */
    public void text(String text, int x, int y, int width, Font font, Color color) {
        gc.setFont(font);
        gc.setForeground(color);
        gc.drawText(shorten(text, width, font), x, y, SWT.DRAW_TRANSPARENT);
    }

    /** One line of words, cut at its end where it is too wide. */
    public void words(String text, int x, int y, int width, Font font, Color color) {
        gc.setFont(font);
        gc.setForeground(color);
        gc.drawText(look.cuts().of(text, width, font, false, this::ended), x, y, SWT.DRAW_TRANSPARENT);
    }

    /** One line of text in the middle between two edges. */
    public void centered(String text, int x, int y, int width, Font font, Color color) {
        gc.setFont(font);
        String fitting = shorten(text, width, font);
        gc.setForeground(color);
        gc.drawText(fitting, x + (width - gc.textExtent(fitting, SWT.DRAW_TRANSPARENT).x) / 2, y, SWT.DRAW_TRANSPARENT);
    }

    /** Text in as many lines as it needs, at most so many; returns the height it took. */
    public int paragraph(String text, Rectangle r, int lines, Font font, Color color) {
        List<String> wrapped = wrap(text, r.width, lines, font);
        int height = gc.getFontMetrics().getHeight() + 2;
        for (int line = 0; line < wrapped.size(); line++) {
            words(wrapped.get(line), r.x, r.y + line * height, r.width, font, color);
        }
        return wrapped.size() * height;
    }

    /** The lines of a paragraph, at most so many; the last one holds the rest, however long that is. */
    public List<String> wrap(String text, int width, int lines, Font font) {
        gc.setFont(font);
        List<String> wrapped = new ArrayList<>();
        String rest = text.strip();
        while (wrapped.size() < lines && !rest.isEmpty()) {
            String head = wrapped.size() == lines - 1 ? rest : head(rest, width);
            wrapped.add(head);
            rest = rest.substring(head.length()).strip();
        }
        return wrapped;
    }

    /** Size of a line of text, points. */
    public Point size(String text, Font font) {
        gc.setFont(font);
        return gc.textExtent(text, SWT.DRAW_TRANSPARENT);
    }

    private String head(String text, int width) {
        int end = 0;
        for (int next = wordEnd(text, 0); next > end
                && width(text.substring(0, next)) <= width; next = wordEnd(text, end)) {
            end = next;
        }
        return end == 0 ? text : text.substring(0, end);
    }

    private static int wordEnd(String text, int from) {
        int space = text.indexOf(' ', from + 1);
        return space < 0 ? text.length() : space;
    }

    private void line(Rectangle r, int radius, int width, Color color) {
        gc.setLineWidth(width);
        gc.setForeground(color);
        int half = width / 2;
        gc.drawRoundRectangle(r.x + half, r.y + half, r.width - width, r.height - width, 2 * radius, 2 * radius);
    }

    private String shorten(String text, int width, Font font) {
        return look.cuts().of(text, width, font, true, this::narrowed);
    }

    private String narrowed(String text, int width) {
        return width(text) <= width ? text : cut(text, longest(text, keep -> cut(text, keep), width));
    }

    private String ended(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int keep = longest(text, most -> text.substring(0, most) + ELLIPSIS, width);
        return text.substring(0, keep).stripTrailing() + ELLIPSIS;
    }

    /** How much of a text may be kept so that what becomes of it fits. */
    private int longest(String text, IntFunction<String> shortened, int width) {
        int low = 0;
        int high = text.length();
        while (low < high) {
            int keep = (low + high + 1) / 2;
            if (width(shortened.apply(keep)) <= width) {
                low = keep;
            } else {
                high = keep - 1;
            }
        }
        return low;
    }

    private static String cut(String text, int keep) {
        int tail = Math.min(keep / 3, 8);
        return text.substring(0, keep - tail) + ELLIPSIS + text.substring(text.length() - tail);
    }

    private int width(String text) {
        return gc.textExtent(text, SWT.DRAW_TRANSPARENT).x;
    }
}
