package org.podstudio.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.UserFolder;
import org.podstudio.cli.context.Context;

/** Words what nobody foresaw; the stack trace goes to a log, never to the user. */
final class Crash {

    private Crash() {
    }

    static Problem problem(Throwable e, Context context) {
        return switch (e) {
            case NoSuchFileException f ->
                new Problem(ErrorKind.INPUT, "input.missing", f.getFile() + " is not there.", "Check the name.",
                        Optional.empty());
            case FileSystemException f -> refused(f);
            case UncheckedIOException u -> problem(Objects.requireNonNull(u.getCause()), context);
            case IOException i when full(i.getMessage()) -> new Problem(ErrorKind.RESOURCE, "file.refused",
                    "The disk is full.", "Make room on the disk.", Optional.empty());
            case OutOfMemoryError m -> new Problem(ErrorKind.RESOURCE, "system.no-memory",
                    "The memory that Java may use is not enough.",
                    "Work on fewer or smaller files at a time. " + log(m, context),
                    Optional.empty());
            default -> bug(e, context);
        };
    }

    /** What is behind a foreseen error goes to the log, too; the user has the sentence. */
    static void keep(ProcessingException e, Context context) {
        if (e.getCause() != null) {
            log(e, context);
        }
    }

    private static Problem refused(FileSystemException e) {
        String reason = Objects.requireNonNullElse(e.getReason(),
                e instanceof AccessDeniedException ? "no permission" : "the system refuses");
        boolean full = full(reason);
        return new Problem(full ? ErrorKind.RESOURCE : ErrorKind.INPUT, "file.refused",
                e.getFile() + " cannot be used: " + reason + ".",
                full ? "Make room on the disk." : "Check its name and permissions.", Optional.empty());
    }

    private static boolean full(@Nullable String reason) {
        return reason != null && (reason.contains("No space") || reason.contains("not enough space"));
    }

    private static Problem bug(Throwable e, Context context) {
        String what = Objects.requireNonNullElse(e.getMessage(), "no message");
        return new Problem(ErrorKind.SYSTEM, "system.bug",
                "PODStudio failed in a way nobody foresaw (" + what.lines().findFirst().orElse("")
                        + ").",
                log(e, context), Optional.empty());
    }

    private static String log(Throwable e, Context context) {
        Path log = folder(context).resolve("app.log");
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        try {
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
            Files.writeString(log, Instant.now() + " ERROR cli " + text, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return "Please report it; the details are in " + log + ".";
        } catch (IOException second) {
            return "Please report it; the details could not be written to " + log + ".";
        }
    }

    private static Path folder(Context context) {
        try {
            return context.projectIfAny().map(p -> p.logs())
                    .orElseGet(() -> UserFolder.current().root().resolve("logs"));
        } catch (RuntimeException e) {
            return UserFolder.current().root().resolve("logs");
        }
    }
}
