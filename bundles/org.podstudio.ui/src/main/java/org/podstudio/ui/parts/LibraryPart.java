package org.podstudio.ui.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.ui.Messages;
import org.podstudio.ui.grid.AssetGrid;
import org.podstudio.ui.look.Chips;
import org.podstudio.ui.look.EmptyPlace;
import org.podstudio.ui.look.Glyph;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.session.Project;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.StudioListener;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** The assets of the open project, filtered. */
public final class LibraryPart implements StudioListener {

    private static final int PAUSE_MS = 180;

    private final Studio studio;
    private final Head head;
    private final Chips kinds;
    private final Text filter;
    private final AssetGrid grid;
    private final Run.Registration registration;
    private final Runnable search = this::search;
    private int asked;
    /** To be selected once they are found. */
    private Set<Path> wanted = Set.of();

    /** Made by the workbench. */
    @Inject
    public LibraryPart(Composite parent, Studio studio) {
        this.studio = studio;
        Look look = Look.of(parent.getDisplay());
        Head.column(parent);
        head = new Head(parent, Messages.Library_Title, 2);
        kinds = new Chips(head,
                List.of(Messages.Library_All, Messages.Library_Image, Messages.Library_Audio, Messages.Library_Video),
                0, i -> search());
        filter = Look.as(new Text(head, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "field", look.plain());
        filter.setMessage(Messages.Library_Filter);
        filter.setData("id", "filter");
        GridData width = new GridData(SWT.RIGHT, SWT.CENTER, false, false);
        // in a narrow window the words beside the title need the room more
        head.addListener(SWT.Resize, e -> {
            width.widthHint = Math.clamp(head.getSize().x / 6, 90, 190);
            filter.requestLayout();
        });
        filter.setLayoutData(width);
        filter.addListener(SWT.Modify, e -> soon());
        grid = Head.fill(new AssetGrid(parent, emptyPlace(), studio::select, this::open));
        grid.setData("id", "grid");
        new LibraryDrops(grid, studio);
        registration = studio.listen(this);
    }

    @PostConstruct
    void begin() {
        projectChanged();
    }

    @PreDestroy
    void end() {
        registration.close();
    }

    @org.eclipse.e4.ui.di.Focus
    void focus() {
        grid.setFocus();
    }

    @Override
    public void projectChanged() {
        boolean open = studio.project().isPresent();
        kinds.setVisible(open);
        filter.setVisible(open);
        grid.show(List.of(), asset -> Optional.empty(), emptyPlace());
        head.remark("");
        search();
    }

    @Override
    public void assetsChanged() {
        soon();
    }

    @Override
    public void selectionChanged() {
        count();
    }

    @Override
    public void resultsWanted(List<Path> files) {
        wanted = Set.copyOf(files);
        kinds.select(0);
        filter.setText("");
        search();
    }

    private void soon() {
        grid.getDisplay().timerExec(-1, search);
        grid.getDisplay().timerExec(PAUSE_MS, search);
    }

    private void search() {
        if (grid.isDisposed()) {
            return;
        }
        int number = ++asked;
        AssetQuery query = new AssetQuery(filter.getText().strip(), kind(), Optional.empty(), Optional.empty(), false,
                Integer.MAX_VALUE);
        // An answer that comes after a later question is of no use any more.
        studio.project().ifPresent(project -> studio.find(query, found -> {
            if (number == asked && !grid.isDisposed()) {
                show(project, found);
            }
        }));
    }

    /** The thumbnails are those of the project that was asked, even if another one is open when they are made. */
    private void show(Project project, List<Asset> found) {
        grid.show(found, project::thumbnail, emptyPlace());
        Set<UUID> chosen = found.stream().filter(a -> wanted.contains(project.folder().resolve(a.path())))
                .map(Asset::id).collect(Collectors.toSet());
        if (!chosen.isEmpty()) {
            wanted = Set.of();
            grid.select(chosen);
        }
        count();
    }

    private Optional<MediaKind> kind() {
        return switch (kinds.selected()) {
            case 1 -> Optional.of(MediaKind.IMAGE);
            case 2 -> Optional.of(MediaKind.AUDIO);
            case 3 -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    private void count() {
        int all = grid.assets().size();
        int selected = grid.selected().size();
        String count = all == 1 ? Messages.Library_CountOne : NLS.bind(Messages.Library_Count, all);
        head.remark(all == 0 ? "" : selected == 0 ? count : NLS.bind(Messages.Library_Selected, selected, all));
    }

    private EmptyPlace emptyPlace() {
        if (studio.project().isEmpty()) {
            return new EmptyPlace(Glyph.FOLDER, Messages.Library_NoProject, Messages.Library_NoProjectHint);
        }
        boolean filtered = kinds.selected() > 0 || !filter.getText().isBlank();
        return filtered
                ? new EmptyPlace(Glyph.IMAGE, Messages.Library_NothingFound, Messages.Library_NothingFoundHint)
                : new EmptyPlace(Glyph.IMPORT, Messages.Library_Empty, Messages.Library_EmptyHint);
    }

    private void open(Asset asset) {
        studio.project().ifPresent(p -> Program.launch(p.folder().resolve(asset.path()).toString()));
    }
}
