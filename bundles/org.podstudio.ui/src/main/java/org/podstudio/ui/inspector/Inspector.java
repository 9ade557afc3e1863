package org.podstudio.ui.inspector;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Surface;
import org.podstudio.ui.session.Inspection;

/**
 * What happened to one job, to read. A click, or Enter on what the arrows lead to, copies a command line or opens a
 * result. UI thread only.
 */
public final class Inspector extends Surface {

    private static final EmptyPlace EMPTY = new EmptyPlace(Glyph.LOG, Messages.Details_Empty,
            Messages.Details_EmptyHint);
    private static final int TOP = 12;
    private static final int STEP = 40;

    private final Details details;
    private List<Item> items = List.of();
    /** Upper edges, and the lower edge of the last; as wide as below. */
    private int[] tops = new int[1];
    private int measured = -1;
    private int hot = -1;
    private int lead = -1;

    /**
     * @param titles
     *            from the id of a processor to its title
     */
    public Inspector(Composite parent, UnaryOperator<String> titles) {
        super(parent, SWT.NONE);
        details = new Details(titles, ZoneId.systemDefault());
        addListener(SWT.MouseMove, e -> hover(onBar(e) ? -1 : at(e.y)));
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(SWT.MouseDown, e -> setFocus());
        addListener(SWT.MouseUp, e -> act(e.button == 1 && !onBar(e) ? at(e.y) : -1));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> e.result = aloud()));
    }

    /**
     * Shows what was found out; the page stays where it is.
     *
     * @param note
     *            what somebody noted of its failure; empty when nobody did
     */
    public void show(Inspection seen, String note) {
        items = details.of(seen, note);
        again();
    }

    /** Shows that there is nothing to show. */
    public void clear() {
        items = List.of();
        again();
    }

    /** Everything that is shown, as it is read aloud. */
    public String aloud() {
        return lead >= 0
                ? items.get(lead).aloud()
                : items.stream().map(Item::aloud).collect(Collectors.joining(". "));
    }

    @Override
    protected int contentHeight(int width) {
        measure(width);
        return items.isEmpty() ? 0 : tops[items.size()] + TOP;
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        ink.fill(new Rectangle(0, 0, 1, area.height), ink.palette().line());
        if (items.isEmpty()) {
            EMPTY.draw(ink, area, false, false);
            return;
        }
        for (int i = 0; i < items.size() && tops[i] < offset + area.height; i++) {
            if (tops[i + 1] > offset) {
                ItemPainter.draw(ink, items.get(i),
                        new Rectangle(0, tops[i] - offset, area.width, tops[i + 1] - tops[i]), lit(i));
            }
        }
    }

    private boolean lit(int index) {
        return items.get(index).deed().isPresent() && (index == hot || index == lead && isFocusControl());
    }

    private void again() {
        measured = -1;
        hot = -1;
        lead = Math.min(lead, items.size() - 1);
        layoutChanged();
    }

    private void measure(int width) {
        if (measured == width) {
            return;
        }
        measured = width;
        GC gc = new GC(this);
        Ink ink = new Ink(gc, Look.of(getDisplay()));
        tops = new int[items.size() + 1];
        tops[0] = TOP;
        for (int i = 0; i < items.size(); i++) {
            tops[i + 1] = tops[i] + ItemPainter.height(ink, items.get(i), width);
        }
        gc.dispose();
    }

    private int at(int y) {
        int line = y + offset();
        for (int i = 0; i < items.size(); i++) {
            if (line >= tops[i] && line < tops[i + 1]) {
                return i;
            }
        }
        return -1;
    }

    private void hover(int index) {
        if (index != hot) {
            hot = index;
            Optional<Item.Deed> deed = index < 0 ? Optional.empty() : items.get(index).deed();
            setCursor(deed.isPresent() ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
            setToolTipText(index < 0 || items.get(index) instanceof Item.Title ? null : tip(items.get(index)));
            redraw();
        }
    }

    private static String tip(Item item) {
        String whole = Look.literally(item.aloud());
        return item.deed().map(d -> switch (d) {
            case Item.Deed.Copy copy -> Messages.Details_Copy + "\n" + whole;
            case Item.Deed.Open open -> Messages.Details_Open + "\n" + Look.literally(open.file().toString());
        }).orElse(whole);
    }

    private void act(int index) {
        if (index >= 0) {
            items.get(index).deed().ifPresent(deed -> {
                switch (deed) {
                    case Item.Deed.Copy copy -> copy(copy.text());
                    case Item.Deed.Open open -> Program.launch(open.file().toString());
                }
            });
        }
    }

    private void copy(String text) {
        Clipboard clipboard = new Clipboard(getDisplay());
        clipboard.setContents(new Object[]{text}, new Transfer[]{TextTransfer.getInstance()});
        clipboard.dispose();
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> go(1);
            case SWT.ARROW_UP -> go(-1);
            case SWT.PAGE_DOWN -> scrollBy(getClientArea().height - STEP);
            case SWT.PAGE_UP -> scrollBy(STEP - getClientArea().height);
            case SWT.CR -> act(lead);
            default -> {
            }
        }
    }

    /** To the next that can be clicked, or a step where there is none. */
    private void go(int by) {
        for (int i = lead + by; i >= 0 && i < items.size(); i += by) {
            if (items.get(i).deed().isPresent()) {
                lead = i;
                reveal(tops[i], tops[i + 1]);
                redraw();
                return;
            }
        }
        scrollBy(by * STEP);
    }
}
