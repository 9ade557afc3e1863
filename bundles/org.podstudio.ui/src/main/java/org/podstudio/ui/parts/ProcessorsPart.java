package org.podstudio.ui.parts;

import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.podstudio.api.Processor;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.ui.Messages;
import org.podstudio.ui.grid.AssetTransfer;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.StudioListener;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** What can be done with the selection: cards, and behind each its form. */
public final class ProcessorsPart implements StudioListener {

    private final Composite parent;
    private final Studio studio;
    private final StackLayout pages = new StackLayout();
    private final Composite overview;
    private final CardList cards;
    private final Run.Registration registration;
    private Optional<ProcessorPage> page = Optional.empty();

    /** Made by the workbench. */
    @Inject
    public ProcessorsPart(Composite parent, Studio studio) {
        this.parent = parent;
        this.studio = studio;
        parent.setLayout(pages);
        overview = new Composite(parent, SWT.NONE);
        Head.column(overview);
        new Head(overview, Messages.Cards_Title, 0);
        cards = Head.fill(new CardList(overview, this::open));
        cards.setData("id", "cards");
        cards.show(studio.processors());
        DropTarget target = new DropTarget(cards, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_DEFAULT);
        target.setTransfer(AssetTransfer.instance());
        target.addDropListener(new OnCard());
        pages.topControl = overview;
        registration = studio.listen(this);
    }

    @PreDestroy
    void end() {
        registration.close();
    }

    @org.eclipse.e4.ui.di.Focus
    void focus() {
        Optional.ofNullable(pages.topControl).ifPresent(c -> c.setFocus());
    }

    @Override
    public void projectChanged() {
        cards.show(studio.processors());
        page.ifPresent(ProcessorPage::changed);
    }

    @Override
    public void selectionChanged() {
        cards.show(studio.processors());
        cards.fit(studio.selection().stream().map(Asset::kind).collect(Collectors.toSet()));
        page.ifPresent(ProcessorPage::changed);
    }

    private void open(Processor<?> processor) {
        ProcessorPage opened = new ProcessorPage(parent, studio, processor, this::back);
        page = Optional.of(opened);
        turn(opened);
        opened.setFocus();
    }

    private void back() {
        cards.show(studio.processors());
        turn(overview);
        cards.setFocus();
        page.ifPresent(Composite::dispose);
        page = Optional.empty();
    }

    private void turn(Composite to) {
        pages.topControl = to;
        parent.layout();
    }

    private void over(DropTargetEvent event) {
        Point at = cards.toControl(event.x, event.y);
        cards.target(at.x, at.y);
        event.detail = cards.processorAt(at.x, at.y).isPresent() ? DND.DROP_COPY : DND.DROP_NONE;
    }

    /** What was dragged is what is selected: a drag begins on the selection. */
    private void dropped(DropTargetEvent event) {
        Point at = cards.toControl(event.x, event.y);
        cards.target(-1, -1);
        cards.processorAt(at.x, at.y).ifPresent(this::open);
    }

    @NonNullByDefault({}) // SWT says of no parameter whether it may be null
    private final class OnCard extends DropTargetAdapter {
        @Override
        public void dragEnter(DropTargetEvent event) {
            over(event);
        }

        @Override
        public void dragOver(DropTargetEvent event) {
            over(event);
        }

        @Override
        public void dragLeave(DropTargetEvent event) {
            cards.target(-1, -1);
        }

        @Override
        public void drop(DropTargetEvent event) {
            dropped(event);
        }
    }
}
