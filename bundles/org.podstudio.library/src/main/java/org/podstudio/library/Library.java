package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.podstudio.api.CanceledException;
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
        this.thumbnails = new Thumbnails(folder, inspector::thumbnail);
    }

    /** Where everything lies. */
    public ProjectFolder folder() {
        return folder;
    }

    /**
     * Takes files in, folders with all that is below them. Originals are only read; with {@link ImportOptions#move}
     * they are deleted after their copy was verified and recorded. What goes wrong with one file is in the report and
     * the rest goes on; when the project cannot be written any more, the rest fails with the same problem. Imports
     * into one project wait for each other. An interrupt ends the waiting and the import at once: files that were
     * copied and not yet recorded are taken up by the next import.
     *
     * @param each is told of every file, in order, in the calling thread, once it is recorded
     * @throws ProcessingException {@code library.bad-theme}, {@code library.bad-tag} for options; errors of the store
     * @throws org.podstudio.api.CanceledException when the thread is interrupted; what is reported stays
     */
    public ImportReport importFiles(List<Path> paths, ImportOptions options, Consumer<ImportedFile> each) {
        waitForOthers();
        try {
            if (options.dryRun()) {
                return work(options).run(paths, each);
            }
            prepareIncoming();
            return logged(paths, options, each);
        } finally {
            neighbours.importing().unlock();
        }
    }

    private void waitForOthers() {
        try {
            neighbours.importing().lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        }
    }

    private Import work(ImportOptions options) {
        return new Import(folder, store.assets(), inspector, options, clock.instant(), neighbours::tell);
    }

    /** Says once what became of the user's files, also when the import is cut off. */
    private ImportReport logged(List<Path> paths, ImportOptions options, Consumer<ImportedFile> each) {
        long start = System.nanoTime();
        Map<ImportedFile.Outcome, Integer> counts = new EnumMap<>(ImportedFile.Outcome.class);
        try {
            return work(options).run(paths, file -> {
                counts.merge(file.outcome(), 1, Integer::sum);
                each.accept(file);
            });
        } finally {
            LOG.info("Import from {} into {}{}: {} in {} s", named(paths), folder.root(),
                    options.move() ? ", originals deleted" : "", counts,
                    String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
        }
    }

    private static String named(List<Path> paths) {
        return paths.size() < 3 ? paths.toString() : paths.getFirst() + " and " + (paths.size() - 1) + " more";
    }

    /** The assets that a query asks for, newest first. */
    public List<Asset> find(AssetQuery query) {
        return store.assets().list(query);
    }

    /**
     * The asset that is meant.
     *
     * @param idOrPathOrName id, at least four first characters of it, path in the project or seen from the current
     *             folder, or file name
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
        return label(id, before -> labels);
    }

    /**
     * Changes an asset's labels; its file stays where it is. Of two who change different labels at once neither loses
     * anything, which labels made from an earlier look at the asset cannot promise.
     *
     * @param change gets the labels as they are stored now; may be called more than once, so it must do nothing else
     * @return as {@link #label(UUID, Labels)}
     * @throws ProcessingException as {@link #label(UUID, Labels)}
     */
    public Asset label(UUID id, UnaryOperator<Labels> change) {
        store.assets().find(id).orElseThrow(() -> new ProcessingException(ErrorKind.INPUT, "library.unknown-asset",
                "There is no asset " + id + ".", "See all with: podstudio assets"));
        Asset labelled = store.assets().update(id, asset -> asset.with(Words.labels(change.apply(asset.labels()))));
        neighbours.tell(labelled);
        return labelled;
    }

    /** Where an asset's file is, or was. */
    public Path file(Asset asset) {
        return folder.resolve(asset.path());
    }

    /**
     * A small picture of an asset, made now if there is none yet; empty when it cannot be shown, which is then
     * remembered. Slow the first time.
     */
    public Optional<Path> thumbnail(Asset asset) {
        return thumbnails.of(asset);
    }

    /**
     * Makes the small pictures that are not there yet, newest asset first, on all cores.
     *
     * @param check called several times a second, in the calling thread; what it throws ends the work
     * @param each told of every asset and its small picture, in order, in the calling thread
     */
    public void makeThumbnails(Runnable check, BiConsumer<Asset, Optional<Path>> each) {
        AllCores.map(find(AssetQuery.ALL), thumbnails::of, check, each);
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

    /**
     * Tells of assets that come in or change through any library of this project in this process; in the thread that
     * did it, so be quick.
     */
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
