package org.podstudio.ui.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.ui.look.Look;

/** The form of a processor, made of its parameter record alone. Checks as one types. UI thread only. */
public final class ParameterForm extends Composite {

    private final ParameterSet<?> parameters;
    private final List<Field> fields;
    private final Runnable changed;
    private Optional<ProcessingException> problem = Optional.empty();

    /**
     * @param models
     *            asked for what a parameter that is a model can be
     * @param changed
     *            told each change, after it was checked
     */
    public ParameterForm(Composite parent, Processor<?> processor, ModelSource models, Runnable changed) {
        super(parent, SWT.NONE);
        this.parameters = ParameterSet.of(processor.info().defaults());
        this.changed = changed;
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 15;
        setLayout(layout);
        Look.as(this, "surface", getFont());
        setBackground(parent.getBackground());
        ProcessorLabels labels = ProcessorLabels.of(processor);
        this.fields = parameters.parameters().stream().map(p -> new Field(this, p, labels, models, this::check))
                .toList();
    }

    /** The values by name, as they stand in the form; what is left out is not named. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach(f -> f.value().ifPresent(v -> values.put(f.parameter().name(), v)));
        return values;
    }

    /** What is wrong with the values; empty when they are good. */
    public Optional<ProcessingException> problem() {
        return problem;
    }

    private void check() {
        Optional<ProcessingException> whole = refusal(values());
        for (Field field : fields) {
            Optional<ProcessingException> own = field.value().flatMap(v -> refusal(Map.of(field.parameter().name(), v)))
                    .filter(e -> about(e, field.parameter()));
            field.complain(own.isPresent() ? own : whole.filter(e -> about(e, field.parameter())));
        }
        problem = whole;
        changed.run();
    }

    private static boolean about(ProcessingException e, Parameter parameter) {
        return e.parameter().filter(parameter.name()::equals).isPresent();
    }

    private Optional<ProcessingException> refusal(Map<String, Object> values) {
        try {
            parameters.read(values);
            return Optional.empty();
        } catch (ProcessingException e) {
            return Optional.of(e);
        }
    }
}
