package org.podstudio.engine.internal.learning;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a job may take.
 *
 * @param quiet without progress, before it is said to stand still
 * @param longest in all, before it is ended
 */
public record Limits(Duration quiet, Duration longest) {

    /** System properties, for all processors or followed by a dot and the id of one; values as {@code PT2H30M}. */
    public static final String LONGEST = "podstudio.limit.time";
    /** As {@link #LONGEST}. */
    public static final String QUIET = "podstudio.limit.quiet";

    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
    private static final Duration USUAL_QUIET = Duration.ofMinutes(5);

    /** What holds as long as nothing is known. @param unit of the size of the work */
    static Limits usual(String unit) {
        return new Limits(USUAL_QUIET, switch (unit) {
            case "pixels" -> Duration.ofHours(2);
            case "seconds" -> Duration.ofHours(6);
            default -> Duration.ofHours(24);
        });
    }

    /** For one after the other. */
    Limits and(Limits next) {
        return new Limits(quiet.compareTo(next.quiet) > 0 ? quiet : next.quiet, longest.plus(next.longest));
    }

    /** What the user has set takes the place of what is usual. @param settings value by name, empty text for none */
    Limits set(String processor, UnaryOperator<String> settings) {
        return new Limits(set(QUIET, processor, settings).orElse(quiet),
                set(LONGEST, processor, settings).orElse(longest));
    }

    /** What an order says takes the place of everything else. */
    public Limits ordered(Optional<Duration> time) {
        return time.map(ordered -> new Limits(quiet, ordered)).orElse(this);
    }

    private static Optional<Duration> set(String name, String processor, UnaryOperator<String> settings) {
        String own = settings.apply(name + "." + processor);
        String text = own.isBlank() ? settings.apply(name) : own;
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Duration.parse(text)).filter(Duration::isPositive);
        } catch (DateTimeParseException e) {
            LOG.warn("{} is {}, which is no duration such as PT2H30M; it is not used", name, text);
            return Optional.empty();
        }
    }
}
