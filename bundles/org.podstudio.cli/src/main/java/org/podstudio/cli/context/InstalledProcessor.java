package org.podstudio.cli.context;

import java.util.Map;

import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.parameters.Parameter;
import org.podstudio.api.parameters.ParameterSet;

/**
 * A processor with the words of its bundle.
 *
 * @param processor the service
 * @param words keys and texts of the bundle's {@code OSGI-INF/l10n/bundle.properties}
 */
public record InstalledProcessor(Processor<?> processor, Map<String, String> words) {

    /** What is constant about it. */
    public ProcessorInfo<?> info() {
        return processor.info();
    }

    /** Its id. */
    public String id() {
        return info().id();
    }

    /** What people call it. */
    public String title() {
        return words.getOrDefault(id(), id());
    }

    /** What it is good for. */
    public String help() {
        return words.getOrDefault(id() + ".help", "");
    }

    /** What a parameter is good for. */
    public String help(Parameter parameter) {
        String key = id() + "." + parameter.name();
        return words.getOrDefault(key + ".help", words.getOrDefault(key, ""));
    }

    /** Its parameters. */
    public ParameterSet<?> parameters() {
        return ParameterSet.of(info().defaults());
    }
}
