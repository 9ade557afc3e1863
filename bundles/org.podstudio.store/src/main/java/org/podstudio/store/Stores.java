package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.derby.jdbc.EmbeddedDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildListener;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.api.project.UserFolder;
import org.podstudio.store.internal.Chronicle;
import org.podstudio.store.internal.Thinning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the databases of projects; one a folder and process, shared by all who open it. For any thread. */
@Component(service = Stores.class)
public final class Stores {

    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    /** Without any of these nothing is known of a project. */
    private static final List<String> KNOWN = List.of("AssetRow", "JobRow", "PackRow", "SettingRow", "LessonRow");

    private static final class Shared {
        private final ProjectFolder folder;
        private final Database database;
        private final JobWriter writer;
        private final Chronicle chronicle;
        private final ChronicledRest rest;
        /** Something is known that the chronicle does not say. */
        private final boolean owing;
        private int users;

        Shared(ProjectFolder folder, Database database, boolean cutOff) {
            this.folder = folder;
            this.database = database;
            this.chronicle = new Chronicle(folder.chronicle());
            this.rest = new ChronicledRest(chronicle);
            OpenJobs.open(database);
            this.writer = new JobWriter(database, new ChronicledChanges(chronicle)::tell);
            this.owing = untold(database, folder) && !Rebuild.retell(database, folder);
            Rebuild.markOpen(folder);
            if (cutOff) {
                suspect();
            }
        }

        /** Before whoever closes it in order takes away the mark that tells so. */
        private void suspect() {
            try {
                rest.settings(new StoredSettings(database)).put(Settings.SUSPECTS, Instant.now().toString());
            } catch (RuntimeException e) {
                LOG.warn("{} does not say that a program may have died of its work: {}", folder.database(),
                        e.toString());
            }
        }

        /**
         * Of a project that was made before there was a chronicle, or by a program that told less in it, or whose process ended between a commit
         * and its line.
         */
        private static boolean untold(Database database, ProjectFolder folder) {
            if (Files.notExists(folder.chronicle())) {
                return KNOWN.stream().anyMatch(row -> database.count(row) > 0);
            }
            try {
                return Files.exists(Rebuild.openMark(folder)) || !Chronicle.current(folder.chronicle());
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", folder.chronicle(), e.toString());
                return true;
            }
        }

        /** Lets go of the database whatever happens, or nobody could open it again. */
        void close() {
            try {
                writer.close();
                tellTheRest();
            } finally {
                chronicle.close();
                database.close();
            }
        }

        private void tellTheRest() {
            boolean told = lessonsTold();
            boolean grew = chronicle.grew();
            chronicle.close();
            if (told && !owing && !chronicle.gap()) {
                if (grew) {
                    thin();
                }
                Rebuild.unmarkOpen(folder);
            } else if (Rebuild.retell(database, folder)) {
                Rebuild.unmarkOpen(folder);
            }
        }

        /** A database that has stopped cannot be asked what was learned. */
        private boolean lessonsTold() {
            try {
                rest.tellLessons(new StoredLessons(database));
                return true;
            } catch (RuntimeException e) {
                LOG.warn("{} lacks what was learned: {}", folder.chronicle(), e.toString());
                return false;
            }
        }

        /** Without it, what is changed often would make a chronicle that grows for ever. */
        private void thin() {
            try {
                if (Thinning.due(folder.chronicle())) {
                    Thinning.perform(folder.chronicle());
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} stays as long as it is: {}", folder.chronicle(), e.toString());
            }
        }
    }

    private final Map<Path, Shared> open = new HashMap<>();

    private final Consumer<ProjectFolder> blank;
    private final Rebuild rebuild;

    /** Opens nothing yet: the first project that is opened wakes the database. */
    @Activate
    public Stores(BundleContext framework) {
        this(new Blank(UserFolder.current(), () -> layout(framework.getBundle()))::lay,
                () -> services(framework, Rebuilder.class),
                report -> services(framework, RebuildListener.class).forEach(one -> one.rebuilt(report)),
                Clock.systemUTC());
    }

    /** For use without a framework; of a damaged project is rebuilt what its chronicle tells. */
    public Stores() {
        this(List.of(), report -> {});
    }

    /**
     * For use without a framework.
     *
     * @param rebuilders as they are asked
     * @param listener hears of what was rebuilt
     */
    public Stores(List<Rebuilder> rebuilders, RebuildListener listener) {
        this(folder -> {}, () -> rebuilders, listener::rebuilt, Clock.systemUTC());
    }

    /** @param blank may give a project that has no database an empty one */
    private Stores(Consumer<ProjectFolder> blank, Supplier<List<Rebuilder>> rebuilders,
            Consumer<RebuildReport> listener, Clock clock) {
        this.blank = blank;
        this.rebuild = new Rebuild(rebuilders, listener, clock);
    }

    /**
     * Opens the project's database, making or migrating it first where needed. The project's folder must exist. A damaged
     * database is moved to the project's backups and made anew of the chronicle and the files, and every
     * {@link RebuildListener} hears of it.
     *
     * @return to be closed by the caller
     * @throws ProcessingException {@code store.locked} when another process has it, {@code store.not-rebuilt} when it
     *             is damaged and a new one cannot be made, {@code store.newer} when a later PODStudio made it, {@code store.read-only},
     *             {@code store.disk-full} or {@code store.unavailable} when it cannot be written
     */
    public Store open(ProjectFolder folder) {
        Path root = realPath(folder);
        synchronized (open) {
            Shared shared = open.computeIfAbsent(root, this::start);
            shared.users++;
            return OpenStore.chronicled(shared.database, shared.writer, shared.chronicle, shared.rest,
                    () -> giveBack(root, shared));
        }
    }

    /**
     * Whether a job was ever accepted whose id begins like this, as the project's chronicle tells; that can be asked while another process has
     * the project open. True when it cannot be told.
     */
    public static boolean accepted(ProjectFolder folder, String id) {
        try {
            return !Chronicle.current(folder.chronicle())
                    || Chronicle.tells(folder.chronicle(), ChronicledChanges.KIND, id);
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", folder.chronicle(), e.toString());
            return true;
        }
    }

    /** Closes what is still open, whoever uses it. */
    @Deactivate
    public void close() {
        synchronized (open) {
            open.values().forEach(Shared::close);
            open.clear();
        }
    }

    private Shared start(Path root) {
        ProjectFolder folder = new ProjectFolder(root);
        boolean cutOff = Files.exists(Rebuild.openMark(folder)); // before a rebuilding takes it away
        blank.accept(folder);
        return new Shared(folder, rebuild.open(folder), cutOff);
    }

    /** Of the databases that are made here: a release is no name for it, for it may be built again with other migrations. */
    private static String layout(Bundle own) {
        return Schema.key(Collections.list(own.findEntries("db/migration", "*.sql", false))) + "-derby-"
                + FrameworkUtil.getBundle(EmbeddedDriver.class).getVersion();
    }

    private static <T> List<T> services(BundleContext framework, Class<T> type) {
        try {
            return framework.getServiceReferences(type, null).stream().sorted(Comparator.reverseOrder())
                    .map(framework::getService).filter(Objects::nonNull).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Does nothing for a database that {@link #close()} closed: who has opened the project again shares another one.
     */
    private void giveBack(Path root, Shared shared) {
        synchronized (open) {
            if (open.get(root) == shared && --shared.users == 0) {
                open.remove(root);
                shared.close();
            }
        }
    }

    /** The same folder by whatever name: Derby would take a second name for a second process. */
    private static Path realPath(ProjectFolder folder) {
        try {
            return folder.root().toRealPath();
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.unavailable",
                    "The project's folder " + folder.root() + " cannot be read.",
                    "Check that it exists and that you may read it.", e);
        }
    }
}
