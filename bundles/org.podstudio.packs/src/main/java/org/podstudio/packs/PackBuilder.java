package org.podstudio.packs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Exporter;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.podstudio.imaging.Images;
import org.podstudio.packs.internal.texts.BundledTemplates;
import org.podstudio.packs.internal.texts.PackTemplates;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;

/**
 * Keeps, checks and builds the packs of projects. For any thread; every call opens the project's store and gives it
 * back.
 */
@Component(service = PackBuilder.class)
public final class PackBuilder {

    private final Function<ProjectFolder, Store> stores;
    private final PackTemplates templates;
    private final Clock clock;
    private final ToLongFunction<Path> freeBytes;
    private final LeakGate gate;
    private final BuildingSite site = new BuildingSite();

    /** Comes and goes as exporters are installed and removed. */
    @Reference
    private volatile List<Exporter> exporters = List.of();

    /** With the texts that template bundles bring, and those of the user folder before them. */
    @Activate
    public PackBuilder(@Reference Stores stores, @Reference Images images, BundleContext bundles) {
        this(stores::open, new LeakGate(images::metadata), List.of(),
                PackTemplates.of(UserFolder.current(), new BundledTemplates(bundles)), Clock.systemUTC(),
                Disk::freeBytes);
    }

    /** Outside OSGi: with the built-in texts and those of a user folder. */
    public PackBuilder(Stores stores, Images images, UserFolder user, List<Exporter> exporters) {
        this(stores::open, new LeakGate(images::metadata), exporters, PackTemplates.of(user), Clock.systemUTC(),
                Disk::freeBytes);
    }

    PackBuilder(Function<ProjectFolder, Store> stores, LeakGate gate, List<Exporter> exporters, PackTemplates templates,
            Clock clock, ToLongFunction<Path> freeBytes) {
        this.stores = stores;
        this.gate = gate;
        this.exporters = exporters;
        this.templates = templates;
        this.clock = clock;
        this.freeBytes = freeBytes;
    }

    /**
     * Builds a pack: {@code Packs/{slug}_{yyyymmdd_hhmmss}/} and the verified {@code .zip} beside it, both of which
     * appear whole or not at all. The same assets, names and words give the same files whenever and wherever; the
     * archive has the same bytes where the same Java packs it, for the texts in it are compressed by Java's own zlib.
     * Runs in the calling thread.
     *
     * <p>Assets that cannot be copied are left out and listed in the report. When the archive fails, the folder stays
     * and the pack is {@link Pack.State#FAILED}; when the run is canceled, nothing stays and the pack is as it was.
     *
     * @throws ProcessingException {@code pack.leak} when the leak gate found something and the options do not force,
     *             {@code pack.empty}, {@code pack.no-space}, {@code pack.template}, {@code pack.unknown-exporter},
     *             {@code pack.verify-failed} or {@code pack.failed}
     * @throws org.podstudio.api.CanceledException when the run was canceled
     */
    public PackReport build(ProjectFolder project, Pack pack, PackOptions options, Run run) {
        Exporter exporter = exporter(options.exporter());
        try (Store store = stores.apply(project)) {
            PackContents contents = PackContents.of(project, pack, store);
            gate.check(contents, options);
            PackBuild build = new PackBuild(contents, options, exporter, templates, site, freeBytes, run);
            return new PackLedger(store.packs(), clock).record(pack, build);
        }
    }

    /** The packs of a project, newest first. */
    public List<Pack> list(ProjectFolder project) {
        try (Store store = stores.apply(project)) {
            return store.packs().list();
        }
    }

    /** Adds the pack or replaces the one of its id. */
    public Pack save(ProjectFolder project, Pack pack) {
        try (Store store = stores.apply(project)) {
            store.packs().save(pack);
            return pack;
        }
    }

    /** What is wrong with a pack before it is built, errors first; empty when it may be sold as it is. */
    public List<Finding> lint(ProjectFolder project, Pack pack) {
        try (Store store = stores.apply(project)) {
            return PackLint.check(PackContents.of(project, pack, store), gate);
        }
    }

    private Exporter exporter(String id) {
        List<Exporter> known = exporters;
        return known.stream().filter(e -> e.id().equals(id)).findFirst()
                .orElseThrow(() -> ProcessingException.parameter("exporter", "pack.unknown-exporter",
                        "There is no exporter '%s'.".formatted(id),
                        known.isEmpty()
                                ? "Install an exporter."
                                : "Use one of: %s.".formatted(
                                        known.stream().map(Exporter::id).sorted().collect(Collectors.joining(", ")))));
    }
}
