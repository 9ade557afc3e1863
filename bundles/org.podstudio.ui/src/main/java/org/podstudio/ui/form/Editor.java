package org.podstudio.ui.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.podstudio.api.parameters.ModelTask;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Chips;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.Slider;
import org.podstudio.ui.look.Toggle;

/** The control in which the value of one parameter is edited. */
interface Editor {

    /** Pixels for a line of the wheel. */
    int WHEEL = 16;

    /** What stands in it now, as {@link org.podstudio.api.parameters.ParameterSet#read} takes it. */
    Object value();

    /** The control that gets the focus, and by which a test finds it. */
    Control control();

    /**
     * Makes the fitting one for a parameter.
     *
     * @param models
     *            asked for what a model can be
     * @param changed
     *            told each change by a person
     */
    static Editor of(Composite parent, Parameter parameter, ProcessorLabels labels, ModelSource models,
            Runnable changed) {
        return switch (parameter) {
            case Parameter.WholeNumber p -> number(parent, p, Steps.whole(p.min(), p.max()), p.unit(), changed);
            case Parameter.Decimal p -> number(parent, p, Steps.decimal(p.min(), p.max()), p.unit(), changed);
            case Parameter.Flag p -> flag(parent, p, labels, changed);
            case Parameter.Text p -> text(parent, start(p), changed);
            case Parameter.Choice p -> choice(parent, p, labels, changed);
            case Parameter.Model p -> model(parent, p, models, changed);
        };
    }

    private static String start(Parameter parameter) {
        return parameter.fallback().map(Editor::shown).orElse("");
    }

    private static String shown(Object value) {
        return value instanceof Double d ? Steps.shown(d) : value.toString();
    }

    private static Editor text(Composite parent, String start, Runnable changed) {
        Text text = field(parent, start, changed);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return editor(text, text::getText);
    }

    private static Text field(Composite parent, String start, Runnable changed) {
        Text text = Look.as(new Text(parent, SWT.BORDER), "field", Look.of(parent.getDisplay()).plain());
        text.setText(start);
        text.addListener(SWT.Modify, e -> changed.run());
        return text;
    }

    /** A field with its unit, and a slider beside it where the range is one a hand can aim in. */
    private static Editor number(Composite parent, Parameter parameter, Steps steps, String unit, Runnable changed) {
        Look look = Look.of(parent.getDisplay());
        Composite row = row(parent, 3);
        Text text = field(row, start(parameter), changed);
        text.setLayoutData(Editor.width(row, 76));
        Look.as(new Label(row, SWT.NONE), "muted", look.plain()).setText(unit.isEmpty() ? "" : unit + " ");
        if (parameter.fallback().isPresent() && steps.fewEnough()) {
            slider(row, text, steps);
        } else {
            Label range = Look.as(new Label(row, SWT.NONE), "muted", look.small());
            range.setText(Steps.shown(steps.min()) + " \u2013 " + Steps.shown(steps.max()));
        }
        return editor(text, text::getText);
    }

    private static GridData width(Composite row, int width) {
        GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false);
        data.widthHint = width;
        return data;
    }

    private static void slider(Composite row, Text text, Steps steps) {
        Slider slider = new Slider(row, steps.count(), steps.position(text.getText()),
                i -> text.setText(steps.at(i)));
        slider.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        text.addListener(SWT.Modify, e -> {
            if (!slider.isFocusControl()) {
                slider.position(steps.position(text.getText()));
            }
        });
    }

    private static Editor flag(Composite parent, Parameter.Flag parameter, ProcessorLabels labels, Runnable changed) {
        Toggle toggle = new Toggle(parent, labels.label(parameter),
                parameter.fallback().filter(Boolean.TRUE::equals).isPresent(), changed);
        return editor(toggle, () -> Boolean.valueOf(toggle.on()));
    }

    private static Editor choice(Composite parent, Parameter.Choice parameter, ProcessorLabels labels,
            Runnable changed) {
        List<String> values = parameter.values();
        List<String> words = values.stream().map(v -> labels.value(parameter, v)).toList();
        int start = Math.max(0, values.indexOf(start(parameter)));
        if (String.join("", words).length() <= 24) {
            Chips chips = new Chips(parent, words, start, i -> changed.run());
            return editor(chips, () -> values.get(chips.selected()));
        }
        Combo combo = combo(parent, SWT.READ_ONLY, words);
        start(combo, start, changed);
        return editor(combo, () -> values.get(combo.getSelectionIndex()));
    }

    /** The best model there is, or one of those on this machine by its title. */
    private static Editor model(Composite parent, Parameter.Model parameter, ModelSource models, Runnable changed) {
        List<String> ids = new ArrayList<>(List.of(ModelTask.AUTO));
        Combo combo = combo(parent, SWT.READ_ONLY, List.of(Messages.Form_BestModel));
        String start = start(parameter);
        if (!start.equals(ModelTask.AUTO)) {
            ids.add(start);
            combo.add(start);
        }
        start(combo, ids.size() - 1, changed);
        models.find(parameter.task(), cards -> {
            if (!combo.isDisposed()) {
                cards.stream().filter(card -> !ids.contains(card.id())).forEach(card -> {
                    ids.add(card.id());
                    combo.add(card.title());
                });
            }
        });
        return editor(combo, () -> ids.get(combo.getSelectionIndex()));
    }

    private static Combo combo(Composite parent, int style, List<String> words) {
        Combo combo = Look.as(new Combo(parent, SWT.DROP_DOWN | style), "field", Look.of(parent.getDisplay()).plain());
        words.forEach(combo::add);
        combo.addListener(SWT.MouseVerticalWheel, Editor::scrollPast);
        combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return combo;
    }

    /** Shows a word; all of it at its tip, for in a narrow form it may be cut off. */
    private static void start(Combo combo, int index, Runnable changed) {
        combo.select(index);
        combo.setToolTipText(Look.literally(combo.getText()));
        combo.addListener(SWT.Selection, e -> {
            combo.setToolTipText(Look.literally(combo.getText()));
            changed.run();
        });
    }

    /** A wheel that turns while the mouse happens to be over a list is meant for the form, and must change no value. */
    private static void scrollPast(Event e) {
        e.doit = false;
        Composite above = ((Control) e.widget).getParent();
        while (above != null && !(above instanceof ScrolledComposite)) {
            above = above.getParent();
        }
        if (above instanceof ScrolledComposite form) {
            Point origin = form.getOrigin();
            form.setOrigin(origin.x, origin.y - e.count * WHEEL);
        }
    }

    private static Composite row(Composite parent, int columns) {
        Composite row = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(columns, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.horizontalSpacing = 8;
        row.setLayout(layout);
        row.setBackground(parent.getBackground());
        row.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return row;
    }

    private static Editor editor(Control control, Supplier<Object> value) {
        return new Editor() {
            @Override
            public Object value() {
                return value.get();
            }

            @Override
            public Control control() {
                return control;
            }
        };
    }
}
