package org.podstudio.cli.screen;

import java.util.Set;

import org.podstudio.api.project.Problem;

/** What a command answers to the shell; part of the contract with scripts. */
public final class ExitCode {

    /** All done. */
    public static final int DONE = 0;
    /** It failed. */
    public static final int FAILED = 1;
    /** The command line, a parameter or a recipe is wrong. */
    public static final int USAGE = 2;
    /** Some of it is done. */
    public static final int PARTLY = 3;
    /** A verification or a lint found something. */
    public static final int REFUSED = 4;
    /** What was named is not there. */
    public static final int NOT_FOUND = 5;
    /** Memory, disk or a lock is short right now. */
    public static final int TRY_LATER = 75;
    /** Stopped by the user. */
    public static final int INTERRUPTED = 130;

    private static final Set<String> MISSING = Set.of("engine.unknown-processor", "engine.unknown-job",
            "models.unknown", "library.no-project", "library.unknown-asset",
            "input.missing");
    private static final Set<String> UNVERIFIED = Set.of("pack.verify-failed", "pack.leak");

    private static final Set<String> WRONG = Set.of("parameter.", "usage.", "recipe.", "library.ambiguous",
            "library.bad-theme",
            "library.bad-tag");

    private ExitCode() {
    }

    /** The code for an error that ended a command or a job. */
    public static int of(Problem problem) {
        String code = problem.code();
        if (MISSING.contains(code) || code.endsWith(".not-found")) {
            return NOT_FOUND;
        }
        if (UNVERIFIED.contains(code) || code.startsWith("verify.")) {
            return REFUSED;
        }
        return switch (problem.kind()) {
            // what the user gave is named; otherwise something on this machine may be set up wrong
            case CONFIGURATION -> problem.parameter().isPresent() || WRONG.stream().anyMatch(code::startsWith)
                    ? USAGE
                    : FAILED;
            case RESOURCE -> TRY_LATER;
            case INPUT, TOOL, SYSTEM -> FAILED;
        };
    }
}
