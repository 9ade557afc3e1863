package org.podstudio.api.parameters;

import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * One parameter of a processor, exporter or template. {@link #name()} is the key in recipes, JSON and REST and, with hyphens, the option on
 * the command line.
 */
public sealed interface Parameter {

    /** Snake case, made from the record component: {@code targetLufs} gives {@code target_lufs}. */
    @NonNullByDefault({}) // ECJ 3.44 takes a record's implicit accessor for unannotated and refuses it otherwise
    String name();

    /** The default; empty for a parameter that may be left out and then has no value. */
    @NonNullByDefault({})
    Optional<Object> fallback();

    /** The name as an option: {@code --target-lufs} without the two hyphens. */
    default String option() {
        return name().replace('_', '-');
    }

    /** An integer within bounds. {@code fallback} holds a {@link Long}. */
    record WholeNumber(String name, Optional<Object> fallback, long min, long max, String unit) implements Parameter {}

    /** A finite decimal number within bounds. {@code fallback} holds a {@link Double}. */
    record Decimal(String name, Optional<Object> fallback, double min, double max, String unit) implements Parameter {}

    /** Yes or no. {@code fallback} holds a {@link Boolean}. */
    record Flag(String name, Optional<Object> fallback) implements Parameter {}

    /** Text that matches a pattern as a whole; the hint says in words what that is, or is empty. {@code fallback} holds a {@link String}. */
    record Text(String name, Optional<Object> fallback, String pattern, String hint) implements Parameter {}

    /** One of a closed set of lower-case words. {@code fallback} holds a {@link String} of the set. */
    record Choice(String name, Optional<Object> fallback, List<String> values) implements Parameter {}

    /**
     * The id of a model card of a task, or {@link ModelTask#AUTO}, which is left to the processor when it is {@link ModelTask#late late}.
     * {@code fallback} holds a {@link String}.
     */
    record Model(String name, Optional<Object> fallback, String task, boolean late) implements Parameter {}
}
