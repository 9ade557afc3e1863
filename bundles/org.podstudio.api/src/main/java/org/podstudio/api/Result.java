package org.podstudio.api;

import java.util.List;
import java.util.Map;

/**
 * What a processor made.
 *
 * @param outputs the first is what the user asked for and what the next step of a chain gets, others accompany it; empty only of a
 *            processor that {@linkplain ProcessorInfo#produces says} it makes no files
 * @param facts measured things worth keeping beside the asset ({@code "loudness.after"} → {@code "-14.1 LUFS"}); never needed to go on
 */
public record Result(List<Output> outputs, Map<String, String> facts) {

    /** Copies both. */
    public Result {
        outputs = List.copyOf(outputs);
        facts = Map.copyOf(facts);
    }

    /** One output, no facts. */
    public static Result of(Output output) {
        return new Result(List.of(output), Map.of());
    }

    /** Facts alone, of a processor that looks and makes nothing. */
    public static Result of(Map<String, String> facts) {
        return new Result(List.of(), facts);
    }
}
