package org.podstudio.models.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/**
 * Gets the archive of a package through the user's own {@code npm}, which knows where packages come from; nothing of it is run. Where the
 * system has {@code setsid}, npm is of a process group of its own, so that Ctrl+C in a terminal reaches us and not it. It does not outlive
 * an orderly end of the program.
 */
public final class Npm {

    // as org.podstudio.media supervises ffmpeg, which this bundle must not know; npm writes into a folder that is swept, and ends by itself
    private static final long MAX_MINUTES = 30;
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static boolean over;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Npm::endAll, "ends npm"));
    }

    private final String program;

    /** The npm on the path, or the one that the system property {@code podstudio.npm} names. */
    public Npm() {
        this(System.getProperty("podstudio.npm", windows() ? "npm.cmd" : "npm"));
    }

    Npm(String program) {
        this.program = program;
    }

    /**
     * Runs {@code npm pack}.
     *
     * @param folder an empty folder for the archive
     * @return the archive
     * @throws ProcessingException {@code models.no-npm}, {@code models.no-network}, {@code models.not-served}
     * @throws CanceledException when the run was canceled or the thread interrupted; npm has ended
     */
    public Path pack(String name, String version, Path folder, Run run) throws IOException {
        if (!name.matches("(@[a-z0-9._-]+/)?[a-z0-9._-]+") || !version.matches("[0-9][0-9A-Za-z.+-]*")) {
            throw new IllegalArgumentException("no package: " + name + "@" + version);
        }
        Path log = folder.resolve("npm.log");
        Process process = start(List.of(program, "pack", name + "@" + version, "--ignore-scripts", "--no-audit",
                "--no-fund", "--loglevel=error"), folder, log);
        try (Run.Registration stop = run.onCancel(() -> kill(process))) {
            if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                throw failed(name, "it took more than " + MAX_MINUTES + " minutes");
            }
            run.checkCanceled();
            if (process.exitValue() == 127) {
                throw missing(lastLine(log));
            }
            if (process.exitValue() != 0) {
                throw refused(log) ? notServed(name, lastError(log)) : failed(name, lastError(log));
            }
            return archive(folder, name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledException();
        } finally {
            kill(process);
            ALIVE.remove(process);
        }
    }

    private Process start(List<String> command, Path folder, Path log) throws IOException {
        // npm writes the archive's name to its output and what it complains of to its error stream
        List<String> words = new ArrayList<>(command);
        if (Files.isExecutable(SETSID) && !windows()) {
            words.addFirst(SETSID.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            Process process = begin(builder);
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw missing(String.valueOf(e.getMessage()));
        }
    }

    /** Whoever has started is known before the program ends, and none starts after that. */
    private static synchronized Process begin(ProcessBuilder command) throws IOException {
        if (over) {
            throw new CanceledException();
        }
        Process process = command.start();
        ALIVE.add(process);
        return process;
    }

    private static synchronized void endAll() {
        over = true;
        ALIVE.forEach(Npm::kill);
    }

    /** The last line, which says what could not be started. */
    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
    }

    private static ProcessingException missing(String why) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "models.no-npm",
                "The program npm is needed to get this model and was not found: " + why + ".",
                "Install Node.js, which brings npm, and try again.");
    }

    private static Path archive(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz")).findFirst()
                    .orElseThrow(() -> failed(name, "it gave no archive"));
        }
    }

    private static String lastError(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> errors = lines
                    .filter(line -> line.startsWith("npm error") && !line.contains("complete log of this run"))
                    .map(line -> line.substring("npm error".length()).strip()).filter(line -> !line.isEmpty()).toList();
            return errors.isEmpty()
                    ? "npm says nothing more"
                    : String.join("; ", errors.subList(0, Math.min(3, errors.size())));
        }
    }

    /** The registry answered that it does not have it, or does not give it. */
    private static boolean refused(Path log) throws IOException {
        return Files.readString(log).matches("(?s).*npm error code (E40[134]|ETARGET)\\b.*");
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static ProcessingException failed(String name, String why) {
        return new ProcessingException(ErrorKind.RESOURCE, "models.no-network",
                "npm could not fetch " + name + ": " + why + ".",
                "Check the connection and npm's settings (npm ping), and try again.");
    }

    private static ProcessingException notServed(String name, String why) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "models.not-served",
                "npm could not fetch " + name + ": " + why + ".",
                "Check which registry npm is set to (npm config get registry).");
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
