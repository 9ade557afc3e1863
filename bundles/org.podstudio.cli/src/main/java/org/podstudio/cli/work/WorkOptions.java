package org.podstudio.cli.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.Terms;

import picocli.CommandLine.Option;

/** What {@code run} and {@code chain} take alike. */
final class WorkOptions {

    @Option(names = "--priority", paramLabel = "P", description = "low, normal, high or urgent; default: normal.")
    private Priority priority = Priority.NORMAL;

    @Option(names = "--output-dir", paramLabel = "DIR",
            description = "Put results of plain files there; no project is needed.")
    private Optional<Path> outputDir = Optional.empty();

    @Option(names = "--recursive", description = "Search folders to the bottom.")
    private boolean recursive;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Make it even if it was made before, and replace existing files in DIR.")
    private boolean force;

    @Option(names = "--no-wait",
            description = "Leave it in the queue of the project; the window or podstudio jobs watch works on it.")
    private boolean noWait;

    @Option(names = "--fail-fast", description = "The first that fails ends the others.")
    private boolean failFast;

    @Option(names = "--key", paramLabel = "KEY",
            description = "A name of yours for this order: within a day the same name gives the same jobs, not new ones.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--time-limit", paramLabel = "TIME", converter = TimeSpan.class,
            description = "How long each attempt of each job may take: 90s, 10m, 1h30m. Default: what is usual for such work.")
    private Optional<Duration> timeLimit = Optional.empty();

    /** @throws ProcessingException {@code parameter.out-of-range} when the key is empty or too long */
    Terms terms() {
        Terms usual = Terms.USUAL.at(priority).forced(force).failingFast(failFast);
        Terms terms = timeLimit.map(usual::within).orElse(usual);
        try {
            return key.map(terms::keyed).orElse(terms);
        } catch (IllegalArgumentException e) {
            throw ProcessingException.parameter("key", "parameter.out-of-range",
                    "The key is empty or longer than " + Terms.LONGEST_KEY + " characters.", "Choose another one.");
        }
    }

    Optional<Path> outputDir() {
        return outputDir;
    }

    boolean recursive() {
        return recursive;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean noWait() {
        return noWait;
    }
}
