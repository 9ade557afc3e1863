package org.podstudio.ui.parts;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Processor;
import org.podstudio.ui.Messages;
import org.podstudio.ui.form.ProcessorLabels;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Ink;
import org.podstudio.ui.look.Palette;
import org.podstudio.ui.look.Surface;

/** The installed processors as cards: click one, or drop assets on it. UI thread only. */
public final class CardList extends Surface {

    private static final int HEIGHT = 78;
    private static final int GAP = 10;
    private static final int MARGIN = 16;
    private static final EmptyPlace EMPTY = new EmptyPlace(Glyph.SPARK, Messages.Cards_Empty, Messages.Cards_EmptyHint);

    private record Card(Processor<?> processor, ProcessorLabels labels) {

        /** What it is for above all: film has sound, so what takes both is for sound. */
        MediaKind kind() {
            return processor.info().accepts().stream().sorted().findFirst().orElse(MediaKind.IMAGE);
        }
    }

    private final Consumer<Processor<?>> chosen;
    private List<Processor<?>> shown = List.of();
    private List<Card> cards = List.of();
    private Set<MediaKind> kinds = Set.of();
    private int hot = -1;
    private int target = -1;
    private int lead = -1;

    CardList(Composite parent, Consumer<Processor<?>> chosen) {
        super(parent, SWT.NONE);
        this.chosen = chosen;
        addListener(SWT.MouseMove, e -> hover(onBar(e) ? -1 : at(e.x, e.y)));
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(SWT.MouseDown, e -> setFocus());
        addListener(SWT.MouseUp, e -> choose(e.button == 1 && !onBar(e) ? at(e.x, e.y) : -1));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse,
                e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
    }

    /** Shows these, those for pictures first, then sound, then film, each by their titles; cheap when nothing came or went. */
    void show(List<Processor<?>> processors) {
        if (processors.equals(shown)) {
            return;
        }
        shown = List.copyOf(processors);
        cards = processors.stream().<Card>map(p -> new Card(p, ProcessorLabels.of(p)))
                .sorted(Comparator.comparing(Card::kind).thenComparing(c -> c.labels().title(), Collator.getInstance()))
                .toList();
        layoutChanged();
    }

    /** The kinds that are selected; cards that take none of them step back. */
    void fit(Set<MediaKind> selected) {
        kinds = selected;
        redraw();
    }

    /** The processor at a point of the window. */
    Optional<Processor<?>> processorAt(int x, int y) {
        int index = at(x, y);
        return index < 0 ? Optional.empty() : Optional.of(cards.get(index).processor());
    }

    /** Marks the card below a drag. */
    void target(int x, int y) {
        int index = at(x, y);
        if (index != target) {
            target = index;
            redraw();
        }
    }

    /** Where the card of a processor is, in the window's coordinates. */
    public Optional<Rectangle> card(String id) {
        return cards.stream().filter(c -> c.processor().info().id().equals(id)).findFirst().map(cards::indexOf)
                .map(this::card);
    }

    private Rectangle card(int index) {
        return new Rectangle(MARGIN, index * (HEIGHT + GAP) + 2 - offset(), getClientArea().width - 2 * MARGIN, HEIGHT);
    }

    @Override
    protected int contentHeight(int width) {
        return cards.size() * (HEIGHT + GAP) + MARGIN;
    }

    @Override
    protected void draw(Ink ink, Rectangle area, int offset) {
        if (cards.isEmpty()) {
            EMPTY.draw(ink, area, false, false);
        }
        for (int i = 0; i < cards.size(); i++) {
            draw(ink, i, card(i));
        }
    }

    private void draw(Ink ink, int index, Rectangle r) {
        Card card = cards.get(index);
        Palette palette = ink.palette();
        boolean lit = index == target || index == hot;
        boolean fits = kinds.isEmpty() || card.processor().info().accepts().stream().anyMatch(kinds::contains);
        ink.round(r, 10, index == target ? palette.accentSoft() : palette.raised());
        ink.outline(r, 10, index == target ? 2 : 1,
                lit || index == lead && isFocusControl() ? palette.accent() : palette.line());
        ink.gc().setAlpha(fits ? 255 : 110);
        Rectangle disc = new Rectangle(r.x + 14, r.y + (HEIGHT - 40) / 2, 40, 40);
        ink.round(disc, 12, palette.accentSoft());
        Glyph.of(card.kind()).draw(ink.gc(), disc.x + 11, disc.y + 11, 18, palette.accent());
        words(ink, card, r);
        ink.gc().setAlpha(255);
    }

    private static void words(Ink ink, Card card, Rectangle r) {
        int x = r.x + 68;
        int width = r.width - 68 - 34;
        int title = ink.size("X", ink.look().strong()).y;
        int small = ink.size("X", ink.look().small()).y + 2;
        String help = card.labels().help().isEmpty() ? takes(card.processor()) : card.labels().help();
        int lines = ink.size(help, ink.look().small()).x > width ? 2 : 1;
        int y = r.y + (HEIGHT - title - lines * small - 3) / 2;
        ink.text(card.labels().title(), x, y, width, ink.look().strong(), ink.palette().text());
        ink.paragraph(help, new Rectangle(x, y + title + 3, width, 2 * small), 2, ink.look().small(),
                ink.palette().muted());
        Glyph.NEXT.draw(ink.gc(), r.x + r.width - 28, r.y + HEIGHT / 2 - 7, 14, ink.palette().muted());
    }

    /** {@code Takes pictures or video.} */
    static String takes(Processor<?> processor) {
        return NLS.bind(Messages.Cards_Takes, kinds(processor));
    }

    /** {@code pictures or video}. */
    static String kinds(Processor<?> processor) {
        return processor.info().accepts().stream().sorted().map(k -> switch (k) {
            case IMAGE -> Messages.Kind_Image;
            case AUDIO -> Messages.Kind_Audio;
            case VIDEO -> Messages.Kind_Video;
        }).reduce((one, other) -> NLS.bind(Messages.Kind_Or, one, other)).orElse("");
    }

    private int at(int x, int y) {
        int index = Math.floorDiv(y + offset() - 2, HEIGHT + GAP);
        return index >= 0 && index < cards.size() && card(index).contains(x, y) ? index : -1;
    }

    private void hover(int index) {
        if (hot != index) {
            hot = index;
            setCursor(index < 0 ? null : getDisplay().getSystemCursor(SWT.CURSOR_HAND));
            redraw();
        }
    }

    private void choose(int index) {
        if (index >= 0 && index < cards.size()) {
            lead = index;
            chosen.accept(cards.get(index).processor());
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> move(1);
            case SWT.ARROW_UP -> move(-1);
            case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose(lead);
            default -> {
            }
        }
    }

    private void move(int by) {
        if (!cards.isEmpty()) {
            lead = Math.clamp((long) lead + by, 0, cards.size() - 1);
            reveal(lead * (HEIGHT + GAP), (lead + 1) * (HEIGHT + GAP));
            redraw();
        }
    }
}
