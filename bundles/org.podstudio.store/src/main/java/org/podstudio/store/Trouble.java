package org.podstudio.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** What Derby's errors mean to a person. States are those of Derby's manual, "Derby error messages and SQL states". */
final class Trouble {

    private static final Set<String> LOCKED = Set.of("XSDB6", "XSDB7");
    private static final Set<String> DISK_FULL = Set.of("XSLA4", "XSLAL", "XSLAF", "XSDFI");
    private static final Set<String> READ_ONLY = Set.of("25502", "25503", "40XD1", "XSDB8", "XSLAB");
    private static final Set<String> WORTH_A_RETRY = Set.of("40001", "40XL1", "40XL2");

    private Trouble() {
    }

    /** Opening went wrong: another process, a full disk, or files that are not a sound database. */
    static ProcessingException atOpen(Path database, Throwable error) {
        Set<String> states = states(error);
        if (states.stream().anyMatch(LOCKED::contains)) {
            return new ProcessingException(ErrorKind.RESOURCE, "store.locked",
                    "The project " + database.getParent() + " is in use by another PODStudio.",
                    "Close the other window, server or command that has this project open, then try again.", error);
        }
        if (states.stream().anyMatch(DISK_FULL::contains) || states.stream().anyMatch(READ_ONLY::contains)) {
            return inUse(database, error);
        }
        return damaged(database, error);
    }

    /** A transaction of an open database went wrong. */
    static ProcessingException inUse(Path database, Throwable error) {
        Set<String> states = states(error);
        if (states.stream().anyMatch(DISK_FULL::contains)) {
            return new ProcessingException(ErrorKind.RESOURCE, "store.disk-full",
                    "The disk is full: the database " + database + " cannot be written.",
                    "Free some space, then try again.", error);
        }
        if (states.stream().anyMatch(READ_ONLY::contains)) {
            return readOnly(database);
        }
        return new ProcessingException(ErrorKind.SYSTEM, "store.failed",
                "The database " + database + " refused: " + deepest(error).getMessage(),
                "Try again; if it stays, see " + Derby.log() + ".", error);
    }

    static ProcessingException readOnly(Path database) {
        return new ProcessingException(ErrorKind.RESOURCE, "store.read-only",
                "The database " + database + " cannot be written to.",
                "Give yourself the right to write to the project's folder, "
                        + "or copy the project to a place where you may write.");
    }

    static ProcessingException damaged(Path database, Throwable cause) {
        return new ProcessingException(ErrorKind.SYSTEM, "store.damaged",
                "The database " + database
                        + " is damaged or is not a database of PODStudio; nothing of it was changed.",
                "Put a copy of that folder from your backup in its place; "
                        + "the media files of the project are not touched by this.",
                cause);
    }

    static ProcessingException newer(Path database, int version) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "store.newer", "The database " + database
                + " was made by a later PODStudio (layout " + version + ", this one knows " + Schema.VERSION + ").",
                "Open the project with the later PODStudio.");
    }

    /** Whether the transaction lost against another one, so that doing it again is all it takes. */
    static boolean worthARetry(Throwable error) {
        return states(error).stream().anyMatch(WORTH_A_RETRY::contains);
    }

    private static Set<String> states(Throwable error) {
        Set<String> states = new HashSet<>();
        for (Throwable e : chain(error)) {
            if (e instanceof SQLException sql) {
                String state = sql.getSQLState();
                states.add(state == null ? "" : state);
            }
        }
        return states;
    }

    private static Throwable deepest(Throwable error) {
        return chain(error).getLast();
    }

    /** The error with its causes and, for SQL errors, those chained to them. */
    private static List<Throwable> chain(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        collect(error, chain);
        return chain;
    }

    private static void collect(@Nullable Throwable error, List<Throwable> chain) {
        if (error == null || chain.contains(error)) {
            return;
        }
        chain.add(error);
        if (error instanceof SQLException sql) {
            collect(sql.getNextException(), chain);
        }
        collect(error.getCause(), chain);
    }
}
