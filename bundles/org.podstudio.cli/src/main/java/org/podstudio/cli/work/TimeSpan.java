package org.podstudio.cli.work;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.engine.Terms;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long something may take: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, or as ISO 8601 has it. */
final class TimeSpan implements ITypeConverter<Duration> {

    private static final String WORDS = "(\\d+d)?(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?s)?";

    @Override
    public Duration convert(@Nullable String given) {
        String text = given == null ? "" : given;
        return parse(text.strip().toLowerCase(Locale.ROOT))
                .filter(time -> time.compareTo(Terms.SHORTEST_TIME) >= 0 && time.compareTo(Terms.LONGEST_TIME) <= 0)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no time such as 90s, 10m or 1h30m, of " + Terms.LONGEST_TIME.toDays()
                                + " days at most"));
    }

    private static Optional<Duration> parse(String text) {
        String days = text.matches(WORDS) ? text.replaceFirst("^(\\d+d)?", "p$1t") : text;
        try {
            return Optional.of(Duration.parse(days.replaceFirst("t$", "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
