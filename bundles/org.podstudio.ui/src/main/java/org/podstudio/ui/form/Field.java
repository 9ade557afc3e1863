package org.podstudio.ui.form;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.ui.look.Look;

/** A parameter in a form: its name, its editor, what it does, and what is wrong with its value. */
final class Field {

    private final Parameter parameter;
    private final Editor editor;
    private final Label error;

    Field(Composite parent, Parameter parameter, ProcessorLabels labels, ModelSource models, Runnable changed) {
        this.parameter = parameter;
        Look look = Look.of(parent.getDisplay());
        Composite column = column(parent);
        if (!(parameter instanceof Parameter.Flag)) {
            label(column, labels.label(parameter), "label", look.plain());
        }
        this.editor = Editor.of(column, parameter, labels, models, changed);
        editor.control().setData("id", parameter.name());
        if (!labels.help(parameter).isEmpty()) {
            label(column, labels.help(parameter), "muted", look.small());
        }
        this.error = label(column, "", "error", look.small());
        complain(Optional.empty());
    }

    /** Name and value; empty where a parameter that may be left out is left out. */
    Optional<Object> value() {
        Object value = editor.value();
        boolean leftOut = parameter.fallback().isEmpty() && value.toString().isBlank();
        return leftOut ? Optional.empty() : Optional.of(value);
    }

    Parameter parameter() {
        return parameter;
    }

    /** Shows what is wrong, in red, or takes it away. */
    void complain(Optional<ProcessingException> problem) {
        error.setText(Look.literally(problem.map(p -> p.message() + " " + p.advice()).orElse("")));
        error.setForeground(Look.of(error.getDisplay()).palette().bad());
        boolean show = problem.isPresent();
        if (error.getLayoutData() instanceof GridData data && data.exclude == show) {
            data.exclude = !show;
            error.setVisible(show);
            error.getParent().requestLayout();
        } else if (show) {
            error.requestLayout();
        }
    }

    private static Composite column(Composite parent) {
        Composite column = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 5;
        column.setLayout(layout);
        column.setBackground(parent.getBackground());
        column.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        return column;
    }

    private static Label label(Composite parent, String text, String style, org.eclipse.swt.graphics.Font font) {
        Label label = Look.as(new Label(parent, SWT.WRAP), style, font);
        label.setText(Look.literally(text));
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = 120;
        label.setLayoutData(data);
        return label;
    }
}
