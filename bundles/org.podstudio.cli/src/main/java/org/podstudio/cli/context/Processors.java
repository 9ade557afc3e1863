package org.podstudio.cli.context;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** Finds processors by id. */
public final class Processors {

    private final List<InstalledProcessor> all;

    /** Asks once which there are. */
    public Processors(Studio studio) {
        this.all = studio.processors().stream().sorted(Comparator.comparing(InstalledProcessor::id)).toList();
    }

    /** By id. */
    public List<InstalledProcessor> all() {
        return all;
    }

    /** Whether it is installed. */
    public boolean has(String id) {
        return all.stream().anyMatch(p -> p.id().equals(id));
    }

    /** @throws ProcessingException {@code engine.unknown-processor}, naming those there are */
    public InstalledProcessor named(String id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow(() -> unknown(id));
    }

    private ProcessingException unknown(String id) {
        String known = all.stream().map(InstalledProcessor::id).collect(Collectors.joining(", "));
        return new ProcessingException(ErrorKind.CONFIGURATION, "engine.unknown-processor",
                "There is no processor '" + id + "'.",
                known.isEmpty()
                        ? "Install one: podstudio plugins available lists them."
                        : "Use one of: " + known + ".");
    }
}
