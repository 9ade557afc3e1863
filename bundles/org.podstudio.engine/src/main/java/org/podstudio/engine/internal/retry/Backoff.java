package org.podstudio.engine.internal.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;

/**
 * Exponential backoff with jitter, by what failed and by how urgent the job is; the figures are the contract's. For any thread.
 *
 * @param chance 0 to 1, evenly spread
 * @param pace by which every pause is multiplied; 1 but for tests
 */
public record Backoff(DoubleSupplier chance, double pace) {

    /** As it is in earnest. */
    public static Backoff standard() {
        return new Backoff(() -> ThreadLocalRandom.current().nextDouble(), 1);
    }

    /**
     * How long to wait before the next attempt; empty when there shall be none.
     *
     * @param failed how many attempts failed, this one included
     */
    public Optional<Duration> pause(Problem problem, int failed, Priority priority) {
        return Transience.of(problem).filter(kind -> failed < kind.attempts())
                .map(kind -> kind.pause(failed, chance.getAsDouble()))
                .map(pause -> Duration.ofNanos(Math.round(pause.toNanos() * patience(priority) * pace)));
    }

    private static double patience(Priority priority) {
        return switch (priority) {
            case URGENT -> 0.5;
            case HIGH -> 0.75;
            case NORMAL -> 1;
            case LOW -> 1.5;
        };
    }
}
