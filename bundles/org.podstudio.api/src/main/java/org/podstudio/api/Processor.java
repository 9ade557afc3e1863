package org.podstudio.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.NonNull;

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
     * What the outputs will be called, as far as a file's header tells; what is there already under these names need not be made.
     *
     * @return as {@link #process} hands them over, in its order; empty: only the work tells
     * @throws ProcessingException as {@link #needs}
     * @throws IOException of the file system
     */
    default List<Output.Name> names(Request<P> request) throws IOException {
        return List.of();
    }

    /**
     * What these parameters leave to be found out of all inputs of an order together; nothing, as a rule. What is found takes the place of the
     * parameters in each job, its recipe and its fingerprint, so that a job is done again as it was done among the others.
     */
    default Optional<Survey<P>> survey(@NonNull P parameters) {
        return Optional.empty();
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

    /**
     * Peak needs of {@link #processAll}; the most of each request and the disk of all unless a processor has them at work at once.
     *
     * @throws ProcessingException as {@link #needs}
     */
    default Needs needsAll(List<Request<P>> requests) {
        return requests.stream().map(this::needs).reduce(Needs::then).orElse(Needs.LIGHT);
    }

    /**
     * Does several pieces of work with the same inputs, one after the other unless a processor knows better: one that decodes once for all of
     * them overrides this. Each gives the same bytes as {@link #process} gives; when one fails, all do.
     *
     * @param requests at least one; they have the same inputs and seed, and differ in their parameters
     * @param run for all of them; the outputs of each lie below its scratch folder, in folders of their own if their names are the same
     * @return one for each request, in their order
     * @throws ProcessingException as {@link #process}
     * @throws CanceledException as {@link #process}
     * @throws IOException as {@link #process}
     */
    default List<Result> processAll(List<Request<P>> requests, Run run) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Request<P> request : requests) {
            int number = results.size() + 1;
            results.add(process(request, run.part((double) number / requests.size(), Integer.toString(number))));
        }
        return results;
    }
}
