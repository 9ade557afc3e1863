package org.podstudio.engine.internal.recipe;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.api.project.Step;

/**
 * Finds what a step means on this machine: its processor, its parameters, its models. Many jobs have the same step, so what was found is
 * remembered, but for steps with models, which come and go. No side effect. For any thread.
 */
public final class StepResolver {

    /** So many steps are remembered, and none longer than somebody uses it: it would keep a plug-in that was removed. */
    private static final int MOST = 256;

    private final Function<String, Processor<?>> processors;
    private final Models models;
    private final Map<Step, WeakReference<ResolvedStep<?>>> known = new ConcurrentHashMap<>();

    /** @param processors by id; throws for an unknown one */
    public StepResolver(Function<String, Processor<?>> processors, Models models) {
        this.processors = processors;
        this.models = models;
    }

    /**
     * @throws ProcessingException {@code engine.unknown-processor}, {@code parameter.*} or {@code models.*}
     */
    public ResolvedStep<?> resolve(Step step) {
        Processor<?> processor = processors.apply(step.processor());
        Optional<ResolvedStep<?>> before = before(step).filter(one -> one.processor() == processor);
        if (before.isPresent()) {
            return before.get();
        }
        ResolvedStep<?> found = resolve(processor, step);
        if (!choosesModels(processor)) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(step, new WeakReference<>(found));
        }
        return found;
    }

    private Optional<ResolvedStep<?>> before(Step step) {
        @Nullable
        WeakReference<ResolvedStep<?>> before = known.get(step);
        return before == null ? Optional.empty() : Optional.ofNullable(before.get());
    }

    /** As {@link #resolve(Step)}, of each part. */
    public ResolvedRound resolve(Round round) {
        List<ResolvedStep<?>> steps = new ArrayList<>();
        round.parts().forEach(part -> steps.add(resolve(part.step())));
        return new ResolvedRound(steps);
    }

    private static <P extends Record> boolean choosesModels(Processor<P> processor) {
        return ParameterSet.of(processor.info().defaults()).parameters().stream()
                .anyMatch(Parameter.Model.class::isInstance);
    }

    private <P extends Record> ResolvedStep<P> resolve(Processor<P> processor, Step step) {
        ParameterSet<P> set = ParameterSet.of(processor.info().defaults());
        Map<String, Object> values = new HashMap<>(set.write(set.read(step.parameters())));
        Map<String, String> used = new TreeMap<>();
        set.parameters().forEach(parameter -> {
            if (parameter instanceof Parameter.Model model && values.containsKey(model.name())) {
                String wanted = values.get(model.name()).toString();
                List<String> chosen = model.late() && wanted.equals(ModelTask.AUTO)
                        ? models.candidates(model.task()).stream().filter(models::installed).toList()
                        : List.of(choose(model, wanted));
                values.put(model.name(), model.late() ? wanted : chosen.getFirst());
                chosen.forEach(id -> used.put(id, models.sha256(id)));
            }
        });
        P parameters = set.read(values);
        return new ResolvedStep<>(processor, parameters, new Step(processor.info().id(), set.write(parameters)),
                Map.copyOf(used));
    }

    private String choose(Parameter.Model parameter, String wanted) {
        if (!wanted.equals(ModelTask.AUTO)) {
            List<String> fitting = models.candidates(parameter.task());
            if (!fitting.contains(wanted)) {
                throw ProcessingException.parameter(parameter.name(), "parameter.not-a-choice",
                        "There is no model '" + wanted + "' for " + parameter.task() + ".",
                        "Use one of: " + String.join(", ", fitting) + ".");
            }
            if (!models.installed(wanted)) {
                throw notInstalled("The model " + wanted + " is not installed.", wanted);
            }
            return wanted;
        }
        List<String> candidates = models.candidates(parameter.task());
        return candidates.stream().filter(models::installed).findFirst()
                .orElseThrow(() -> notInstalled("No model for " + parameter.task() + " is installed.",
                        candidates.isEmpty() ? "" : candidates.getFirst()));
    }

    private static ProcessingException notInstalled(String message, String id) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "models.not-installed", message,
                id.isEmpty() ? "Install a plug-in that brings one." : "Get it with: podstudio models fetch " + id);
    }
}
