package org.podstudio.ui.jobs;

import java.util.function.UnaryOperator;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.api.project.JobState;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;

/** Draws the head of a batch: what is done, to how many, and a thin bar of how far they all are. */
final class HeadPainter {

    private static final int BAR = 4;
    private static final int CHEVRON = 14;

    private final UnaryOperator<String> titles;

    /**
     * @param titles
     *            from the id of a processor to its title
     */
    HeadPainter(UnaryOperator<String> titles) {
        this.titles = titles;
    }

    void draw(Ink ink, Tally tally, boolean folded, Rectangle row, Mood mood) {
        mood.draw(ink, row);
        Palette palette = ink.palette();
        (folded ? Glyph.NEXT : Glyph.BELOW).draw(ink.gc(), row.x + 26, row.y + (row.height - CHEVRON) / 2, CHEVRON,
                palette.muted());
        int x = row.x + RowPainter.LEFT;
        int width = row.width - RowPainter.LEFT - RowPainter.RIGHT - 30;
        int line = ink.size("X", ink.look().plain()).y;
        int y = row.y + (row.height - line - BAR - 6) / 2;
        String what = JobWords.what(tally.recipe(), titles);
        int taken = Math.min(ink.size(what, ink.look().strong()).x, width / 2);
        ink.words(what, x, y, taken, ink.look().strong(), palette.text());
        ink.words(JobWords.tally(tally), x + taken + 12, y, width - taken - 12, ink.look().plain(), palette.muted());
        bar(ink, tally, new Rectangle(x, y + line + 6, width, BAR));
    }

    /** How much is over, and at its left how much of that ended badly, and how much was not to be. */
    private static void bar(Ink ink, Tally tally, Rectangle groove) {
        Palette palette = ink.palette();
        ink.bar(groove, tally.fraction(), color(palette, tally));
        int failed = tally.count(JobState.FAILED);
        share(ink, groove, failed + tally.count(JobState.CANCELED), tally.total(), palette.muted());
        share(ink, groove, failed, tally.total(), palette.bad());
    }

    private static void share(Ink ink, Rectangle groove, int some, int total, Color color) {
        if (some > 0) {
            int width = Math.max(BAR, groove.width * some / total);
            ink.round(new Rectangle(groove.x, groove.y, width, BAR), BAR / 2, color);
        }
    }

    private static Color color(Palette palette, Tally tally) {
        if (tally.finished()) {
            return palette.good();
        }
        return tally.paused() ? palette.muted() : palette.accent();
    }
}
