package org.podstudio.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The numbered SQL migrations in {@code db/migration}. A database that has them all is recognised by one query,
 * without waking Flyway.
 */
final class Schema {

    private static final String NO_SUCH_TABLE = "42X05";
    private static final String NO_SUCH_SCHEMA = "42Y07";

    private Schema() {
    }

    /** The highest number in {@code db/migration}. No constant: classes that are not compiled again would keep the old one. */
    static int latest() {
        return 11;
    }

    /** Tells this layout from all others, also from those of its number that were never released. @param migrations the files, in any order */
    static String key(List<URL> migrations) {
        CRC32 sum = new CRC32();
        for (URL file : migrations.stream().sorted(Comparator.comparing(URL::getPath)).toList()) {
            try (InputStream in = file.openStream()) {
                sum.update(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return latest() + "-" + Long.toHexString(sum.getValue());
    }

    /** The number of the last migration that was applied; 0 for an empty database. */
    static int applied(Connection connection) throws SQLException {
        String query = "select \"version\" from app.\"flyway_schema_history\" where \"success\" = true";
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            int highest = 0;
            while (rows.next()) {
                highest = Math.max(highest, rows.getInt(1));
            }
            return highest;
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState()) || NO_SUCH_SCHEMA.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    /**
     * Applies what is missing.
     *
     * @throws FlywayException when a migration fails; it is rolled back
     */
    static void migrate(String url) {
        Flyway.configure(Schema.class.getClassLoader()).dataSource(url, null, null).driver(Derby.DRIVER)
                .locations("classpath:db/migration").load().migrate();
    }
}
