package org.podstudio.media;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Times as people write them: {@code 90}, {@code 1:30}, {@code 01:02:03.5}, {@code 1h2m3.5s}, {@code 90s}, {@code 500ms}.
 */
public final class Timecode {

    /** Matches every time that {@link #seconds} reads, in the subset that Java and JSON Schema share. */
    public static final String PATTERN = "(\\d+:)?\\d{1,2}:\\d{1,2}([.,]\\d+)?|\\d+([.,]\\d+)?|(\\d+h)?(\\d+m)?(\\d+([.,]\\d+)?s)?|\\d+ms";

    private static final Pattern COLONS = Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,2}):(\\d{1,2}(?:[.,]\\d{1,9})?)");
    private static final Pattern LETTERS = Pattern.compile(
            "(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:[.,]\\d{1,9})?)s)?");
    private static final Pattern PLAIN = Pattern.compile("()()(\\d{1,9}(?:[.,]\\d{1,9})?)");
    private static final Pattern MILLISECONDS = Pattern.compile("(\\d{1,12})ms");

    private Timecode() {
    }

    /** @return seconds; empty for what is no time, minutes and seconds of 60 and more between colons included */
    public static OptionalDouble seconds(String text) {
        String word = text.strip();
        Matcher milliseconds = MILLISECONDS.matcher(word);
        if (milliseconds.matches()) {
            return OptionalDouble.of(number(milliseconds.group(1)) / 1000);
        }
        Matcher colons = COLONS.matcher(word);
        if (colons.matches()) {
            boolean fits = number(colons.group(3)) < 60 && (colons.group(1) == null || number(colons.group(2)) < 60);
            return fits ? sum(colons) : OptionalDouble.empty();
        }
        for (Pattern pattern : new Pattern[]{PLAIN, LETTERS}) {
            Matcher matcher = pattern.matcher(word);
            if (!word.isEmpty() && matcher.matches()) {
                return sum(matcher);
            }
        }
        return OptionalDouble.empty();
    }

    /** As subtitles of the web have it: {@code 01:02:03.500}. @param seconds not negative */
    public static String text(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", millis / 3_600_000, millis / 60_000 % 60, millis
                / 1000 % 60, millis % 1000);
    }

    private static OptionalDouble sum(Matcher matcher) {
        return OptionalDouble.of(number(matcher.group(1)) * 3600 + number(matcher.group(2)) * 60 + number(matcher.group(
                3)));
    }

    private static double number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Double.parseDouble(digits.replace(',', '.'));
    }
}
