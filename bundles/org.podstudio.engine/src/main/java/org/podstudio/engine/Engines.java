package org.podstudio.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;

/** Opens engines, and knows which processors are installed: one that comes while it runs works at once, one that goes disappears. */
@Component(service = Engines.class)
public final class Engines {

    @Reference(service = Processor.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.SERVICE)
    private volatile List<Processor<?>> processors = List.of();

    /** Made by the framework. */
    @Activate
    public Engines() {
        // the parts it works with come with their bundles
    }

    /**
     * The engine of a project; the same one for all who have it open. Jobs that a dead process left behind are queued again.
     *
     * @throws ProcessingException {@code store.locked} when another program has the project open
     */
    public Engine open(ProjectFolder folder) {
        throw new ProcessingException(ErrorKind.SYSTEM, "engine.not-built", "There is no engine for " + folder.root() + " yet.", "Wait.");
    }

    /** All there are now, by id. */
    public List<Processor<?>> processors() {
        return processors.stream().sorted(Comparator.comparing((Processor<?> p) -> p.info().id())).toList();
    }

    /** @throws ProcessingException {@code engine.unknown-processor}, naming those there are */
    public Processor<?> processor(String id) {
        return processors.stream().filter(p -> p.info().id().equals(id)).findFirst().orElseThrow(() -> unknown(id));
    }

    private ProcessingException unknown(String id) {
        String known = processors().stream().map(p -> p.info().id()).collect(Collectors.joining(", "));
        return new ProcessingException(ErrorKind.CONFIGURATION, "engine.unknown-processor", "There is no processor '" + id + "'.",
                known.isEmpty() ? "Install one: none is there." : "Use one of: " + known + ".");
    }
}
