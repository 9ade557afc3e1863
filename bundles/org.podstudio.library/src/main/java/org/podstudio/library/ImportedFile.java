package org.podstudio.library;

import java.nio.file.Path;
import java.util.Optional;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;

/**
 * What became of one file.
 *
 * @param source as it was named or found
 * @param outcome in one word
 * @param asset the new asset, or the one that has the same bytes; empty for failures and in a dry run
 * @param problem why it failed
 * @param reason one line: where it went, why it was skipped, why it failed
 */
public record ImportedFile(Path source, Outcome outcome, Optional<Asset> asset, Optional<Problem> problem,
        String reason) {

    /** What became of it. */
    public enum Outcome {
        /** It is an asset now; in a dry run: it would be. */
        DONE,
        /** Nothing to do: a duplicate, junk or no media. */
        SKIPPED,
        /** It could not be taken in. */
        FAILED
    }

    static ImportedFile done(Path source, Optional<Asset> asset, String reason) {
        return new ImportedFile(source, Outcome.DONE, asset, Optional.empty(), reason);
    }

    static ImportedFile skipped(Path source, Optional<Asset> asset, String reason) {
        return new ImportedFile(source, Outcome.SKIPPED, asset, Optional.empty(), reason);
    }

    static ImportedFile failed(Path source, ProcessingException why) {
        return new ImportedFile(source, Outcome.FAILED, Optional.empty(), Optional.of(Problem.of(why)), why.message());
    }
}
