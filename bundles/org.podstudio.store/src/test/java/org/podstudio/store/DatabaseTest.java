package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.eclipse.persistence.exceptions.DatabaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;

import jakarta.persistence.EntityManager;

class DatabaseTest {

    private final ProjectFolder folder;

    DatabaseTest(@TempDir Path temp) throws IOException {
        folder = Samples.madeProject(temp);
    }

    @Test
    void what_goes_wrong_in_a_find_is_worded_too() {
        Database database = Database.open(folder);
        try {
            database.tx(em -> em.createNativeQuery("drop table pack").executeUpdate());
            assertEquals("store.failed", refusal(() -> database
                    .read(em -> Optional.ofNullable(em.find(PackRow.class, UUID.randomUUID())))));
            assertEquals("store.failed", refusal(() -> database
                    .tx(em -> Optional.ofNullable(em.find(PackRow.class, UUID.randomUUID())))));
        } finally {
            database.close();
        }
    }

    @Test
    void a_deadlock_in_a_find_is_tried_again() {
        Database database = Database.open(folder);
        AtomicInteger tries = new AtomicInteger();
        try {
            Function<EntityManager, Integer> third = em -> {
                if (tries.incrementAndGet() < 3) {
                    throw DatabaseException.sqlException(new SQLException("deadlock", "40001"));
                }
                return tries.get();
            };
            assertEquals(3, database.tx(third));
            tries.set(0);
            assertEquals(3, database.read(third), "outside a transaction too");
        } finally {
            database.close();
        }
    }

    @Test
    void mappings_that_cannot_be_read_leave_no_database_running() {
        assertEquals("store.failed", refusal(() -> Database.open(folder, () -> {
            throw new IllegalArgumentException("no such class");
        })));
        assertFalse(running());
    }

    @Test
    void a_migration_that_fails_leaves_no_database_running() {
        Database database = Database.open(folder);
        database.tx(em -> em.createNativeQuery("delete from app.\"flyway_schema_history\"").executeUpdate());
        database.close();
        refusal(() -> Database.open(folder));
        assertFalse(running());
    }

    /** Derby holds this file as long as it has the database. */
    private boolean running() {
        return Files.exists(folder.database().resolve("db.lck"));
    }

    private static String refusal(Executable work) {
        return assertThrows(ProcessingException.class, work).code();
    }
}
