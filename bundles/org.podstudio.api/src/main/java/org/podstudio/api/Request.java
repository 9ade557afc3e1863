package org.podstudio.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What a processor is asked to do. The same request gives the same bytes, on the same machine and with the same models.
 *
 * @param inputs existing regular files, at least one; never written to
 * @param parameters validated; a {@link org.podstudio.api.parameters.ModelTask model parameter} names a model that is on disk
 * @param seed for whatever is random; part of the fingerprint
 */
public record Request<P extends Record>(List<Path> inputs, P parameters, long seed) {

    /** Copies the list; refuses an empty one. */
    public Request {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a request has at least one input");
        }
    }

    /** The first input, for processors that take one. */
    public Path input() {
        return inputs.getFirst();
    }
}
