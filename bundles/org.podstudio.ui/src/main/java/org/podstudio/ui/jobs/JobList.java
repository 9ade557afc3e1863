package org.podstudio.ui.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Surface;

/**
 * Jobs, a row each, with signs to cancel, retry and read the log. Arrows move, Delete cancels, Enter opens the log. UI
 * thread only.
 */
public final class JobList extends Surface {

    private static final int ACTION = 32;

    private final JobPainter painter;
    private final EmptyPlace empty;
    private final BiConsumer<JobSnapshot, JobAction> asked;
    private List<JobSnapshot> jobs = List.of();
    private Optional<UUID> selected = Optional.empty();
    private int hotRow = -1;
    private int hotAction = -1;

    /**
     * @param titles
     *            from the id of a processor to its title
     * @param empty
     *            shown when there is no job
     * @param asked
     *            told what a person wants to be done with a job
     */
    public JobList(Composite parent, UnaryOperator<String> titles, EmptyPlace empty,
            BiConsumer<JobSnapshot, JobAction> asked) {
        super(parent, SWT.NONE);
        this.painter = new JobPainter(titles);
        this.empty = empty;
        this.asked = asked;
        addListener(SWT.MouseMove, this::hover);
        addListener(SWT.MouseExit, e -> hot(-1, -1));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseDoubleClick, e -> row(e).ifPresent(j -> ask(j, JobAction.LOG)));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        describe();
    }

    /** Shows these, in this order. */
    public void show(List<JobSnapshot> changed) {
        jobs = changed;
        layoutChanged();
    }

    /** What is shown. */
    public List<JobSnapshot> jobs() {
        return jobs;
    }

    /** The middle of the sign for an action, in the window's coordinates. */
    public Rectangle action(int row, JobAction action) {
        int index = JobAction.of(jobs.get(row)).indexOf(action);
        return place(bounds(row), index);
    }

    @Override
    protected int contentHeight(int width) {
        return jobs.size() * JobPainter.HEIGHT + 8;
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        if (jobs.isEmpty()) {
            empty.draw(ink, area, false, false);
            return;
        }
        int end = Math.min(jobs.size(), (offset + area.height) / JobPainter.HEIGHT + 1);
        for (int i = offset / JobPainter.HEIGHT; i < end; i++) {
            JobSnapshot job = jobs.get(i);
            List<JobAction> actions = JobAction.of(job);
            boolean chosen = selected.isPresent() && selected.get().equals(job.id());
            painter.draw(ink, job, bounds(i), chosen, i == hotRow, ACTION * 2);
            for (int a = 0; a < actions.size(); a++) {
                sign(ink, actions.get(a), place(bounds(i), a), i == hotRow && a == hotAction);
            }
        }
    }

    private static void sign(Ink ink, JobAction action, Rectangle r, boolean hot) {
        if (hot) {
            ink.round(r, 8, ink.palette().line());
        }
        action.glyph().draw(ink.gc(), r.x + 7, r.y + 7, r.width - 14,
                hot ? ink.palette().text() : ink.palette().muted());
    }

    private Rectangle bounds(int row) {
        return new Rectangle(0, row * JobPainter.HEIGHT - offset(), getClientArea().width, JobPainter.HEIGHT);
    }

    private static Rectangle place(Rectangle row, int fromRight) {
        int size = ACTION - 4;
        return new Rectangle(row.x + row.width - 18 - (fromRight + 1) * ACTION, row.y + (row.height - size) / 2, size,
                size);
    }

    private int rowAt(int y) {
        int row = Math.floorDiv(y + offset(), JobPainter.HEIGHT);
        return row >= 0 && row < jobs.size() ? row : -1;
    }

    private Optional<JobSnapshot> row(Event e) {
        int row = rowAt(e.y);
        return row < 0 || onBar(e) ? Optional.empty() : Optional.of(jobs.get(row));
    }

    private int actionAt(Event e, int row) {
        List<JobAction> actions = row < 0 ? List.of() : JobAction.of(jobs.get(row));
        for (int a = 0; a < actions.size(); a++) {
            if (place(bounds(row), a).contains(e.x, e.y)) {
                return a;
            }
        }
        return -1;
    }

    private void hover(Event e) {
        int row = onBar(e) ? -1 : rowAt(e.y);
        hot(row, actionAt(e, row));
    }

    private void hot(int row, int action) {
        if (row != hotRow || action != hotAction) {
            hotRow = row;
            hotAction = action;
            setToolTipText(tip());
            redraw();
        }
    }

    private @org.eclipse.jdt.annotation.Nullable String tip() {
        if (hotRow < 0) {
            return null;
        }
        JobSnapshot job = jobs.get(hotRow);
        return hotAction >= 0 ? JobAction.of(job).get(hotAction).label() : JobPainter.remark(job);
    }

    private void down(Event e) {
        setFocus();
        row(e).ifPresent(job -> {
            selected = Optional.of(job.id());
            redraw();
            int action = actionAt(e, rowAt(e.y));
            if (action >= 0 && e.button == 1) {
                ask(job, JobAction.of(job).get(action));
            }
        });
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> move(1);
            case SWT.ARROW_UP -> move(-1);
            case SWT.DEL -> current().ifPresent(j -> ask(j, JobAction.CANCEL));
            case SWT.CR -> current().ifPresent(j -> ask(j, JobAction.LOG));
            default -> {
            }
        }
    }

    private Optional<JobSnapshot> current() {
        return jobs.stream().filter(j -> selected.isPresent() && j.id().equals(selected.get())).findFirst();
    }

    private void move(int by) {
        if (!jobs.isEmpty()) {
            int from = current().map(jobs::indexOf).orElse(by > 0 ? -1 : jobs.size());
            int to = Math.clamp((long) from + by, 0, jobs.size() - 1);
            selected = Optional.of(jobs.get(to).id());
            reveal(to * JobPainter.HEIGHT, (to + 1) * JobPainter.HEIGHT);
            redraw();
        }
    }

    private void ask(JobSnapshot job, JobAction action) {
        if (action.fits(job.state())) {
            asked.accept(job, action);
        }
    }

    private void describe() {
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> e.result = current()
                .map(j -> JobPainter.name(j) + ": " + JobPainter.remark(j)).orElse(empty.title())));
    }
}
