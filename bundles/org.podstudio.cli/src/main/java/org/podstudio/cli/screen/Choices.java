package org.podstudio.cli.screen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.podstudio.api.parameters.Parameter;

/** Which values a parameter takes, in words and as data. */
public final class Choices {

    private Choices() {
    }

    /** {@code 1..8 px}, {@code soft|hard}. */
    public static String of(Parameter parameter) {
        return switch (parameter) {
            case Parameter.WholeNumber p -> (p.min() + ".." + p.max() + " " + p.unit()).strip();
            case Parameter.Decimal p -> (p.min() + ".." + p.max() + " " + p.unit()).strip();
            case Parameter.Flag p -> "true|false";
            case Parameter.Text p -> p.hint().isEmpty() ? "text" : p.hint();
            case Parameter.Choice p -> String.join("|", p.values());
            case Parameter.Model p -> "auto or a model for " + p.task();
        };
    }

    /** The default in words. */
    public static Optional<String> fallback(Parameter parameter) {
        return parameter.fallback().map(value -> value.toString().isBlank() ? "empty" : value.toString());
    }

    /** The parameter as programs see it. */
    public static Map<String, Object> wire(Parameter parameter, String help) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("name", parameter.name());
        wire.put("option", "--" + parameter.option());
        wire.put("default", parameter.fallback());
        wire.put("help", help);
        switch (parameter) {
            case Parameter.WholeNumber p -> number(wire, "integer", p.min(), p.max(), p.unit());
            case Parameter.Decimal p -> number(wire, "number", p.min(), p.max(), p.unit());
            case Parameter.Flag p -> wire.put("type", "boolean");
            case Parameter.Text p -> {
                typed(wire, "string", "pattern", p.pattern());
                wire.put("hint", p.hint());
            }
            case Parameter.Choice p -> typed(wire, "choice", "values", p.values());
            case Parameter.Model p -> typed(wire, "model", "task", p.task());
        }
        return wire;
    }

    private static void number(Map<String, Object> wire, String type, Number min, Number max, String unit) {
        wire.put("type", type);
        wire.put("min", min);
        wire.put("max", max);
        wire.put("unit", unit);
    }

    private static void typed(Map<String, Object> wire, String type, String key, Object value) {
        wire.put("type", type);
        wire.put(key, value);
    }
}
