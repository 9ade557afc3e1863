package org.podstudio.cli.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.cli.context.InstalledProcessor;

/**
 * One {@code --output} of the command line: {@code name=thumb,width=200,box=0,0,10,10}. A comma begins a new value only where a name and an
 * equals sign follow.
 *
 * @param text as it was given
 */
record OutputWords(String text) {

    private static final Pattern NEXT = Pattern.compile(",(?=[a-z][a-z0-9_-]*=)");
    /** What is no parameter of the processor, but the name of the output. */
    private static final String NAME = "name";

    /**
     * With the values that were given for all outputs, unless it has its own.
     *
     * @throws ProcessingException {@code usage.value}, {@code recipe.output-name} or {@code parameter.*}
     */
    OutputSpecification read(InstalledProcessor processor, Map<String, String> all) {
        Map<String, String> own = values();
        String name = own.getOrDefault(NAME, "");
        own.remove(NAME);
        Map<String, String> values = new LinkedHashMap<>(all);
        values.putAll(own);
        return new OutputSpecification(name, Parameters.step(processor, values));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : text.isBlank() ? new String[0] : NEXT.split(text)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.value",
                        "'" + word + "' of --output '" + text + "' is not a name with a value.",
                        "Write: --output width=200,format=jpeg");
            }
            String name = word.substring(0, equals).strip().replace('-', '_');
            if (values.put(name, word.substring(equals + 1)) != null) {
                throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.value",
                        "--output '" + text + "' gives " + name + " twice.", "Give it once.");
            }
        }
        return values;
    }
}
