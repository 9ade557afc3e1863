package org.podstudio.ui.parts;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.Plan;
import org.podstudio.engine.PlannedJob;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.Surface;

/** What will happen to each file, and why not to some. UI thread only. */
public final class PlanView extends Surface {

    private static final int WILL = 40;
    private static final int WILL_NOT = 72;
    private static final int REASON_LINES = 3;
    private static final int BAR = 6;
    private static final int PERCENT = 44;

    private List<PlannedJob> jobs = List.of();
    private int runnable;
    private String remark = "";
    private OptionalDouble far = OptionalDouble.empty();
    private int told = -1;

    PlanView(Composite parent) {
        super(parent, SWT.NONE);
        addListener(SWT.MouseMove, e -> tell(at(e.y + offset())));
        addListener(SWT.MouseExit, e -> tell(-1));
        addListener(SWT.MouseDown, e -> setFocus());
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> e.result = aloud()));
    }

    /** What will be made, and after that what will not. */
    void show(Plan plan) {
        jobs = Stream.concat(plan.runnable().stream(), plan.jobs().stream().filter(j -> j.problem().isPresent()))
                .toList();
        runnable = plan.runnable().size();
        tell(-1);
        remark = "";
        far = OptionalDouble.empty();
        layoutChanged();
    }

    /** A sentence instead of files. */
    void say(String text) {
        jobs = List.of();
        tell(-1);
        remark = text;
        far = OptionalDouble.empty();
        layoutChanged();
    }

    /** The same with a bar of how far it is. */
    void progress(String text, double fraction) {
        say(text);
        far = OptionalDouble.of(fraction);
    }

    /** How much of the planning is done, 0 to 1; empty when that is not shown. */
    public OptionalDouble far() {
        return far;
    }

    @Override
    protected int contentHeight(int width) {
        return jobs.isEmpty() ? WILL : top(jobs.size()) + 8;
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        if (!remark.isEmpty()) {
            int height = ink.paragraph(remark, new Rectangle(20, 8, area.width - 40, 60), 3, ink.look().plain(),
                    ink.palette().muted());
            far.ifPresent(f -> progress(ink, f, new Rectangle(20, 14 + height, area.width - 40, WILL / 2)));
        }
        for (int i = Math.max(0, offset / WILL_NOT - 1); i < jobs.size() && top(i) < offset + area.height; i++) {
            line(ink, jobs.get(i), top(i) - offset, area.width);
        }
        if (isFocusControl()) {
            ink.outline(new Rectangle(3, 1, area.width - 6, area.height - 2), 6, 1, ink.palette().accent());
        }
    }

    private static void progress(Ink ink, double fraction, Rectangle r) {
        ink.bar(new Rectangle(r.x, r.y + (r.height - BAR) / 2, r.width - PERCENT, BAR), fraction,
                ink.palette().accent());
        String percent = NLS.bind(Messages.Job_Percent, Math.round(100 * fraction));
        Point size = ink.size(percent, ink.look().small());
        ink.text(percent, r.x + r.width - size.x, r.y + (r.height - size.y) / 2, size.x, ink.look().small(),
                ink.palette().text());
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> scrollBy(WILL);
            case SWT.ARROW_UP -> scrollBy(-WILL);
            case SWT.PAGE_DOWN -> scrollBy(getClientArea().height - WILL);
            case SWT.PAGE_UP -> scrollBy(WILL - getClientArea().height);
            case SWT.HOME -> scrollBy(-top(jobs.size()));
            case SWT.END -> scrollBy(top(jobs.size()));
            default -> {
            }
        }
    }

    /** For who cannot see it: the remark, or what comes to each file, with the whole of the reasons. */
    private String aloud() {
        return jobs.isEmpty()
                ? remark
                : jobs.stream().map(j -> j.input().file().getFileName() + ": " + what(j))
                        .collect(Collectors.joining("\n"));
    }

    /** The whole of a reason while the mouse is on it, for which its place may be too small. */
    private void tell(int index) {
        if (index != told) {
            told = index;
            boolean bad = index >= runnable && index < jobs.size();
            setToolTipText(bad ? Look.literally(reason(jobs.get(index).problem().orElseThrow())) : null);
        }
    }

    /** The job at a line of the page, if there are so many. */
    private int at(int line) {
        int good = runnable * WILL;
        return line < good ? line / WILL : runnable + (line - good) / WILL_NOT;
    }

    private int top(int index) {
        return Math.min(index, runnable) * WILL + Math.max(0, index - runnable) * WILL_NOT;
    }

    private static void line(Ink ink, PlannedJob job, int y, int width) {
        Palette palette = ink.palette();
        boolean bad = job.problem().isPresent();
        Glyph sign = bad ? Glyph.CROSS : job.cached() ? Glyph.RETRY : Glyph.CHECK;
        sign.draw(ink.gc(), 22, y + 8, 14, bad ? palette.bad() : job.cached() ? palette.muted() : palette.good());
        ink.text(String.valueOf(job.input().file().getFileName()), 46, y + 3, width - 66, ink.look().plain(),
                palette.text());
        int line = ink.size("X", ink.look().plain()).y;
        ink.paragraph(what(job), new Rectangle(46, y + 4 + line, width - 66, REASON_LINES * line),
                bad ? REASON_LINES : 1, ink.look().small(), bad ? palette.bad() : palette.muted());
    }

    private static String what(PlannedJob job) {
        return job.problem().map(PlanView::reason)
                .orElse(job.cached() ? Messages.Form_FileMade : Messages.Form_FileWill);
    }

    private static String reason(Problem problem) {
        return problem.message() + " " + problem.advice();
    }
}
