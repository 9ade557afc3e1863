package org.podstudio.engine.internal.work;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.engine.internal.learning.Limits;

/** Words whatever may be thrown as something a user can read and act on. */
public final class Problems {

    private Problems() {
    }

    /**
     * @param log where the user finds more
     * @return never with a stack trace
     */
    public static Problem of(Throwable thrown, Path log) {
        return switch (thrown) {
            case ProcessingException e -> Problem.of(e);
            case ReadOnlyFileSystemException e -> readOnly("the disk");
            case IOException e -> of(e);
            case UncheckedIOException e -> of(e.getCause());
            case OutOfMemoryError e ->
                problem(ErrorKind.SYSTEM, "engine.out-of-memory", "The program ran out of memory (" + words(e) + ").",
                        "Give it more memory (-Xmx), run fewer jobs at once, or use a smaller input. Details are in "
                                + log + ".");
            case LinkageError e -> problem(ErrorKind.SYSTEM, "engine.broken-installation",
                    "A part of the program is missing or does not fit (" + words(e) + ").",
                    "Install the plug-in again. Details are in " + log + ".");
            default -> problem(ErrorKind.SYSTEM, "engine.unexpected",
                    "Something unexpected went wrong (" + words(thrown) + ").",
                    "Look into the job's log " + log + ", and send it with a report.");
        };
    }

    /** It was ended because of its time. @param title of the recipe */
    public static Problem timedOut(String title, Optional<Duration> ordered) {
        String allow = ordered.isPresent()
                ? "order it with a longer time limit"
                : "allow more time (" + Limits.LONGEST + ")";
        return problem(ErrorKind.TOOL, "engine.timed-out", title + " took longer than it may and was ended.",
                "Try a smaller input, or " + allow + ".");
    }

    /** Whether its stack belongs in the log: everything but what we worded ourselves. */
    public static boolean unexpected(Problem problem) {
        return problem.kind() == ErrorKind.SYSTEM || problem.code().startsWith("io.");
    }

    private static Problem of(IOException e) {
        String file = e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : "a file";
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("not enough space") || words.contains("quota exceeded")) {
            return problem(ErrorKind.RESOURCE, "io.disk-full", "The disk is full: " + file + " could not be written.",
                    "Free some space, then retry the job.");
        }
        if (words.contains("read-only file system") || e instanceof AccessDeniedException) {
            return readOnly(file);
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException
                || e instanceof NotDirectoryException) {
            return problem(ErrorKind.INPUT, "io.missing",
                    "There is no " + (file.equals("a file") ? words(e) : file) + " any more.",
                    "Bring the file or folder back, then retry the job.");
        }
        if (words.contains("not a directory")) {
            return problem(ErrorKind.CONFIGURATION, "io.not-a-folder", parent(file) + " is a file, not a folder.",
                    "Choose a folder, or another name for it.");
        }
        return problem(
                ErrorKind.RESOURCE, "io.failed", "A file could not be read or written ("
                        + Objects.requireNonNullElse(e.getMessage(), "no reason given") + ").",
                "Check the disk and its connection, then retry the job.");
    }

    private static String parent(String file) {
        return Objects.requireNonNullElse(Path.of(file).getParent(), Path.of(file)).toString();
    }

    private static Problem readOnly(String file) {
        return problem(ErrorKind.CONFIGURATION, "io.read-only", "Access to " + file + " was denied.",
                "Allow the program to read and write there, or choose another folder.");
    }

    private static Problem problem(ErrorKind kind, String code, String message, String advice) {
        return new Problem(kind, code, message, advice, Optional.empty());
    }

    /** What a plug-in throws may throw when it is asked. */
    private static String message(Throwable thrown) {
        try {
            return Objects.requireNonNullElse(thrown.getMessage(), "");
        } catch (RuntimeException | StackOverflowError e) {
            return "";
        }
    }

    private static String words(Throwable thrown) {
        String message = message(thrown).strip();
        return thrown.getClass().getSimpleName()
                + (message.isEmpty() ? "" : ": " + message.lines().findFirst().orElse(""));
    }
}
