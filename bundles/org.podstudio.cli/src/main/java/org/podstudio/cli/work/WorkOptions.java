package org.podstudio.cli.work;

import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.project.Priority;

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

    Priority priority() {
        return priority;
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

    boolean force() {
        return force;
    }
}
