package org.podstudio.ui.inspector;

import java.util.List;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.api.project.Attempt;
import org.podstudio.ui.jobs.JobWords;
import org.podstudio.ui.jobs.RowPainter;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;

/** Draws what is said of a job, and knows how much room that takes. */
final class ItemPainter {

    /** The part's own margin, so that what is read here stands level with what is read elsewhere. */
    private static final int MARGIN = 20;
    private static final int LABEL = 84;
    private static final int BAR = 8;
    private static final int THINNEST = 2;
    private static final int LINES = 8;
    private static final int CLOCK = 64;
    /** Of the stages in a bar, one beside the other. */
    private static final int[] SHADES = {255, 150, 200, 100};

    private ItemPainter() {
    }

    /** In points. */
    static int height(Ink ink, Item item, int width) {
        int line = line(ink, ink.look().plain());
        int small = line(ink, ink.look().small());
        return switch (item) {
            case Item.Title title -> 2 * line + 18;
            case Item.Caption caption -> small + 20;
            case Item.Words words -> paragraph(ink, words, width).size() * (font(ink, words) == ink.look().small()
                    ? small + 2
                    : line + 2) + 6;
            case Item.Fact fact -> line + 6;
            case Item.Gauge gauge -> line + 14;
            case Item.Try one -> line + BAR + 12 + (one.legend().isEmpty() ? 0 : small + 2);
            case Item.Command command -> line(ink, ink.look().mono()) + small + 14;
            case Item.Result result -> line + 8;
            case Item.Line log -> line(ink, ink.look().mono()) + 3;
        };
    }

    static void draw(Ink ink, Item item, Rectangle r, boolean lit) {
        Rectangle in = new Rectangle(r.x + MARGIN, r.y, r.width - 2 * MARGIN, r.height);
        if (lit) {
            ink.round(new Rectangle(r.x + MARGIN - 8, r.y + 1, in.width + 16, r.height - 2), 7,
                    ink.palette().sunken());
        }
        switch (item) {
            case Item.Title title -> title(ink, title, in);
            case Item.Caption caption -> caption(ink, caption, in);
            case Item.Words words -> words(ink, words, in);
            case Item.Fact fact -> fact(ink, fact.label(), fact.value(), in);
            case Item.Gauge gauge -> gauge(ink, gauge, in);
            case Item.Try one -> attempt(ink, one, in);
            case Item.Command command -> command(ink, command, in);
            case Item.Result result -> result(ink, result, in);
            case Item.Line line -> log(ink, line, in);
        }
    }

    private static void title(Ink ink, Item.Title title, Rectangle r) {
        int line = line(ink, ink.look().plain());
        String name = JobWords.name(title.job());
        int taken = Math.min(ink.size(title.what(), ink.look().strong()).x, r.width / 2);
        RowPainter.disc(ink, title.job(), new Rectangle(r.x, r.y + (2 * line + 8 - 26) / 2, 26, 26));
        int x = r.x + 36;
        ink.text(title.what(), x, r.y, taken, ink.look().strong(), ink.palette().text());
        ink.text(name, x + taken + 10, r.y, r.width - 46 - taken, ink.look().plain(), ink.palette().muted());
        ink.words(title.state(), x, r.y + line + 6, r.width - 36, ink.look().small(), ink.palette().muted());
    }

    private static void caption(Ink ink, Item.Caption caption, Rectangle r) {
        ink.fill(new Rectangle(r.x, r.y + 6, r.width, 1), ink.palette().line());
        ink.text(caption.text(), r.x, r.y + 14, r.width, ink.look().small(), ink.palette().muted());
    }

    private static void words(Ink ink, Item.Words words, Rectangle r) {
        Palette palette = ink.palette();
        Color color = switch (words.tone()) {
            case PLAIN -> palette.text();
            case MUTED -> palette.muted();
            case BAD -> palette.bad();
        };
        ink.paragraph(words.text(), r, LINES, font(ink, words), color);
    }

    private static List<String> paragraph(Ink ink, Item.Words words, int width) {
        return ink.wrap(words.text(), width - 2 * MARGIN, LINES, font(ink, words));
    }

    private static Font font(Ink ink, Item.Words words) {
        return words.tone() == Item.Tone.MUTED ? ink.look().small() : ink.look().plain();
    }

    private static void fact(Ink ink, String label, String value, Rectangle r) {
        ink.text(label, r.x, r.y + 2, LABEL - 8, ink.look().plain(), ink.palette().muted());
        ink.words(value, r.x + LABEL, r.y + 2, r.width - LABEL, ink.look().plain(), ink.palette().text());
    }

    private static void gauge(Ink ink, Item.Gauge gauge, Rectangle r) {
        fact(ink, gauge.label(), gauge.value(), r);
        Rectangle groove = new Rectangle(r.x + LABEL, r.y + r.height - 8, r.width - LABEL, 4);
        ink.round(groove, 2, ink.palette().line());
        int width = (int) Math.round(groove.width * Math.min(1, gauge.part()));
        ink.round(new Rectangle(groove.x, groove.y, Math.max(4, width), 4), 2,
                gauge.part() > 1 ? ink.palette().warn() : ink.palette().accent());
    }

    private static void attempt(Ink ink, Item.Try one, Rectangle r) {
        int line = line(ink, ink.look().plain());
        int time = ink.size(one.time(), ink.look().small()).x;
        ink.text(one.head(), r.x, r.y + 2, r.width - time - 10, ink.look().plain(), ink.palette().text());
        ink.text(one.time(), r.x + r.width - time, r.y + 4, time + 1, ink.look().small(), ink.palette().muted());
        stages(ink, one, new Rectangle(r.x, r.y + line + 6, r.width, BAR));
        ink.words(one.legend(), r.x, r.y + line + BAR + 9, r.width, ink.look().small(), ink.palette().muted());
    }

    /** Each stage as long as it took. */
    private static void stages(Ink ink, Item.Try one, Rectangle r) {
        double all = one.stages().stream().mapToDouble(Attempt.Stage::seconds).sum();
        Color color = color(ink.palette(), one.ending());
        ink.round(r, BAR / 2, all > 0 ? ink.palette().line() : color);
        double done = 0;
        for (int i = 0; i < one.stages().size() && all > 0; i++) {
            // the shortest can be seen, too, and none reaches beyond the end
            int from = Math.min((int) Math.round(done / all * r.width), r.width - THINNEST);
            done += one.stages().get(i).seconds();
            int to = (int) Math.round(done / all * r.width);
            ink.gc().setAlpha(SHADES[i % SHADES.length]);
            ink.round(new Rectangle(r.x + from, r.y, Math.max(THINNEST, to - from - 1), BAR), 2, color);
        }
        ink.gc().setAlpha(255);
    }

    private static Color color(Palette palette, Attempt.Ending ending) {
        return switch (ending) {
            case RUNNING -> palette.accent();
            case SUCCESS -> palette.good();
            case FAILED, DIED -> palette.bad();
            case CANCELED, INTERRUPTED -> palette.muted();
        };
    }

    private static void command(Ink ink, Item.Command command, Rectangle r) {
        int mono = line(ink, ink.look().mono());
        ink.words(command.line(), r.x, r.y + 5, r.width - 28, ink.look().mono(), ink.palette().text());
        ink.words(command.outcome(), r.x, r.y + mono + 8, r.width - 28, ink.look().small(), ink.palette().muted());
        Glyph.COPY.draw(ink.gc(), r.x + r.width - 16, r.y + (r.height - 14) / 2, 14, ink.palette().muted());
    }

    private static void result(Ink ink, Item.Result result, Rectangle r) {
        ink.text(String.valueOf(result.file().getFileName()), r.x, r.y + 4, r.width, ink.look().plain(),
                ink.palette().accent());
    }

    private static void log(Ink ink, Item.Line line, Rectangle r) {
        ink.text(line.time(), r.x, r.y + 1, CLOCK, ink.look().mono(), ink.palette().muted());
        ink.words(line.text(), r.x + CLOCK, r.y + 1, r.width - CLOCK, ink.look().mono(), ink.palette().text());
    }

    private static int line(Ink ink, Font font) {
        return ink.size("X", font).y;
    }
}
