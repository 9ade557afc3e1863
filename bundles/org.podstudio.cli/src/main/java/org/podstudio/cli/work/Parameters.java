package org.podstudio.cli.work;

import java.util.LinkedHashMap;
import java.util.Map;

import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.api.project.Step;
import org.podstudio.cli.context.InstalledProcessor;

/** Checks values before anything runs. */
public final class Parameters {

    private Parameters() {
    }

    /**
     * A step of a recipe with the values that were given, in their types.
     *
     * @throws org.podstudio.api.ProcessingException {@code parameter.*}, naming the one that is unknown, malformed or out of range
     */
    public static Step step(InstalledProcessor processor, Map<String, ?> values) {
        return new Step(processor.id(), checked(processor.parameters(), values));
    }

    private static <P extends Record> Map<String, Object> checked(ParameterSet<P> set, Map<String, ?> values) {
        Map<String, Object> all = set.write(set.read(values));
        Map<String, Object> given = new LinkedHashMap<>();
        for (String name : values.keySet()) {
            String key = name.replace('-', '_');
            if (all.containsKey(key)) {
                given.put(key, all.get(key));
            }
        }
        return given;
    }
}
