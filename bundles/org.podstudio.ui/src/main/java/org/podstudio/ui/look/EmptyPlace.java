package org.podstudio.ui.look;

import org.eclipse.swt.graphics.Rectangle;

/**
 * What a part shows when it has nothing to show: what to do.
 *
 * @param glyph
 *            a sign for what is missing
 * @param title
 *            what to do, in a few words
 * @param hint
 *            what else could be done
 */
public record EmptyPlace(Glyph glyph, String title, String hint) {

    private static final int SIGN = 44;

    /** Draws it in the middle, in a dashed frame where something may be dropped. */
    public void draw(Ink ink, Rectangle area, boolean drop, boolean hot) {
        Palette palette = ink.palette();
        if (drop) {
            frame(ink, area, hot);
        }
        int line = ink.size("X", ink.look().title()).y;
        int y = area.y + Math.max(12, (area.height - SIGN - 3 * line - 30) / 2);
        boolean roomy = area.height > SIGN + 3 * line + 20;
        if (roomy) {
            glyph.draw(ink.gc(), area.x + (area.width - SIGN) / 2, y, SIGN, hot ? palette.accent() : palette.muted());
            y += SIGN + 14;
        }
        ink.centered(title, area.x + 16, y, area.width - 32, ink.look().title(), palette.text());
        Rectangle below = new Rectangle(area.x + 24, y + line + 8, area.width - 48, 2 * line);
        ink.centered(hint, below.x, below.y, below.width, ink.look().plain(), palette.muted());
    }

    private static void frame(Ink ink, Rectangle area, boolean hot) {
        Palette palette = ink.palette();
        Rectangle frame = new Rectangle(area.x + 20, area.y + 8, area.width - 40, area.height - 28);
        if (hot) {
            ink.round(frame, 14, palette.accentSoft());
        }
        ink.dashes(frame, 14, 2, hot ? palette.accent() : palette.line());
    }
}
