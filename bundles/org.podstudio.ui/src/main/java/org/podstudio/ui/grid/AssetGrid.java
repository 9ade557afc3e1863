package org.podstudio.ui.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.api.project.Asset;
import org.podstudio.ui.UiThread;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Selection;
import org.podstudio.ui.look.Surface;

/**
 * Assets as tiles on one canvas: only what is seen is drawn and loaded. Arrows, Home, End, Enter and Ctrl+A work. UI
 * thread only.
 */
public final class AssetGrid extends Surface {

    private final Thumbnails thumbnails;
    private final TilePainter painter;
    private final Selection selection = new Selection();
    private final Consumer<List<Asset>> selected;
    private final Consumer<Asset> opened;
    private List<Asset> assets = List.of();
    private EmptyPlace empty;
    private int hot = -1;
    private int pressed = -1;
    private boolean dropping;

    /**
     * @param empty
     *            shown when there is no asset
     * @param selected
     *            told each change of the selection
     * @param opened
     *            told of Enter and of a double click
     */
    public AssetGrid(Composite parent, EmptyPlace empty, Consumer<List<Asset>> selected, Consumer<Asset> opened) {
        super(parent, SWT.NONE);
        thumbnails = new Thumbnails(UiThread.of(getDisplay()), data -> new Image(getDisplay(), data),
                this::redrawLiving);
        this.painter = new TilePainter(thumbnails);
        this.empty = empty;
        this.selected = selected;
        this.opened = opened;
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseMove, e -> hover(onBar(e) ? -1 : at(e.x, e.y)));
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(SWT.MouseDoubleClick, e -> open(at(e.x, e.y)));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Dispose, e -> thumbnails.close());
        describe();
    }

    /**
     * Shows these, keeps position and selection as far as they still apply.
     *
     * @param pictures
     *            finds the thumbnails of these assets
     */
    public void show(List<Asset> changed, Thumbnails.Source pictures, EmptyPlace whenEmpty) {
        List<UUID> before = selection.ids();
        assets = changed;
        empty = whenEmpty;
        selection.show(changed.stream().map(Asset::id).toList());
        thumbnails.from(pictures);
        layoutChanged();
        if (!before.equals(selection.ids())) {
            selected.accept(selected());
        }
    }

    /** What is shown. */
    public List<Asset> assets() {
        return assets;
    }

    /** What is selected, in the order shown. */
    public List<Asset> selected() {
        return assets.stream().filter(asset -> selection.contains(asset.id())).toList();
    }

    /** Selects those of these that are shown, and goes to the first of them. */
    public void select(Set<UUID> ids) {
        selection.only(ids);
        if (selection.lead() >= 0) {
            Rectangle tile = tiles().bounds(selection.lead());
            reveal(tile.y - TileLayout.GAP, tile.y + tile.height + TileLayout.GAP);
        }
        changed();
    }

    /** Selects everything that is shown. */
    public void selectAll() {
        selection.all();
        changed();
    }

    /** Marks the whole grid as the place where a drag would drop. */
    public void dropping(boolean over) {
        dropping = over;
        redraw();
    }

    /** How many of the tiles now seen show their picture. */
    public int picturesShown() {
        return (int) visible(getClientArea(), offset()).stream().filter(a -> thumbnails.image(a).isPresent()).count();
    }

    /** Where a tile is in the window's coordinates; it may be out of sight. */
    public Rectangle tile(int index) {
        Rectangle r = tiles().bounds(index);
        return new Rectangle(r.x, r.y - offset(), r.width, r.height);
    }

    /** The asset at a point of the window. */
    public Optional<Asset> tileAt(int x, int y) {
        int index = at(x, y);
        return index < 0 ? Optional.empty() : Optional.of(assets.get(index));
    }

    @Override
    protected int contentHeight(int width) {
        return new TileLayout(width, assets.size()).contentHeight();
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        if (assets.isEmpty()) {
            empty.draw(ink, area, true, dropping);
            return;
        }
        TileLayout layout = new TileLayout(area.width, assets.size());
        thumbnails.want(visible(area, offset));
        int end = layout.end(offset, area.height);
        for (int i = layout.first(offset); i < end; i++) {
            Rectangle tile = layout.bounds(i);
            tile.y -= offset;
            painter.draw(ink, assets.get(i), tile, selection.contains(assets.get(i).id()), i == hot,
                    i == selection.lead() && isFocusControl());
        }
        if (dropping) {
            ink.dashes(new Rectangle(6, 6, area.width - 12, area.height - 12), 14, 2, ink.palette().accent());
        }
    }

    private List<Asset> visible(Rectangle area, int offset) {
        TileLayout layout = new TileLayout(area.width, assets.size());
        int first = Math.min(layout.first(offset), assets.size());
        return new ArrayList<>(assets.subList(first, Math.max(first, layout.end(offset, area.height))));
    }

    private TileLayout tiles() {
        return new TileLayout(getClientArea().width, assets.size());
    }

    private int at(int x, int y) {
        return tiles().at(x, y + offset());
    }

    private void down(Event e) {
        setFocus();
        pressed = onBar(e) || e.button != 1 ? -1 : at(e.x, e.y);
        if (pressed < 0) {
            clearUnlessAdding(e);
        } else if (!selection.contains(assets.get(pressed).id()) || (e.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0) {
            go(pressed, e.stateMask);
            pressed = -1;
        }
    }

    private void clearUnlessAdding(Event e) {
        if (e.button == 1 && !onBar(e) && (e.stateMask & SWT.MOD1) == 0) {
            selection.none();
            changed();
        }
    }

    /** A press on what is selected may begin a drag of all of it, so only its release selects it alone. */
    private void up(Event e) {
        if (pressed >= 0 && pressed == at(e.x, e.y)) {
            go(pressed, e.stateMask);
        }
        pressed = -1;
    }

    private void key(Event e) {
        if (e.keyCode == 'a' && (e.stateMask & SWT.MOD1) != 0) {
            selectAll();
        } else if (e.character == SWT.ESC) {
            selection.none();
            changed();
        } else if (e.character == SWT.CR) {
            open(selection.lead());
        } else if (!assets.isEmpty()) {
            navigate(e);
        }
    }

    private void navigate(Event e) {
        int from = Math.max(0, selection.lead());
        int to = tiles().neighbour(from, e.keyCode, getClientArea().height);
        if (to != from || selection.lead() < 0 || e.character == ' ') {
            go(to, e.character == ' ' ? e.stateMask : e.stateMask & ~SWT.MOD1);
        }
    }

    private void go(int index, int mask) {
        selection.go(index, (mask & SWT.MOD1) != 0, (mask & SWT.SHIFT) != 0);
        Rectangle tile = tiles().bounds(index);
        reveal(tile.y - TileLayout.GAP, tile.y + tile.height + TileLayout.GAP);
        changed();
    }

    private void open(int index) {
        if (index >= 0 && index < assets.size()) {
            opened.accept(assets.get(index));
        }
    }

    private void changed() {
        redraw();
        selected.accept(selected());
    }

    private void hover(int index) {
        if (index != hot) {
            hot = index;
            setToolTipText(index < 0 ? null : Look.literally(assets.get(index).path()));
            redraw();
        }
    }

    private void redrawLiving() {
        if (!isDisposed()) {
            redraw();
        }
    }

    private void describe() {
        getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(e -> {
            int lead = selection.lead();
            e.result = lead < 0 || lead >= assets.size() ? empty.title() : assets.get(lead).fileName();
        }));
    }
}
