package org.podstudio.ui.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Priority;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;

/** Draws one job: what, on which file, how far, and what became of it. */
public final class RowPainter {

    static final int HEIGHT = 58;
    /** Where the text begins; the head of a batch has the same. */
    static final int LEFT = 56;
    /** By so much a job below the head of its batch stands further right. */
    static final int INDENT = 24;
    /** Kept free at the right for the time, and for signs while the mouse is there. */
    static final int RIGHT = JobAction.MOST * Signs.STEP;

    private static final int DISC = 26;
    private static final int SIGN = 16;
    private static final int PERCENT = 48;
    private static final int STAGE = 200;

    private final UnaryOperator<String> titles;

    /**
     * @param titles
     *            from the id of a processor to its title
     */
    RowPainter(UnaryOperator<String> titles) {
        this.titles = titles;
    }

    /**
     * @param number
     *            its place in the line
     * @param note
     *            what somebody noted of its failure; empty when nobody did
     */
    void draw(Ink ink, JobSnapshot job, Rectangle row, Mood mood, boolean member, OptionalInt number, String note) {
        mood.draw(ink, row);
        int indent = member ? INDENT : 0;
        disc(ink, job, new Rectangle(row.x + 20 + indent, row.y + (row.height - DISC) / 2, DISC, DISC));
        int x = row.x + LEFT + indent;
        int width = row.width - LEFT - indent - RIGHT - 30;
        int line = ink.size("X", ink.look().plain()).y;
        int y = row.y + (row.height - 2 * line - 6) / 2;
        head(ink, job, member, new Rectangle(x, y, width, line));
        int below = y + line + 6;
        if (job.state() == JobState.RUNNING) {
            progress(ink, job, new Rectangle(x, below, width, line));
        } else {
            String remark = JobWords.remark(job, number, Instant.now());
            ink.words(note.isEmpty() ? remark : NLS.bind(Messages.Job_Noted, note, remark), x, below, width,
                    ink.look().small(),
                    job.state() == JobState.FAILED ? ink.palette().bad() : ink.palette().muted());
        }
        if (!mood.lit()) {
            time(ink, job, row);
        }
    }

    /** What is done stands at the head of the batch, where there is one. */
    private void head(Ink ink, JobSnapshot job, boolean member, Rectangle r) {
        String what = member ? "" : JobWords.what(job.recipe(), titles);
        int room = r.width - pillsWidth(ink, job);
        int taken = Math.min(ink.size(what, ink.look().strong()).x, room * 3 / 5);
        ink.words(what, r.x, r.y, taken, ink.look().strong(), ink.palette().text());
        String name = JobWords.name(job);
        int from = r.x + taken + (member ? 0 : 12);
        int named = Math.min(ink.size(name, ink.look().plain()).x, r.x + room - from);
        ink.text(name, from, r.y, named, ink.look().plain(), member ? ink.palette().text() : ink.palette().muted());
        pills(ink, job, from + named + 12, r.y);
    }

    private static int pillsWidth(Ink ink, JobSnapshot job) {
        return attempt(job).map(t -> pillWidth(ink, t)).orElse(0) + priority(job).map(t -> pillWidth(ink, t)).orElse(0);
    }

    private static void pills(Ink ink, JobSnapshot job, int x, int y) {
        priority(job).ifPresent(text -> pill(ink, text, x, y,
                job.priority() == Priority.LOW ? ink.palette().muted() : ink.palette().accent()));
        int next = x + priority(job).map(t -> pillWidth(ink, t)).orElse(0);
        attempt(job).ifPresent(text -> pill(ink, text, next, y, ink.palette().warn()));
    }

    private static int pillWidth(Ink ink, String text) {
        return ink.size(text, ink.look().small()).x + 22;
    }

    private static void pill(Ink ink, String text, int x, int y, Color color) {
        Point size = ink.size(text, ink.look().small());
        int line = ink.size("X", ink.look().plain()).y;
        Rectangle body = new Rectangle(x, y + (line - size.y) / 2 - 1, size.x + 14, size.y + 2);
        ink.gc().setAlpha(36);
        ink.round(body, body.height / 2, color);
        ink.gc().setAlpha(255);
        ink.text(text, x + 7, body.y + 1, size.x + 2, ink.look().small(), color);
    }

    private static Optional<String> attempt(JobSnapshot job) {
        int attempt = job.turn().attempt();
        return attempt > 1 ? Optional.of(NLS.bind(Messages.Job_Attempt, attempt)) : Optional.empty();
    }

    private static Optional<String> priority(JobSnapshot job) {
        return job.state().terminal() || job.priority() == Priority.NORMAL
                ? Optional.empty()
                : Optional.of(priority(job.priority()));
    }

    /** In the language of the user. */
    static String priority(Priority priority) {
        return switch (priority) {
            case LOW -> Messages.Priority_Low;
            case NORMAL -> Messages.Priority_Normal;
            case HIGH -> Messages.Priority_High;
            case URGENT -> Messages.Priority_Urgent;
        };
    }

    private static void progress(Ink ink, JobSnapshot job, Rectangle r) {
        Palette palette = ink.palette();
        int stage = Math.min(r.width / 3, STAGE);
        Rectangle groove = new Rectangle(r.x, r.y + r.height / 2 - 3, r.width - stage - PERCENT - 12, 6);
        ink.bar(groove, job.fraction(), job.turn().paused() ? palette.muted() : palette.accent());
        int right = groove.x + groove.width + 10;
        int y = r.y + (r.height - ink.size("X", ink.look().small()).y) / 2;
        ink.text(NLS.bind(Messages.Job_Percent, Math.round(100 * job.fraction())), right, y, PERCENT,
                ink.look().small(), palette.text());
        ink.words(JobWords.remark(job, OptionalInt.empty(), Instant.now()), right + PERCENT, y, stage,
                ink.look().small(), palette.muted());
    }

    private static void time(Ink ink, JobSnapshot job, Rectangle row) {
        String time = JobWords.time(job);
        Point size = ink.size(time, ink.look().small());
        int width = Math.min(size.x, RIGHT);
        ink.text(time, row.x + row.width - 24 - width, row.y + (row.height - size.y) / 2, width + 1,
                ink.look().small(), ink.palette().muted());
    }

    /** The sign of the state. */
    public static void disc(Ink ink, JobSnapshot job, Rectangle disc) {
        Color color = tint(ink.palette(), job);
        ink.gc().setAlpha(36);
        ink.round(disc, disc.width / 2, color);
        ink.gc().setAlpha(255);
        int inset = (disc.width - SIGN) / 2;
        glyph(job).draw(ink.gc(), disc.x + inset, disc.y + inset, SIGN, color);
    }

    private static Glyph glyph(JobSnapshot job) {
        if (stands(job)) {
            return Glyph.PAUSE;
        }
        return switch (job.state()) {
            case QUEUED -> Glyph.CLOCK;
            case RUNNING -> Glyph.SPARK;
            case WAITING_TO_RETRY -> Glyph.RETRY;
            case SUCCESS -> Glyph.CHECK;
            case FAILED -> Glyph.CROSS;
            case CANCELED -> Glyph.STOP;
        };
    }

    private static Color tint(Palette palette, JobSnapshot job) {
        if (stands(job)) {
            return palette.warn();
        }
        return switch (job.state()) {
            case QUEUED, CANCELED -> palette.muted();
            case RUNNING -> palette.accent();
            case WAITING_TO_RETRY -> palette.warn();
            case SUCCESS -> palette.good();
            case FAILED -> palette.bad();
        };
    }

    private static boolean stands(JobSnapshot job) {
        return job.turn().paused() && !job.state().terminal();
    }
}
