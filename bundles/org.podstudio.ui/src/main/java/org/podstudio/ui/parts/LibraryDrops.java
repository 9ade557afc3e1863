package org.podstudio.ui.parts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.podstudio.api.project.Asset;
import org.podstudio.ui.grid.AssetGrid;
import org.podstudio.ui.grid.AssetTransfer;
import org.podstudio.ui.session.Studio;

/** Drags assets out of the grid, to other parts and to the desktop, and takes files that are dropped on it. */
final class LibraryDrops {

    private final AssetGrid grid;
    private final Studio studio;
    /** A drop of our own tiles on themselves would import what is there already. */
    private boolean own;

    LibraryDrops(AssetGrid grid, Studio studio) {
        this.grid = grid;
        this.studio = studio;
        DragSource source = new DragSource(grid, DND.DROP_COPY);
        source.setTransfer(AssetTransfer.instance(), FileTransfer.getInstance());
        source.addDragListener(new Out());
        DropTarget target = new DropTarget(grid, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_LINK | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new In());
    }

    private void start(DragSourceEvent event) {
        event.doit = !grid.selected().isEmpty() && grid.tileAt(event.x, event.y).isPresent();
        own = event.doit;
    }

    private void give(DragSourceEvent event) {
        List<Asset> assets = grid.selected();
        if (FileTransfer.getInstance().isSupportedType(event.dataType)) {
            event.data = assets.stream()
                    .flatMap(a -> studio.project().stream().map(p -> p.folder().resolve(a.path()).toString()))
                    .toArray(String[]::new);
        } else {
            event.data = assets.stream().map(Asset::id).toList();
        }
    }

    private void enter(DropTargetEvent event) {
        boolean files = Arrays.stream(event.dataTypes).anyMatch(FileTransfer.getInstance()::isSupportedType);
        event.detail = own || !files ? DND.DROP_NONE : DND.DROP_COPY;
        grid.dropping(event.detail == DND.DROP_COPY);
    }

    private void take(DropTargetEvent event) {
        if (event.data instanceof String[] paths) {
            studio.bringIn(Arrays.stream(paths).map(Path::of).toList());
        }
    }

    @NonNullByDefault({}) // SWT says of no parameter whether it may be null
    private final class Out extends DragSourceAdapter {
        @Override
        public void dragStart(DragSourceEvent event) {
            start(event);
        }

        @Override
        public void dragSetData(DragSourceEvent event) {
            give(event);
        }

        @Override
        public void dragFinished(DragSourceEvent event) {
            own = false;
        }
    }

    @NonNullByDefault({})
    private final class In extends DropTargetAdapter {
        @Override
        public void dragEnter(DropTargetEvent event) {
            enter(event);
        }

        @Override
        public void dragOperationChanged(DropTargetEvent event) {
            enter(event);
        }

        @Override
        public void dragLeave(DropTargetEvent event) {
            grid.dropping(false);
        }

        @Override
        public void drop(DropTargetEvent event) {
            take(event);
        }
    }
}
