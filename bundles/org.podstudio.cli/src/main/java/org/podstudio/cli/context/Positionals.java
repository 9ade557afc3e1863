package org.podstudio.cli.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a command line is neither an option nor the value of one, before it is parsed: the options of {@code run} depend on the processor that it
 * names.
 */
public final class Positionals {

    /** The options without a value that may stand before the name of a processor; a test compares them with those there are. */
    public static final Set<String> FLAGS = Set.of("--help", "--version", "--json", "--quiet", "--verbose",
            "--recursive", "--dry-run", "--force", "--no-wait", "--fail-fast");

    private Positionals() {
    }

    /** In their order; short options have no value, and after {@code --} there are no options. */
    public static List<String> of(List<String> words) {
        int end = words.indexOf("--");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < (end < 0 ? words.size() : end); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                found.add(word);
            } else if (word.startsWith("--") && !word.contains("=") && !FLAGS.contains(word)) {
                i++; // its value
            }
        }
        found.addAll(end < 0 ? List.of() : words.subList(end + 1, words.size()));
        return found;
    }
}
