package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.engine.internal.admission.Disk;
import org.podstudio.engine.internal.recipe.ResolvedRound;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.engine.internal.recipe.Round;
import org.podstudio.engine.internal.work.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job while it is being planned, round by round. Reads only. For one thread, once. */
final class Draft {

    private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

    private final Surroundings place;
    private final Order order;
    private final Path file;
    private final MediaKind kind;
    private final long freeDisk;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final List<PlannedOutput> outputs = new ArrayList<>();
    private Optional<Needs> needs = Optional.empty();
    /** Of what the next round works on; empty when it is not there yet, or nothing is recorded of what is made of it. */
    private String hash;

    /** @param hash of the input; empty for a plain file, of whose results nothing is recorded */
    Draft(Surroundings place, Order order, Path file, MediaKind kind, String hash) {
        this.place = place;
        this.order = order;
        this.file = file;
        this.kind = kind;
        this.hash = hash;
        this.freeDisk = Disk.at(folder()).freeBytes();
    }

    /** Where the job will work. */
    Path folder() {
        return order.outputFolder().orElse(place.folder().root());
    }

    /** What comes next. */
    void add(Round round, ResolvedRound resolved) throws IOException {
        boolean common = round.number() < order.recipe().steps().size();
        boolean onInput = round.number() == 0 || order.recipe().steps().isEmpty();
        Needs peak = needs(resolved, onInput, () -> resolved.needs(file));
        needs = Optional.of(needs.map(before -> before.then(peak)).orElse(peak));
        for (int i = 0; i < round.parts().size(); i++) {
            ResolvedStep<?> step = resolved.steps().get(i);
            Needs own = round.parts().size() == 1 ? peak : needs(resolved, onInput, () -> step.needs(file));
            String fingerprint = hash.isEmpty() ? "" : step.fingerprint(hash);
            List<Asset> made = made(fingerprint);
            PlannedStep planned = new PlannedStep(step.step(), step.info().revision(), step.models(), own, fingerprint,
                    !made.isEmpty());
            if (common) {
                steps.add(planned);
                // when it was made before, the input of what comes next is known as well
                hash = made.stream().findFirst().map(asset -> asset.content().sha256()).orElse("");
            } else {
                outputs.add(new PlannedOutput(round.parts().get(i).name(), planned));
            }
        }
    }

    /** All of it; nothing is said yet of problems and of time. */
    PlannedJob job(Input input) {
        return new PlannedJob(input, steps, outputs, needs.orElse(Needs.LIGHT), Optional.empty(), Optional.empty(),
                List.of());
    }

    private List<Asset> made(String fingerprint) throws IOException {
        return fingerprint.isEmpty() || order.terms().force()
                ? List.of()
                : place.cache().find(fingerprint, () -> {});
    }

    private Needs needs(ResolvedRound round, boolean onInput, Supplier<Needs> estimate) {
        return place.experience().corrected(round.info().id(), onInput ? estimate.get() : guess(round, estimate),
                freeDisk);
    }

    /** Of what works on a file that does not exist yet: as if it were given the job's input. */
    private Needs guess(ResolvedRound round, Supplier<Needs> estimate) {
        try {
            return round.info().accepts().contains(kind) ? estimate.get() : Needs.LIGHT;
        } catch (ProcessingException e) {
            LOG.debug("{} may get something else to work on than {}", round.info().id(), file, e);
            return Needs.LIGHT;
        }
    }
}
