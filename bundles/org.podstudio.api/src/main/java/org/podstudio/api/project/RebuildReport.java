package org.podstudio.api.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a project whose database was damaged.
 *
 * @param project the project's folder
 * @param time when it was rebuilt
 * @param cause what was wrong, a sentence
 * @param backup where the damaged database was moved to; empty when nothing of it was there any more
 * @param assets how many there are now
 * @param jobs how many there are now, those that are over included
 * @param packs how many there are now
 * @param remarks what could not be recovered and what else the user should know, a sentence each; empty when all is back
 */
public record RebuildReport(Path project, Instant time, String cause, Optional<Path> backup, long assets, long jobs,
        long packs, List<String> remarks) {

    /** Copies the list. */
    public RebuildReport {
        remarks = List.copyOf(remarks);
    }

    /** All of it for people, a line a fact. */
    public List<String> lines() {
        String counts = "There are %d asset(s), %d job(s) and %d pack(s) in it. No media file was changed."
                .formatted(assets, jobs, packs);
        String kept = backup.map(path -> "The damaged one was kept as " + path + ".").orElse("Nothing of it was left.");
        Stream<String> head = Stream.of("The database of " + project + " was rebuilt: " + cause, kept, counts);
        return Stream.concat(head, remarks.stream()).toList();
    }

    /** All of it as one text. */
    public String text() {
        return lines().stream().collect(Collectors.joining("\n"));
    }
}
