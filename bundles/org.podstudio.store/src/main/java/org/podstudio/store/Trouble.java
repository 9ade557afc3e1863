package org.podstudio.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Derby's errors mean to a person. States are those of Derby's manual, "Derby error messages and SQL states". */
final class Trouble {

    private static final Set<String> LOCKED = Set.of("XSDB6", "XSDB7");
    private static final Set<String> DISK_FULL = Set.of("XSLA4", "XSLAL", "XSLAF", "XSDFI");
    private static final Set<String> READ_ONLY = Set.of("25502", "25503", "40XD1", "XSDB8", "XSLAB");
    /** What a page, a log or a container that is not what it was gives away while it is used. */
    private static final List<String> STRANGE = List.of("XSD", "XSL", "XSAI2", "XSCB", "XSCH", "XSRS", "40XD", "XJ001",
            "X0Y8");
    private static final Set<String> STOPPED = Set.of("08000", "XSDG9", "08006");
    /** It has shut itself down, which it does when it cannot write its log. */
    private static final Set<String> GONE = Set.of("08003");
    private static final Set<String> WORTH_A_RETRY = Set.of("40001", "40XL1", "40XL2");

    /** The code of what can be mended by making the database anew. */
    static final String DAMAGED = "store.damaged";

    /** With less it cannot even be started, bytes. */
    private static final long LEAST_ROOM = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private Trouble() {
    }

    /** Opening went wrong: another process, a full disk, or files that are not a sound database. */
    static ProcessingException atOpen(Path database, Throwable error) {
        Set<String> states = states(error);
        if (states.stream().anyMatch(LOCKED::contains)) {
            return locked(database);
        }
        if (diskFull(error) || states.stream().anyMatch(READ_ONLY::contains)) {
            return inUse(database, error);
        }
        if (!accessible(database)) {
            return readOnly(database);
        }
        return ofThisProcess(error) ? refused(database, error) : damaged(database, error);
    }

    /** Another process has it. */
    static ProcessingException locked(Path database) {
        return new ProcessingException(ErrorKind.RESOURCE, "store.locked",
                "The project " + database.getParent() + " is in use by another PODStudio.",
                "Close the other window, server or command that has this project open, then try again.");
    }

    /** What marks a database in which something strange was met: it is looked through when it is next opened. */
    static Path mark(Path database) {
        return database.resolveSibling(database.getFileName() + ".suspect");
    }

    /** What Derby said of it, one line. */
    static String reason(ProcessingException damage) {
        // the outer ones say that the database could not be started, and by which class loader
        return chain(damage).reversed().stream().map(e -> String.valueOf(e.getMessage()))
                .filter(words -> !words.contains("see the next exception")).findFirst().stream()
                .flatMap(String::lines).findFirst().orElse("no reason given");
    }

    /** A transaction of an open database went wrong. */
    static ProcessingException inUse(Path database, Throwable error) {
        Set<String> states = states(error);
        boolean unwritten = states.stream().anyMatch(READ_ONLY::contains);
        if (diskFull(error) || unwritten && noRoom(database)) {
            return new ProcessingException(ErrorKind.RESOURCE, "store.disk-full",
                    "The disk is full: the database " + database + " cannot be written.",
                    "Free some space, then try again.", error);
        }
        if (unwritten) {
            // one that is started while the disk is full believes for ever that it may not write
            return accessible(database) ? stopped(database, error) : readOnly(database);
        }
        if (STRANGE.stream().anyMatch(strange -> states.stream().anyMatch(state -> state.startsWith(strange)))
                && states.stream().noneMatch(STOPPED::contains) && !ofThisProcess(error)) {
            return suspected(database, error);
        }
        return states.stream().anyMatch(GONE::contains) ? stopped(database, error) : refused(database, error);
    }

    private static ProcessingException stopped(Path database, Throwable error) {
        return new ProcessingException(ErrorKind.RESOURCE, "store.stopped",
                "The database " + database + " has stopped, most likely because the disk was full.",
                "Free some space, then close the project and open it again.", error);
    }

    private static ProcessingException suspected(Path database, Throwable error) {
        try {
            Files.writeString(mark(database), deepest(error) + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be marked: {}", database, e.toString());
        }
        return new ProcessingException(ErrorKind.SYSTEM, DAMAGED,
                "The database " + database + " seems to be damaged: " + deepest(error).getMessage(),
                "Close the project and open it again: the database is looked through then, and rebuilt if need be.",
                error);
    }

    private static ProcessingException refused(Path database, Throwable error) {
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
        return new ProcessingException(ErrorKind.SYSTEM, DAMAGED,
                "The database " + database
                        + " is damaged or is not a database of PODStudio.",
                "Open the project again: it is then rebuilt from the project's files.",
                cause);
    }

    static ProcessingException newer(Path database, int version) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "store.newer", "The database " + database
                + " was made by a later PODStudio (layout " + version + ", this one knows " + Schema.latest() + ").",
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

    private static boolean diskFull(Throwable error) {
        return states(error).stream().anyMatch(DISK_FULL::contains)
                || said(error, "No space left on device") || said(error, "not enough space");
    }

    private static boolean noRoom(Path database) {
        try {
            return Files.getFileStore(database).getUsableSpace() < LEAST_ROOM;
        } catch (IOException e) {
            return false;
        }
    }

    /** It is short of something or was interrupted: the files may be as sound as ever. */
    private static boolean ofThisProcess(Throwable error) {
        return said(error, "Too many open files") || said(error, "OutOfMemoryError")
                || states(error).stream().anyMatch(STOPPED::contains)
                || chain(error).stream().anyMatch(e -> e instanceof VirtualMachineError || e instanceof LinkageError
                        || e instanceof ClosedByInterruptException || e instanceof InterruptedIOException);
    }

    private static boolean said(Throwable error, String words) {
        return chain(error).stream().anyMatch(e -> String.valueOf(e.getMessage()).contains(words));
    }

    /** Whether every file of it may be read and written. */
    private static boolean accessible(Path database) {
        try (Stream<Path> files = Files.walk(database)) {
            return files.allMatch(file -> Files.isReadable(file) && Files.isWritable(file));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
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
