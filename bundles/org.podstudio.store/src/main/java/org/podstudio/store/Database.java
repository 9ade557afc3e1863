package org.podstudio.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.internal.InstantNanos;
import org.podstudio.store.internal.UuidText;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;

/**
 * One running database: short transactions in, nothing of JPA out. For any thread. EclipseLink's {@code find} throws
 * errors of its own that are no {@link PersistenceException}, so both are caught.
 */
final class Database {

    /** What an id is before a row gets its own; never stored. */
    static final UUID NO_ID = new UUID(0, 0);

    private static final int TRIES = 20;

    private final Path folder;
    private final EntityManagerFactory factory;

    private Database(Path folder, EntityManagerFactory factory) {
        this.folder = folder;
        this.factory = factory;
    }

    /** Starts the project's database; the caller closes it. */
    static Database open(ProjectFolder project) {
        // EclipseLink reads its mappings while Derby starts: each takes a third of a second in a fresh process.
        return open(project, () -> mappings(project.database()));
    }

    static Database open(ProjectFolder project, Supplier<EntityManagerFactory> mappings) {
        CompletableFuture<EntityManagerFactory> factory = CompletableFuture.supplyAsync(mappings);
        try {
            Derby.start(project);
        } catch (ProcessingException e) {
            factory.thenAccept(EntityManagerFactory::close);
            throw e;
        }
        return connected(new Database(project.database(), joined(project.database(), factory)));
    }

    /** Connects to a database of this schema that nobody else knows; the caller closes it. */
    static Database at(Path folder) {
        return connected(new Database(folder, mappings(folder)));
    }

    /** What {@link #open(ProjectFolder)} opens it with. */
    static EntityManagerFactory mappings(Path folder) {
        return here(() -> new PersistenceProvider().createEntityManagerFactory(configuration(folder)));
    }

    private static EntityManagerFactory joined(Path folder, CompletableFuture<EntityManagerFactory> factory) {
        try {
            return factory.join();
        } catch (CompletionException e) {
            Derby.stop(folder);
            throw Trouble.inUse(folder, e);
        }
    }

    /** EclipseLink deploys and connects with the first entity manager; what is wrong shall show now. */
    private static Database connected(Database database) {
        try {
            here(database.factory::createEntityManager).close();
            return database;
        } catch (PersistenceException | EclipseLinkException e) {
            database.close();
            throw Trouble.atOpen(database.folder, e);
        }
    }

    /** EclipseLink looks for the JDBC driver in the thread's class loader, and in OSGi that one does not know Derby. */
    private static <T> T here(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Database.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static PersistenceConfiguration configuration(Path folder) {
        // A name of its own for each: EclipseLink shares what has the same name within a process.
        PersistenceConfiguration configuration = new PersistenceConfiguration("podstudio-" + UUID.randomUUID());
        configuration.managedClass(AssetRow.class).managedClass(AssetDetailRow.class).managedClass(JobRow.class)
                .managedClass(AttemptRow.class)
                .managedClass(PackRow.class).managedClass(BatchRow.class).managedClass(SettingRow.class)
                .managedClass(FailureRow.class)
                .managedClass(LessonRow.class)
                .managedClass(UuidText.class).managedClass(InstantNanos.class);
        return configuration.properties(Map.ofEntries(Map.entry("jakarta.persistence.jdbc.url", Derby.url(folder)),
                Map.entry("jakarta.persistence.jdbc.driver", Derby.DRIVER),
                Map.entry("jakarta.persistence.validation.mode", "none"),
                Map.entry("jakarta.persistence.sharedCache.mode", "NONE"),
                Map.entry("eclipselink.target-database", "Derby"),
                Map.entry("eclipselink.classloader", Database.class.getClassLoader()),
                Map.entry("eclipselink.weaving", "static"), Map.entry("eclipselink.logging.level", "OFF"),
                Map.entry("eclipselink.jdbc.batch-writing", "JDBC"),
                Map.entry("eclipselink.jdbc.batch-writing.size", "500"),
                Map.entry("eclipselink.jdbc.cache-statements", "true"),
                Map.entry("eclipselink.connection-pool.default.initial", "1"),
                Map.entry("eclipselink.connection-pool.default.min", "1"),
                Map.entry("eclipselink.connection-pool.default.max", "16")));
    }

    /**
     * One transaction: all of it is on disk when this returns, or nothing is.
     *
     * @param work done again from the start when another transaction was quicker
     */
    <T> T tx(Function<EntityManager, T> work) {
        return again(() -> once(work));
    }

    /**
     * Reads outside any transaction.
     *
     * @param work done again from the start when another transaction was in the way
     */
    <T> T read(Function<EntityManager, T> work) {
        return again(() -> {
            try (EntityManager em = factory.createEntityManager()) {
                return work.apply(em);
            }
        });
    }

    private <T> T again(Supplier<T> work) {
        for (int tries = 1;; tries++) {
            try {
                return work.get();
            } catch (PersistenceException | EclipseLinkException e) {
                if (tries == TRIES || !lostARace(e)) {
                    throw Trouble.inUse(folder, e);
                }
            }
        }
    }

    /** How many rows of a kind there are. */
    long count(String row) {
        return read(em -> em.createQuery("select count(r) from " + row + " r", Long.class).getSingleResult());
    }

    /** Reads all of it. @throws ProcessingException {@code store.damaged} when it is not sound */
    void check() {
        Derby.check(folder);
    }

    void close() {
        if (factory.isOpen()) {
            factory.close();
        }
        Derby.stop(folder);
    }

    private <T> T once(Function<EntityManager, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(em, e);
                throw e;
            }
        }
    }

    /** A database that gave up cannot even do that; what it gave up for is what matters. */
    private static void rollBack(EntityManager em, Throwable why) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (PersistenceException | EclipseLinkException e) {
            why.addSuppressed(e);
        }
    }

    private static boolean lostARace(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof OptimisticLockException
                    || e instanceof org.eclipse.persistence.exceptions.OptimisticLockException) {
                return true;
            }
        }
        return Trouble.worthARetry(error);
    }
}
