package org.podstudio.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.content.Inspector;
import org.podstudio.engine.internal.admission.Budget;
import org.podstudio.engine.internal.admission.Capacity;
import org.podstudio.engine.internal.admission.Dispatcher;
import org.podstudio.engine.internal.admission.MemoryInUse;
import org.podstudio.engine.internal.learning.Crowd;
import org.podstudio.engine.internal.learning.Experience;
import org.podstudio.engine.internal.recipe.Models;
import org.podstudio.engine.internal.recipe.StepResolver;
import org.podstudio.engine.internal.retry.Backoff;
import org.podstudio.engine.internal.work.Examiner;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.engine.internal.work.Temporaries;
import org.podstudio.media.Ffmpeg;
import org.podstudio.models.Catalogue;
import org.podstudio.store.Store;
import org.podstudio.store.Stores;

/**
 * Opens engines, and knows which processors are installed: one that comes while it runs works at once, one that goes disappears, and a job
 * that needs it fails saying so. All engines share the machine's memory, cores and GPU. For any thread.
 */
@Component(service = Engines.class)
public final class Engines implements AutoCloseable {

    /** A second click, or a program that asks again because it heard nothing. */
    private static final Duration REPEATS = Duration.ofSeconds(5);

    private final Function<ProjectFolder, Store> stores;
    private final Models models;
    private final Examiner examiner;
    private final Clock clock;
    private final Backoff backoff;
    private final Temporaries temporaries;
    private final Duration repeats;
    private volatile Duration moment = Moments.MOMENT;
    private final Dispatcher dispatcher;
    private final AtWork atWork = new AtWork();
    private final Crowd crowd = new Crowd();
    private final JobCounters counters = new JobCounters();
    private final Map<Path, Shared> open = new HashMap<>();
    private final Sweeper sweeper = new Sweeper(this::sweep);

    @Reference(service = Processor.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.SERVICE)
    private volatile List<Processor<?>> processors = List.of();

    /** The framework brings the processors. */
    @Activate
    public Engines(@Reference Stores stores, @Reference Catalogue catalogue, @Reference Inspector inspector) {
        this(stores, catalogue, inspector, List.of());
    }

    /** With these processors; for use without a framework. */
    public Engines(Stores stores, Catalogue catalogue, Inspector inspector, List<? extends Processor<?>> processors) {
        this(stores::open, new CatalogueModels(catalogue), new InspectorExaminer(inspector), Clock.systemUTC(),
                new Dispatcher(new Budget(Capacity.machine()), new MemoryInUse()), Backoff.standard(),
                TemporaryFolders.registry(), REPEATS);
        install(processors);
        sweeper.schedule();
    }

    /** Where only promises count, not what other programs take, and only what waits is not asked for twice. */
    Engines(Function<ProjectFolder, Store> stores, Models models, Examiner examiner, Clock clock, Capacity capacity,
            Backoff backoff, Temporaries temporaries) {
        this(stores, models, examiner, clock, new Dispatcher(new Budget(capacity)), backoff, temporaries,
                Duration.ZERO);
    }

    /** @param repeats for how long asking for the same again is taken for a repetition */
    Engines(Function<ProjectFolder, Store> stores, Models models, Examiner examiner, Clock clock,
            Dispatcher dispatcher, Backoff backoff, Temporaries temporaries, Duration repeats) {
        this.stores = stores;
        this.models = models;
        this.examiner = examiner;
        this.clock = clock;
        this.backoff = backoff;
        this.temporaries = temporaries;
        this.repeats = repeats;
        this.dispatcher = dispatcher;
    }

    /**
     * The engine of a project; the same one for all who have it open. Jobs that a dead process left behind are queued again; none starts
     * before the first {@link Engine#submit}, {@link Engine#retry} or {@link Engine#takeUp}.
     *
     * @param folder must exist; its database is made when there is none
     * @throws ProcessingException {@code store.locked} when another program has the project open, and whatever else {@link Stores#open} says
     */
    public Engine open(ProjectFolder folder) {
        synchronized (open) {
            @Nullable
            Shared known = open.get(folder.root());
            Shared shared = known == null ? new Shared(start(folder)) : known;
            open.put(folder.root(), shared);
            shared.uses++;
            return new SharedEngine(shared.engine, () -> giveBack(folder.root(), shared));
        }
    }

    /** All there are now, by id. */
    public List<Processor<?>> processors() {
        return processors.stream().sorted(Comparator.comparing((Processor<?> p) -> p.info().id())).toList();
    }

    /** @throws ProcessingException {@code engine.unknown-processor}, naming those there are */
    public Processor<?> processor(String id) {
        return processors.stream().filter(p -> p.info().id().equals(id)).findFirst().orElseThrow(() -> unknown(id));
    }

    /** As {@link Stores#accepted}: whether there is a job whose id begins like this, also while another program has the project open. */
    public static boolean accepted(ProjectFolder folder, String id) {
        return Stores.accepted(folder, id);
    }

    /** What was counted since the program began, over all projects. */
    public Counters counters() {
        return counters;
    }

    /** Closes every engine that is still open. */
    @Override
    @Deactivate
    public void close() {
        synchronized (open) {
            open.values().forEach(shared -> shared.engine.close());
            open.clear();
        }
        dispatcher.close();
        sweeper.close();
    }

    /** Removes what is left of dead processes; as {@link Sweeper} calls it, now and then. */
    void sweep() {
        Ffmpeg.endOrphans();
        temporaries.sweep();
        List<Engine> engines;
        synchronized (open) {
            engines = open.values().stream().map(shared -> shared.engine).toList();
        }
        for (Engine engine : engines) {
            if (engine instanceof ProjectEngine project) {
                project.sweep();
            }
        }
    }

    /** These processors instead of those there were. */
    void install(List<? extends Processor<?>> those) {
        processors = List.copyOf(those);
    }

    /** Of engines that are opened from now on, beginnings are put off so long. */
    void putOff(Duration moment) {
        this.moment = moment;
    }

    private Engine start(ProjectFolder folder) {
        Store store = stores.apply(folder);
        try {
            Surroundings place = new Surroundings(folder, store.assets(), new StepResolver(this::processor, models),
                    models, examiner, temporaries, clock, backoff, moment, repeats,
                    new Experience(store.lessons(), crowd, dispatcher.memoryBytes()));
            return ProjectEngine.open(place, store, dispatcher, atWork, counters);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void giveBack(Path root, Shared shared) {
        synchronized (open) {
            shared.uses--;
            if (shared.uses == 0 && open.remove(root, shared)) {
                shared.engine.close();
            }
        }
    }

    private ProcessingException unknown(String id) {
        String known = processors().stream().map(p -> p.info().id()).collect(Collectors.joining(", "));
        return new ProcessingException(ErrorKind.CONFIGURATION, "engine.unknown-processor",
                "There is no processor '" + id + "'.",
                known.isEmpty() ? "Install one: none is there." : "Use one of: " + known + ".");
    }

    /** An engine and how many have it open. */
    private static final class Shared {
        private final Engine engine;
        private int uses;

        Shared(Engine engine) {
            this.engine = engine;
        }
    }
}
