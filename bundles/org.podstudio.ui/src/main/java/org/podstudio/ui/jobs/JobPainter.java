package org.podstudio.ui.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Step;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;

/** Draws one job: what, on which file, how far, and what became of it. */
final class JobPainter {

    static final int HEIGHT = 58;
    private static final int SIGN = 16;
    private static final int PERCENT = 48;

    private final UnaryOperator<String> titles;

    /**
     * @param titles
     *            from the id of a processor to its title
     */
    JobPainter(UnaryOperator<String> titles) {
        this.titles = titles;
    }

    /**
     * @param actions
     *            width kept free at the right for signs that can be clicked
     */
    void draw(Ink ink, JobSnapshot job, Rectangle row, boolean selected, boolean hot, int actions) {
        Palette palette = ink.palette();
        if (selected || hot) {
            ink.round(new Rectangle(row.x + 8, row.y + 2, row.width - 16, row.height - 4), 9,
                    selected ? palette.accentSoft() : palette.sunken());
        }
        sign(ink, job, row);
        int x = row.x + 56;
        int width = row.width - 56 - actions - 24;
        int line = ink.size("X", ink.look().plain()).y;
        int y = row.y + (row.height - 2 * line - 12) / 2 + 1;
        head(ink, job, x, y, width);
        if (job.state() == JobState.RUNNING) {
            progress(ink, job, new Rectangle(x, y + line + 6, width, line));
        } else {
            ink.text(remark(job), x, y + line + 5, width, ink.look().small(), tint(palette, job));
        }
    }

    private void head(Ink ink, JobSnapshot job, int x, int y, int width) {
        String what = job.recipe().steps().stream().map(Step::processor).map(titles)
                .collect(Collectors.joining("  \u203a  "));
        int taken = Math.min(ink.size(what, ink.look().strong()).x, width * 3 / 5);
        ink.text(what, x, y, taken, ink.look().strong(), ink.palette().text());
        ink.text(name(job), x + taken + 12, y, width - taken - 12, ink.look().plain(), ink.palette().muted());
    }

    private static void progress(Ink ink, JobSnapshot job, Rectangle r) {
        Palette palette = ink.palette();
        int stage = Math.min(r.width / 3, 190);
        Rectangle groove = new Rectangle(r.x, r.y + r.height / 2 - 3, r.width - stage - PERCENT, 6);
        ink.round(groove, 3, palette.line());
        int done = (int) Math.round(groove.width * job.fraction());
        if (done > 0) {
            ink.round(new Rectangle(groove.x, groove.y, Math.max(6, done), groove.height), 3, palette.accent());
        }
        int right = groove.x + groove.width + 10;
        ink.text(NLS.bind(Messages.Job_Percent, Math.round(100 * job.fraction())), right, r.y, PERCENT,
                ink.look().small(), palette.text());
        ink.text(job.stage(), right + PERCENT, r.y, stage - 12, ink.look().small(), palette.muted());
    }

    private static void sign(Ink ink, JobSnapshot job, Rectangle row) {
        Color color = tint(ink.palette(), job);
        Rectangle disc = new Rectangle(row.x + 20, row.y + (row.height - 26) / 2, 26, 26);
        ink.gc().setAlpha(36);
        ink.round(disc, 13, color);
        ink.gc().setAlpha(255);
        glyph(job.state()).draw(ink.gc(), disc.x + (26 - SIGN) / 2, disc.y + (26 - SIGN) / 2, SIGN, color);
    }

    private static Glyph glyph(JobState state) {
        return switch (state) {
            case QUEUED -> Glyph.CLOCK;
            case RUNNING -> Glyph.SPARK;
            case WAITING_TO_RETRY -> Glyph.RETRY;
            case SUCCESS -> Glyph.CHECK;
            case FAILED -> Glyph.CROSS;
            case CANCELED -> Glyph.STOP;
        };
    }

    private static Color tint(Palette palette, JobSnapshot job) {
        return switch (job.state()) {
            case QUEUED, CANCELED -> palette.muted();
            case RUNNING -> palette.accent();
            case WAITING_TO_RETRY -> palette.warn();
            case SUCCESS -> palette.good();
            case FAILED -> palette.bad();
        };
    }

    /** What stands below the title of a job that does not run. */
    static String remark(JobSnapshot job) {
        String why = job.problem().map(p -> p.message() + " " + p.advice()).orElse("");
        return switch (job.state()) {
            case QUEUED -> Messages.Job_Queued;
            case RUNNING -> job.stage();
            case WAITING_TO_RETRY -> NLS.bind(Messages.Job_WaitsToRetry, why);
            case SUCCESS -> success(job);
            case FAILED -> why.isBlank() ? Messages.Job_Failed : why;
            case CANCELED -> Messages.Job_Canceled;
        };
    }

    private static String success(JobSnapshot job) {
        List<String> names = job.outputs().stream().map(p -> String.valueOf(p.getFileName())).toList();
        String notes = job.notes().isEmpty() ? "" : "  \u00b7  " + String.join("  \u00b7  ", job.notes());
        return String.join(", ", names) + took(job) + notes;
    }

    private static String took(JobSnapshot job) {
        if (job.started().isEmpty() || job.finished().isEmpty()) {
            return "";
        }
        Duration d = Duration.between(job.started().get(), job.finished().get());
        return "  \u00b7  " + (d.toSeconds() < 60
                ? NLS.bind(Messages.Job_Seconds, String.format(Locale.ROOT, "%.1f", d.toMillis() / 1000.0))
                : NLS.bind(Messages.Job_Minutes,
                        String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart())));
    }

    static String name(JobSnapshot job) {
        return String.valueOf(job.input().getFileName());
    }
}
