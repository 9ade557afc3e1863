package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.content.Inspector;
import org.podstudio.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media of one open project. For any thread. Obtained from {@link Libraries}, closed by whoever obtained it. */
public final class Library implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Library.class);
    private static final Duration STALE = Duration.ofHours(1);

    private final ProjectFolder folder;
    private final Store store;
    private final Inspector inspector;
    private final Neighbours neighbours;
    private final Clock clock;
    private final Lookup lookup;
    private final Thumbnails thumbnails;

    Library(ProjectFolder folder, Store store, Inspector inspector, Neighbours neighbours, Clock clock) {
        this.folder = folder;
        this.store = store;
        this.inspector = inspector;
        this.neighbours = neighbours;
        this.clock = clock;
        this.lookup = new Lookup(folder, store.assets());
        this.thumbnails = new Thumbnails(folder, inspector);
    }

    /** Where everything lies. */
    public ProjectFolder folder() {
        return folder;
    }

    /**
     * Takes files in, folders with all that is below them. Originals are only read; with {@link ImportOptions#move} they are deleted after their
     * copy was verified and recorded. What goes wrong with one file is in the report and the rest goes on; when the project cannot be written any
     * more, the rest fails with the same problem. Imports into one project wait for each other; an interrupt ends an import between two batches.
     *
     * @param each is told of every file, in order, in the calling thread, once it is recorded
     * @throws ProcessingException {@code library.bad-theme}, {@code library.bad-tag} for options; errors of the store
     * @throws org.podstudio.api.CanceledException when the thread is interrupted; what is reported stays
     */
    public ImportReport importFiles(List<Path> paths, ImportOptions options, Consumer<ImportedFile> each) {
        neighbours.importing().lock();
        try {
            if (!options.dryRun()) {
                prepareIncoming();
            }
            return new Import(folder, store.assets(), inspector, options, clock.instant(), neighbours::tell).run(paths,
                    each);
        } finally {
            neighbours.importing().unlock();
        }
    }

    /** The assets that a query asks for, newest first. */
    public List<Asset> find(AssetQuery query) {
        return store.assets().list(query);
    }

    /**
     * The asset that is meant.
     *
     * @param idOrPathOrName id, at least four first characters of it, path in the project or seen from the current folder, or file name
     * @throws ProcessingException {@code library.ambiguous} when several are meant
     */
    public Optional<Asset> asset(String idOrPathOrName) {
        return lookup.find(idOrPathOrName);
    }

    /** How many assets there are. */
    public long count() {
        return store.assets().count();
    }

    /**
     * Gives an asset other labels; its file stays where it is.
     *
     * @return the asset with the labels as they are stored: lower-case
     * @throws ProcessingException {@code library.unknown-asset}, {@code library.bad-theme}, {@code library.bad-tag}
     */
    public Asset label(UUID id, Labels labels) {
        Asset asset = store.assets().find(id).orElseThrow(() -> new ProcessingException(ErrorKind.INPUT,
                "library.unknown-asset", "There is no asset " + id + ".", "See all with: podstudio assets"));
        Asset labelled = asset.with(Words.labels(labels));
        store.assets().update(labelled);
        neighbours.tell(labelled);
        return labelled;
    }

    /** Where an asset's file is, or was. */
    public Path file(Asset asset) {
        return folder.resolve(asset.path());
    }

    /** A small picture of an asset, made now if there is none yet; empty when it cannot be shown, which is then remembered. Slow the first time. */
    public Optional<Path> thumbnail(Asset asset) {
        return thumbnails.of(asset);
    }

    /** What an asset was made of and how; empty for imported ones and when the parent is gone. */
    public Optional<Origin> origin(Asset asset) {
        Optional<Lineage> lineage = asset.lineage();
        return lineage.flatMap(
                l -> store.assets().find(l.parent()).map(parent -> new Origin(parent, new Recipe(List.of(l.step())))));
    }

    /** What was made of an asset, oldest first. */
    public List<Asset> children(Asset asset) {
        return store.assets().children(asset.id());
    }

    /** Tells of assets that come in or change through any library of this project in this process; in the thread that did it, so be quick. */
    public Run.Registration listen(Consumer<Asset> listener) {
        return neighbours.listen(listener);
    }

    @Override
    public void close() {
        store.close();
    }

    /** Makes the folder for passing files and clears it of what an import that was cut off left. */
    private void prepareIncoming() {
        Path incoming = ProjectTree.incoming(folder);
        Disk.makeFolder(incoming);
        Instant stale = clock.instant().minus(STALE);
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(stale)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} was not cleared: {}", incoming, e.toString());
        }
    }
}
