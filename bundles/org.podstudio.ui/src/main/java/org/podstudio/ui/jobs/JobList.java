package org.podstudio.ui.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.DeadLetter;
import org.podstudio.engine.control.Place;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Selection;
import org.podstudio.ui.look.Surface;

/**
 * Jobs, a line each, below the heads of their batches: only what is seen is drawn. Arrows, Home, End and Ctrl+A select,
 * Left and Right fold, Enter inspects, Alt+Up and Alt+Down move a job in the line, and each {@link JobAction} has its
 * key. UI thread only.
 */
public final class JobList extends Surface {

    private static final int EDGE = 24;

    private final JobBoard board;
    private final RowPainter painter;
    private final HeadPainter heads;
    private final JobOrders orders;
    private final Selection selection = new Selection();
    private final JobDrag drag = new JobDrag();
    private EmptyPlace empty;
    private JobView view = JobView.ALL;
    private Rows rows = new Rows(List.of());
    private Map<UUID, Integer> numbers = Map.of();
    private Optional<UUID> looked = Optional.empty();
    private int hotRow = -1;
    private Optional<JobAction> hotSign = Optional.empty();

    /**
     * @param titles
     *            from the id of a processor to its title
     * @param orders
     *            told what a person wants to be done
     */
    public JobList(Composite parent, JobBoard board, UnaryOperator<String> titles, EmptyPlace empty,
            JobOrders orders) {
        super(parent, SWT.NONE);
        this.board = board;
        this.painter = new RowPainter(titles);
        this.heads = new HeadPainter(titles);
        this.empty = empty;
        this.orders = orders;
        addListener(SWT.MouseMove, this::moved);
        addListener(SWT.MouseExit, e -> hot(-1, Optional.empty()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseDoubleClick, this::twice);
        addListener(SWT.MenuDetect, this::menu);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        describe();
    }

    /** Shows what the board has of a view now; position and selection stay as far as they still apply. */
    public void show(JobView changed, EmptyPlace whenEmpty) {
        view = changed;
        empty = whenEmpty;
        Optional<UUID> below = hotRow < 0 ? Optional.empty() : Optional.of(rows.get(hotRow).id());
        rows = new Rows(board.rows(view));
        numbers = new Places(board.waiting()).numbers();
        selection.show(rows.ids());
        layoutChanged();
        if (below.filter(id -> hotRow < rows.size() && rows.get(hotRow).id().equals(id)).isEmpty()) {
            hot(-1, Optional.empty());
        }
        look();
    }

    /** The jobs that are listed; those of a closed batch are not. */
    public List<JobSnapshot> jobs() {
        return rows.all().stream().filter(Row.Single.class::isInstance).flatMap(r -> board.job(r.id()).stream())
                .toList();
    }

    /** The line of a job, or the head of a batch, in the window's coordinates; it may be out of sight. */
    public Rectangle line(UUID id) {
        return bounds(rows.ids().indexOf(id));
    }

    /** The sign for an action in the line of a job or at the head of a batch, in the window's coordinates. */
    public Rectangle action(UUID id, JobAction action) {
        int row = rows.ids().indexOf(id);
        return signs(row).place(bounds(row), action);
    }

    /** What is done next is done to these: the selected jobs, and all of selected batches. */
    public List<JobSnapshot> targets() {
        return selection.ids().stream().flatMap(this::jobsOf).distinct().toList();
    }

    /** Has something done to those of the selected for which it makes sense. */
    void perform(JobAction action) {
        List<JobSnapshot> jobs = action.fitting(targets(), board);
        if (!jobs.isEmpty()) {
            orders.act(action, jobs);
        }
    }

    /** Gives the selected another priority. */
    void prioritise(Priority priority) {
        orders.prioritise(targets().stream().filter(j -> !j.state().terminal()).map(JobSnapshot::id).toList(),
                priority);
    }

    /** Moves the selected job a step in the line. */
    void step(boolean up) {
        Places places = new Places(board.waiting());
        List<JobSnapshot> jobs = targets();
        if (jobs.size() != 1) {
            return;
        }
        UUID job = jobs.getFirst().id();
        (up ? places.up(job) : places.down(job)).ifPresent(step -> {
            switch (step) {
                case Places.Step.To to -> orders.move(List.of(job), to.place());
                case Places.Step.Among among -> orders.prioritise(List.of(job), among.priority());
            }
        });
    }

    @Override
    protected int contentHeight(int width) {
        return rows.contentHeight();
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        if (rows.isEmpty()) {
            empty.draw(ink, area, false, false);
            return;
        }
        int end = rows.end(offset, area.height);
        for (int i = rows.first(offset); i < end; i++) {
            draw(ink, i, rows.bounds(i, offset, area.width));
        }
        if (drag.target() >= 0) {
            int y = drag.target() == rows.size() ? rows.bottom(rows.size() - 1) : rows.top(drag.target());
            ink.round(new Rectangle(20, y - offset - 1, area.width - 40, 3), 1, ink.palette().accent());
        }
    }

    private void draw(Ink ink, int index, Rectangle r) {
        Row row = rows.get(index);
        Mood mood = new Mood(selection.contains(row.id()), index == hotRow,
                index == selection.lead() && isFocusControl());
        ink.gc().setAlpha(255);
        switch (row) {
            case Row.Head head -> board.tally(head.id())
                    .ifPresent(tally -> heads.draw(ink, tally, board.folded(head.id()), r, mood));
            case Row.Single single -> board.job(single.id()).ifPresent(job -> painter.draw(ink, job, r, mood,
                    single.member(), Places.number(numbers, job.id()),
                    board.letter(job.id()).map(DeadLetter::remark).orElse("")));
        }
        if (mood.lit()) {
            signs(index).draw(ink, r, index == hotRow ? hotSign : Optional.empty());
        }
    }

    private Signs signs(int index) {
        return new Signs(switch (rows.get(index)) {
            case Row.Head head -> board.tally(head.id()).map(JobAction::of).orElse(List.of());
            case Row.Single single -> board.job(single.id())
                    .map(job -> JobAction.of(job, board.letter(job.id()).isPresent())).orElse(List.of());
        });
    }

    private Stream<JobSnapshot> jobsOf(UUID id) {
        return board.job(id).map(Stream::of).orElseGet(() -> board.members(id).stream());
    }

    private Rectangle bounds(int row) {
        return rows.bounds(row, offset(), getClientArea().width);
    }

    private int rowAt(Event e) {
        return onBar(e) ? -1 : rows.at(e.y + offset());
    }

    private Optional<JobAction> signAt(Event e, int row) {
        return row < 0 ? Optional.empty() : signs(row).at(bounds(row), e.x, e.y);
    }

    private void moved(Event e) {
        if (drag.to(e.y)) {
            dragged(e);
            return;
        }
        int row = rowAt(e);
        hot(row, signAt(e, row));
    }

    private void dragged(Event e) {
        int height = getClientArea().height;
        scrollBy(e.y < EDGE ? -EDGE : e.y > height - EDGE ? EDGE : 0);
        drag.over(dropAt(e.y + offset()));
        setCursor(getDisplay().getSystemCursor(drag.target() < 0 ? SWT.CURSOR_NO : SWT.CURSOR_HAND));
        redraw();
    }

    /** The line before which what is dragged may be put down: one that waits, and where batches stand apart, of the same batch. */
    private int dropAt(int y) {
        int row = rows.at(y);
        int index = row < 0 ? rows.size() : y > (rows.top(row) + rows.bottom(row)) / 2 ? row + 1 : row;
        boolean before = index < rows.size() && fitsBeside(rows.get(index).id());
        boolean behind = index > 0 && fitsBeside(rows.get(index - 1).id());
        return before || behind ? index : -1;
    }

    private boolean fitsBeside(UUID id) {
        Optional<UUID> batch = board.job(drag.jobs().getFirst()).map(JobSnapshot::batch);
        return board.job(id).filter(j -> JobView.WAITING.shows(j.state()))
                .filter(j -> !view.grouped() || batch.filter(j.batch()::equals).isPresent()).isPresent();
    }

    private void hot(int row, Optional<JobAction> sign) {
        if (row != hotRow || !sign.equals(hotSign)) {
            hotRow = row;
            hotSign = sign;
            setToolTipText(tip());
            redraw();
        }
    }

    /** What a sign does, and the whole of a sentence that may be too long for its line. */
    private @Nullable String tip() {
        if (hotRow < 0) {
            return null;
        }
        if (hotSign.isPresent()) {
            return hotSign.get().label() + "  (" + hotSign.get().keyName() + ")";
        }
        Optional<String> why = board.job(rows.get(hotRow).id()).flatMap(JobWords::why);
        return why.isPresent() ? Look.literally(why.get()) : null;
    }

    private String words(Row row) {
        return switch (row) {
            case Row.Head head -> board.tally(head.id())
                    .map(t -> t.recipe().title() + ": " + JobWords.tally(t)).orElse("");
            case Row.Single single -> board.job(single.id()).map(j -> JobWords.name(j) + ": "
                    + JobWords.remark(j, number(j), Instant.now())).orElse("");
        };
    }

    private OptionalInt number(JobSnapshot job) {
        return Places.number(numbers, job.id());
    }

    private void down(Event e) {
        setFocus();
        int row = rowAt(e);
        if (row < 0) {
            return;
        }
        Optional<JobAction> sign = e.button == 1 ? signAt(e, row) : Optional.empty();
        if (sign.isPresent()) {
            click(rows.get(row), sign.get());
        } else if (e.button == 1 && rows.get(row) instanceof Row.Head && e.x < RowPainter.LEFT) {
            fold(row, !board.folded(rows.get(row).id()));
        } else {
            press(row, e);
        }
    }

    private void press(int row, Event e) {
        boolean plain = (e.stateMask & (SWT.MOD1 | SWT.SHIFT)) == 0;
        // a press on what is selected may begin a drag, or open the menu, of all of it
        if (!plain || !selection.contains(rows.get(row).id())) {
            go(row, e.stateMask);
        }
        if (e.button == 1 && plain) {
            drag.grip(board.job(rows.get(row).id()).filter(j -> JobView.WAITING.shows(j.state())).isPresent()
                    ? targets().stream().filter(j -> JobView.WAITING.shows(j.state())).toList()
                    : List.of(), e.y);
        }
    }

    private void up(Event e) {
        int target = drag.target();
        if (target >= 0) {
            drop(target);
        } else if (!drag.moving() && e.button == 1 && (e.stateMask & (SWT.MOD1 | SWT.SHIFT)) == 0) {
            alone(e);
        }
        setCursor(null);
        drag.end();
        redraw();
    }

    private void alone(Event e) {
        int row = rowAt(e);
        if (row >= 0 && selection.contains(rows.get(row).id()) && signAt(e, row).isEmpty()) {
            go(row, e.stateMask & ~(SWT.MOD1 | SWT.SHIFT));
        }
    }

    private void drop(int target) {
        boolean before = target < rows.size() && fitsBeside(rows.get(target).id());
        Place place = before ? Place.before(rows.get(target).id()) : Place.last();
        if (!before || !drag.jobs().contains(rows.get(target).id())) {
            orders.move(drag.jobs(), place);
        }
    }

    private void click(Row row, JobAction action) {
        if (row instanceof Row.Head && action == JobAction.CANCEL) {
            orders.cancelBatch(row.id());
        } else {
            List<JobSnapshot> jobs = action.fitting(jobsOf(row.id()).toList(), board);
            if (!jobs.isEmpty()) {
                orders.act(action, jobs);
            }
        }
    }

    private void twice(Event e) {
        int row = rowAt(e);
        if (row >= 0 && signAt(e, row).isEmpty()) {
            switch (rows.get(row)) {
                case Row.Head head -> fold(row, !board.folded(head.id()));
                case Row.Single single -> orders.inspect();
            }
        }
    }

    private void fold(int row, boolean closed) {
        board.fold(rows.get(row).id(), closed);
        show(view, empty);
    }

    private void menu(Event e) {
        int lead = selection.lead();
        if (lead >= 0 && !selection.ids().isEmpty()) {
            Rectangle line = bounds(lead);
            Point at = e.detail == SWT.MENU_KEYBOARD
                    ? toDisplay(RowPainter.LEFT, line.y + line.height)
                    : new Point(e.x, e.y);
            new JobMenu(this, board).open(targets(), at.x, at.y);
        }
        e.doit = false;
    }

    private void key(Event e) {
        boolean alt = (e.stateMask & SWT.MOD3) != 0;
        if (alt && (e.keyCode == SWT.ARROW_UP || e.keyCode == SWT.ARROW_DOWN)) {
            step(e.keyCode == SWT.ARROW_UP);
        } else if (e.keyCode == 'a' && (e.stateMask & SWT.MOD1) != 0) {
            selection.all();
            redraw();
        } else if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            orders.inspect();
        } else if ((e.stateMask & (SWT.MOD1 | SWT.MOD3)) == 0 && !JobAction.of(e.keyCode).isEmpty()) {
            JobAction.first(JobAction.of(e.keyCode), targets(), board).ifPresent(this::perform);
        } else if (!rows.isEmpty()) {
            navigate(e);
        }
    }

    private void navigate(Event e) {
        int from = selection.lead();
        int page = Math.max(1, getClientArea().height / RowPainter.HEIGHT);
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> to(from + 1, e.stateMask);
            case SWT.ARROW_UP -> to(from < 0 ? rows.size() - 1 : from - 1, e.stateMask);
            case SWT.PAGE_DOWN -> to(from + page, e.stateMask);
            case SWT.PAGE_UP -> to(from - page, e.stateMask);
            case SWT.HOME -> to(0, e.stateMask);
            case SWT.END -> to(rows.size() - 1, e.stateMask);
            case SWT.ARROW_LEFT, SWT.ARROW_RIGHT -> side(from, e.keyCode == SWT.ARROW_LEFT);
            default -> {
            }
        }
    }

    /** Left closes the batch of the line, Right opens it. */
    private void side(int from, boolean close) {
        for (int i = from; i >= 0; i--) {
            if (rows.get(i) instanceof Row.Head) {
                fold(i, close);
                to(close ? i : Math.max(from, i), 0);
                return;
            }
            if (rows.get(i) instanceof Row.Single single && !single.member()) {
                return;
            }
        }
    }

    private void to(int row, int mask) {
        go(Math.clamp(row, 0, rows.size() - 1), mask & SWT.SHIFT);
    }

    private void go(int row, int mask) {
        selection.go(row, (mask & SWT.MOD1) != 0, (mask & SWT.SHIFT) != 0);
        reveal(rows.top(row), rows.bottom(row));
        redraw();
        look();
    }

    /** Tells when the keyboard stands on another job. */
    private void look() {
        int lead = selection.lead();
        Optional<UUID> now = lead < 0 ? Optional.empty() : Optional.of(rows.get(lead).id());
        Optional<UUID> job = now.filter(id -> board.job(id).isPresent());
        if (!job.equals(looked)) {
            looked = job;
            orders.looked(job);
        }
    }

    private void describe() {
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> {
            int lead = selection.lead();
            e.result = lead < 0 || lead >= rows.size() ? empty.title() : words(rows.get(lead));
        }));
    }
}
