package org.podstudio.api.parameters;

import java.util.Locale;

import org.podstudio.api.ProcessingException;

/** Checks loosely typed values against their parameter and gives them the type of {@link Parameter#fallback()}. */
final class Values {

    private Values() {
    }

    /** A {@link Long}, {@link Double}, {@link Boolean} or {@link String}, valid for the parameter. */
    static Object check(Parameter parameter, Object raw) {
        String text = raw.toString().strip();
        return switch (parameter) {
            case Parameter.WholeNumber p -> whole(p, text);
            case Parameter.Decimal p -> decimal(p, text);
            case Parameter.Flag p -> flag(p, text);
            case Parameter.Choice p -> choice(p, text);
            case Parameter.Text p -> text(p, raw.toString());
            case Parameter.Model p -> matching(p, text, "[a-zA-Z0-9][a-zA-Z0-9._-]*", "auto or the id of a model");
        };
    }

    private static Long whole(Parameter.WholeNumber p, String text) {
        try {
            // JSON and YAML readers may hand over 4.0 for 4
            long value = Long.parseLong(text.replaceFirst("\\.0+$", ""));
            if (value < p.min() || value > p.max()) {
                throw outOfRange(p, text, p.min() + " to " + p.max(), p.unit());
            }
            return value;
        } catch (NumberFormatException e) {
            throw malformed(p, text, "a whole number from " + p.min() + " to " + p.max());
        }
    }

    private static Double decimal(Parameter.Decimal p, String text) {
        try {
            double value = Double.parseDouble(text);
            if (!(value >= p.min() && value <= p.max())) {
                throw outOfRange(p, text, p.min() + " to " + p.max(), p.unit());
            }
            return value;
        } catch (NumberFormatException e) {
            throw malformed(p, text, "a number from " + p.min() + " to " + p.max());
        }
    }

    private static Boolean flag(Parameter p, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw malformed(p, text, "true or false");
        };
    }

    private static String choice(Parameter.Choice p, String text) {
        // as options are written with dashes, so may their values be
        String word = text.toLowerCase(Locale.ROOT).replace('-', '_');
        if (!p.values().contains(word)) {
            throw ProcessingException.parameter(p.name(), "parameter.not-a-choice",
                    "'" + text + "' is not a choice for " + p.option() + ".",
                    "Use one of: " + String.join(", ", p.values()) + ".");
        }
        return word;
    }

    private static String text(Parameter.Text p, String text) {
        return matching(p, text, p.pattern(), p.hint().isEmpty() ? "text that matches " + p.pattern() : p.hint());
    }

    private static String matching(Parameter p, String text, String pattern, String wanted) {
        if (!text.matches(pattern)) {
            throw malformed(p, text, wanted);
        }
        return text;
    }

    static ProcessingException malformed(Parameter p, String text, String wanted) {
        return ProcessingException.parameter(p.name(), "parameter.malformed",
                "'" + text + "' cannot be read as a value of " + p.option() + ".", "Give " + wanted + ".");
    }

    private static ProcessingException outOfRange(Parameter p, String text, String range, String unit) {
        String span = range + (unit.isEmpty() ? "" : " " + unit);
        return ProcessingException.parameter(p.name(), "parameter.out-of-range",
                p.option() + " is " + text + ", but must be within " + span + ".", "Choose a value from " + span + ".");
    }
}
