package org.podstudio.api;

import java.io.IOException;

/**
 * One operation on media. Implementations are declarative services in bundles of their own, found by the engine as such; they are
 * stateless and may be called from several threads at once.
 *
 * @param <P> the parameters: a record of the types that {@link org.podstudio.api.parameters.ParameterSet} reads
 */
public interface Processor<P extends Record> {

    /** Constant and cheap: no I/O, no native library, the same value at each call. */
    ProcessorInfo<P> info();

    /**
     * Peak needs of this request; may read a file's header, must not decode it.
     *
     * @throws ProcessingException when the header tells already that the work cannot succeed; a plan then says so
     */
    default Needs needs(Request<P> request) {
        return Needs.LIGHT;
    }

    /**
     * Does the work in the calling thread. Writes below {@link Run#scratch()} only, never to an input; checks
     * {@link Run#checkCanceled()} at least every half second or registers {@link Run#onCancel}.
     *
     * @throws ProcessingException what the user can act on
     * @throws CanceledException when the run was canceled
     * @throws IOException of the file system; the engine words it
     */
    Result process(Request<P> request, Run run) throws IOException;
}
