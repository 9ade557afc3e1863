package org.podstudio.engine.internal.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Run;
import org.podstudio.api.Survey;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.api.project.Step;

/**
 * A step that has found its processor.
 *
 * @param <P> the parameters
 * @param processor who does it
 * @param parameters validated, with chosen models
 * @param step the same spelled out: every parameter, every model
 * @param models hash by id of each model it uses
 */
public record ResolvedStep<P extends Record>(Processor<P> processor, P parameters, Step step,
        Map<String, String> models) {

    /** For whatever is random. The same everywhere, so that a recipe gives the same bytes everywhere. */
    public static final long SEED = 0;

    /** What is constant about the processor. */
    public ProcessorInfo<P> info() {
        return processor.info();
    }

    /** Whether the processor is still to choose among several models. */
    public boolean choosing() {
        return !open().isEmpty();
    }

    /**
     * The step as it is recorded: where the processor chose among several models, the one it asked for takes the place of "auto", so that a
     * replay chooses alike, and the others are left out.
     *
     * @param asked ids of the models it asked for
     */
    public ResolvedStep<P> chosen(Set<String> asked) {
        Map<String, Object> values = new HashMap<>(step.parameters());
        List<String> open = open();
        if (open.isEmpty()) {
            return this;
        }
        Map<String, String> used = new TreeMap<>(models);
        used.keySet().removeIf(id -> !asked.contains(id) && !values.containsValue(id));
        List<String> chosen = used.keySet().stream().filter(id -> !values.containsValue(id)).toList();
        if (open.size() == 1 && chosen.size() == 1) {
            values.put(open.getFirst(), chosen.getFirst());
        }
        return new ResolvedStep<>(processor, parameters, new Step(step.processor(), values), Map.copyOf(used));
    }

    /** Whether its parameters leave something to be found out of all inputs of an order together. */
    boolean surveys() {
        return processor.survey(parameters).isPresent();
    }

    /** The step with what is found out of all inputs spelled out. */
    ResolvedStep<P> over(List<Path> inputs, Run run) throws IOException {
        Optional<Survey<P>> survey = processor.survey(parameters);
        if (survey.isEmpty()) {
            return this;
        }
        P found = survey.get().over(inputs, run);
        return new ResolvedStep<>(processor, found, new Step(info().id(), ParameterSet.of(info().defaults())
                .write(found)), models);
    }

    /** The request for a file. */
    public Request<P> request(Path input) {
        return new Request<>(List.of(input), parameters, SEED);
    }

    /** What it takes at its peak. Reads the file's header. */
    public Needs needs(Path input) {
        return processor.needs(request(input));
    }

    /** What its outputs will be called; empty: only the work tells. Reads the file's header. */
    public List<Output.Name> names(Path input) throws IOException {
        return processor.names(request(input));
    }

    /** Key of the result. @param inputHash SHA-256 of the input */
    public String fingerprint(String inputHash) {
        return Fingerprint.of(info().id(), info().revision(), ParameterSet.of(info().defaults()).canonical(parameters),
                inputHash, models, SEED);
    }

    private List<String> open() {
        return ParameterSet.of(info().defaults()).parameters().stream()
                .filter(p -> p instanceof Parameter.Model && ModelTask.AUTO.equals(step.parameters().get(p.name())))
                .map(Parameter::name).toList();
    }
}
