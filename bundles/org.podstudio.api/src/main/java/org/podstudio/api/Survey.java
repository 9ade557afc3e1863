package org.podstudio.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What parameters leave to be found out of all inputs of an order together, as the loudness of an album: see {@link Processor#survey}.
 *
 * @param <P> the parameters
 */
@FunctionalInterface
public interface Survey<P extends Record> {

    /**
     * Looks at all of them, which may take as long as reading them does. Called when work is planned, and again whenever a plan is made anew,
     * so what costs much is worth remembering. Writes nothing.
     *
     * @param inputs at least one; each is a file that the processor accepts
     * @param run ends it when the plan is wanted no more; has neither scratch folder nor models
     * @return the parameters with what was found, so that each input can be worked on for itself, at any time and anywhere, with the same
     *         result
     * @throws CanceledException when the run was canceled
     * @throws ProcessingException when one of them cannot be looked at: then nothing is known of any
     * @throws IOException of the file system
     */
    P over(List<Path> inputs, Run run) throws IOException;
}
