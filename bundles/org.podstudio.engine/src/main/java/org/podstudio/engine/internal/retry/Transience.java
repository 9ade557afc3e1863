package org.podstudio.engine.internal.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.project.Problem;

/** Kinds of failure that may pass by themselves, each with how often and how soon it is tried again. */
enum Transience {

    NETWORK(Duration.ofSeconds(1), Duration.ofSeconds(300), 2, 5, 0.2), RESOURCE(Duration.ofSeconds(5),
            Duration.ofSeconds(900), 2.5, 3, 0.3), FILE(Duration.ofMillis(500), Duration.ofSeconds(60), 1.5, 3,
                    0.1), TOOL(Duration.ofSeconds(3), Duration.ofSeconds(180), 2, 3, 0.15);

    /** Short of something that stays as it is: the heap is as large as it was set, and a child process may have as much as before. */
    private static final Set<String> LASTING = Set.of("crop.no-memory", "upscale.no-memory", "image.no-memory",
            "media.no-memory");

    private final Duration base;
    private final Duration longest;
    private final double factor;
    private final int attempts;
    private final double jitter;

    /**
     * @param base before the second attempt
     * @param factor by which each pause is longer than the one before
     * @param attempts in all, the first one included
     * @param jitter part of a pause by which it may be shorter or longer
     */
    Transience(Duration base, Duration longest, double factor, int attempts, double jitter) {
        this.base = base;
        this.longest = longest;
        this.factor = factor;
        this.attempts = attempts;
        this.jitter = jitter;
    }

    /** What a failure is an instance of; empty when it would fail the same way again. */
    static Optional<Transience> of(Problem problem) {
        String code = problem.code();
        return switch (problem.kind()) {
            case RESOURCE -> code.endsWith(".no-network") || code.endsWith(".unreachable-for-now")
                    ? Optional.of(NETWORK)
                    : Optional.of(code.equals("io.failed") ? FILE : RESOURCE).filter(r -> !LASTING.contains(code));
            // a child process that died may live next time; a result that is wrong is wrong again
            case TOOL -> Optional.of(TOOL).filter(t -> code.startsWith("media.") || code.startsWith("inference.")
                    || code.equals("engine.timed-out"));
            default -> Optional.empty();
        };
    }

    int attempts() {
        return attempts;
    }

    /**
     * @param failed how many attempts failed so far, at least 1
     * @param chance 0 to 1, evenly spread
     */
    Duration pause(int failed, double chance) {
        double millis = Math.min(longest.toMillis(), base.toMillis() * Math.pow(factor, failed - 1.0));
        return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * chance - 1))));
    }
}
