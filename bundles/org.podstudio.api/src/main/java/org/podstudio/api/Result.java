package org.podstudio.api;

import java.util.List;
import java.util.Map;

/**
 * What a processor made.
 *
 * @param outputs at least one; the first is what the user asked for and what the next step of a chain gets, others accompany it
 * @param facts measured things worth keeping beside the asset ({@code "loudness.after"} → {@code "-14.1 LUFS"}); never needed to go on
 */
public record Result(List<Output> outputs, Map<String, String> facts) {

    /** Copies both; refuses an empty list of outputs. */
    public Result {
        outputs = List.copyOf(outputs);
        facts = Map.copyOf(facts);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a result has at least one output");
        }
    }

    /** One output, no facts. */
    public static Result of(Output output) {
        return new Result(List.of(output), Map.of());
    }
}
