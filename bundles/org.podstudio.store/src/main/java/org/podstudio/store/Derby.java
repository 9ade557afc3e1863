package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.derby.jdbc.EmbeddedDriver;
import org.flywaydb.core.api.FlywayException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby's side of a project: making, starting and stopping the database in its folder. */
final class Derby {

    static final String DRIVER = EmbeddedDriver.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(Derby.class);
    private static final String STOPPED = "08006";
    private static final String NOT_RUNNING = "XJ004";
    private static final String LOG_FILE = "derby.stream.error.file";

    private Derby() {
    }

    /** JDBC address of a database folder. */
    static String url(Path database) {
        return "jdbc:derby:directory:" + database;
    }

    /** Starts the project's database and brings it up to date; makes it first when the project has none. */
    static void start(ProjectFolder folder) {
        Path database = folder.database();
        refuseWhatDerbyMisreads(database);
        try {
            configure(folder);
            if (Files.notExists(database)) {
                create(folder);
            }
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.RESOURCE, "store.unavailable",
                    "The database " + database + " cannot be made: " + e.getMessage(),
                    "Check that the project's folder exists, that you may write to it and that the disk is not full.",
                    e);
        }
        if (!Files.isWritable(database)) {
            throw Trouble.readOnly(database);
        }
        boot(database);
    }

    /**
     * Where Derby writes what happens to all databases of this process: a file of the project that was opened first.
     */
    static String log() {
        return System.getProperty(LOG_FILE, "derby.log");
    }

    /** Stops the database and frees its files, for this or another process to start it again. */
    static void stop(Path database) {
        try {
            connect(url(database) + ";shutdown=true").close();
        } catch (SQLException e) {
            if (!STOPPED.equals(e.getSQLState()) && !NOT_RUNNING.equals(e.getSQLState())) {
                LOG.warn("Derby did not stop {} in order: {}", database, e.getMessage());
            }
        }
    }

    /** Reads every row of a running database, and compares each index with its table. @throws ProcessingException when that fails */
    static void check(Path database) {
        String tables = """
            select s.schemaname, t.tablename from sys.systables t join sys.sysschemas s on t.schemaid = s.schemaid
            where t.tabletype = 'T'""";
        try (Connection connection = connect(url(database)); Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(tables)) {
                while (rows.next()) {
                    names.add("\"" + rows.getString(1) + "\".\"" + rows.getString(2) + "\"");
                }
            }
            for (String name : names) {
                readAll(statement, "select * from " + name);
                String[] parts = name.substring(1, name.length() - 1).split("\"\\.\"");
                readAll(statement,
                        "values syscs_util.syscs_check_table('" + parts[0] + "', '" + parts[1] + "')");
            }
        } catch (SQLException | RuntimeException e) {
            throw Trouble.atOpen(database, e);
        }
    }

    private static void readAll(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getString(i);
                }
            }
        }
    }

    /**
     * Whatever is wrong with it, the database is not left running: nobody else could open it while this process
     * lives.
     */
    private static void boot(Path database) {
        try {
            bringUpToDate(database);
        } catch (SQLException | FlywayException e) {
            stop(database);
            throw Trouble.atOpen(database, e);
        } catch (ProcessingException e) {
            stop(database);
            throw e;
        } catch (RuntimeException e) {
            // what Derby stumbles over in files that make no sense
            stop(database);
            throw Trouble.damaged(database, e);
        }
    }

    private static void bringUpToDate(Path database) throws SQLException {
        try (Connection connection = connect(url(database))) {
            int version = Schema.applied(connection);
            if (version > Schema.latest()) {
                throw Trouble.newer(database, version);
            }
            if (version < Schema.latest()) {
                LOG.info("Migrating {} from layout {} to {}", database, version, Schema.latest());
                Schema.migrate(url(database));
            }
        }
    }

    /**
     * Makes the database beside its place and renames it: whatever interrupts it, there is a whole database or none.
     */
    private static void create(ProjectFolder folder) throws IOException {
        place(make(folder), folder);
    }

    /** Renames a whole database that nothing knows yet to the project's, if that has none still. */
    static void place(Path fresh, ProjectFolder folder) throws IOException {
        Path database = folder.database();
        try {
            Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.notExists(database)) {
                throw e;
            }
            LOG.debug("Another process made {} first", database);
        } finally {
            delete(fresh);
        }
    }

    /** A folder for a database that is not whole yet. */
    static Path beside(ProjectFolder folder) {
        Path database = folder.database();
        refuseWhatDerbyMisreads(database);
        return database.resolveSibling(database.getFileName() + ".new-" + UUID.randomUUID());
    }

    /** Makes an empty database beside the project's, and stops it. @return its folder, which nothing knows yet */
    static Path make(ProjectFolder folder) throws IOException {
        Path fresh = beside(folder);
        configure(folder);
        try {
            connect(url(fresh) + ";create=true").close();
            Schema.migrate(url(fresh));
            stop(fresh);
            return fresh;
        } catch (SQLException | FlywayException e) {
            stop(fresh);
            delete(fresh);
            throw new IOException(Objects.requireNonNullElse(e.getMessage(), "Derby refused"), e);
        }
    }

    /** Removes a folder of a database that does not run. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Derby reads these once a process, when its first database starts; a setting of the user's own wins. */
    private static void configure(ProjectFolder folder) throws IOException {
        Files.createDirectories(folder.logs());
        setIfAbsent(LOG_FILE, folder.logs().resolve("database.log").toString());
        setIfAbsent("derby.storage.pageCacheSize", "4000");
        // a transaction that is larger waits for the disk each time it is full, before its commit
        setIfAbsent("derby.storage.logBufferSize", String.valueOf(1 << 18));
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void refuseWhatDerbyMisreads(Path database) {
        if (database.toString().contains(";")) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "store.bad-path",
                    "The project's path " + database.getParent()
                            + " holds a semicolon, which the database cannot open.",
                    "Rename or move the project's folder.");
        }
    }

    private static Connection connect(String url) throws SQLException {
        Connection connection = new EmbeddedDriver().connect(url, new Properties());
        if (connection == null) {
            throw new SQLException("Derby does not know " + url);
        }
        return connection;
    }
}
