package org.podstudio.ui.form;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

import org.podstudio.api.Processor;
import org.podstudio.api.parameters.Parameter;

/**
 * What a processor and its parameters are called, from {@code OSGI-INF/l10n/bundle.properties} of the bundle it comes
 * from.
 */
public final class ProcessorLabels {

    private static final String NAME = "OSGI-INF.l10n.bundle";

    private final String id;
    private final Optional<ResourceBundle> words;

    private ProcessorLabels(String id, Optional<ResourceBundle> words) {
        this.id = id;
        this.words = words;
    }

    /** Those of a processor; where a word is missing, it is made of the id. */
    public static ProcessorLabels of(Processor<?> processor) {
        return new ProcessorLabels(processor.info().id(), words(processor.getClass()));
    }

    /** The processor's name. */
    public String title() {
        return find(id).orElseGet(() -> plain(id));
    }

    /** What it does, one sentence; may be empty. */
    public String help() {
        return find(id + ".help").orElse("");
    }

    /** The name of a parameter. */
    public String label(Parameter parameter) {
        return find(id + "." + parameter.name()).orElseGet(() -> plain(parameter.name()));
    }

    /** What a parameter does; may be empty. */
    public String help(Parameter parameter) {
        return find(id + "." + parameter.name() + ".help").orElse("");
    }

    /** The name of one value of a choice. */
    public String value(Parameter parameter, String value) {
        return find(id + "." + parameter.name() + "." + value).orElseGet(() -> plain(value));
    }

    private Optional<String> find(String key) {
        return words.filter(w -> w.containsKey(key)).map(w -> w.getString(key));
    }

    private static Optional<ResourceBundle> words(Class<?> type) {
        try {
            return Optional.of(ResourceBundle.getBundle(NAME, Locale.getDefault(), loader(type)));
        } catch (MissingResourceException e) {
            // A plug-in without labels still works; the contract test is where it is told so.
            return Optional.empty();
        }
    }

    private static ClassLoader loader(Class<?> type) {
        return Optional.ofNullable(type.getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
    }

    private static String plain(String word) {
        String spaced = word.replace('-', ' ').replace('_', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
