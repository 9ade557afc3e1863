package org.podstudio.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Step;
import org.podstudio.engine.Repeats.Wanted;
import org.podstudio.engine.internal.recipe.Fingerprint;
import org.podstudio.engine.internal.work.Surroundings;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Store;
import org.podstudio.store.Work;

/** Accepts what is asked for, once: what is asked for twice is one job, and a key is answered like the first time. For any thread. */
final class Intake {

    /** Jobs that are new. @param successors by a failed job, the one in its place */
    record Delivery(Batch batch, List<JobRecord> jobs, Map<UUID, Outlook> outlooks, Map<UUID, UUID> successors) {

        /** Whether there is nothing to be stored. */
        boolean empty() {
            return jobs.isEmpty() && successors.isEmpty() && batch.key().isEmpty();
        }

        /** What its jobs do, in words. */
        String title() {
            return jobs.stream().findFirst().map(job -> job.work().recipe().title()).orElse("nothing new");
        }
    }

    /** Stores jobs and puts them into the line. */
    @FunctionalInterface
    interface Door {
        /** @return the jobs as they were accepted; empty when the key is taken, or one of the failures is settled: then nothing was stored */
        Optional<List<JobSnapshot>> let(Delivery delivery);
    }

    /** Of a submission: its jobs, in order, whatever they came with. */
    private record Piece(Wanted wanted, Priority priority, Optional<Outlook> outlook, Optional<UUID> failed) {}

    /** So many keys are looked at by different threads at once, at most. */
    private static final int LOCKS = 64;
    private static final int TRIES = 3;

    private final Surroundings place;
    private final Store store;
    private final Repeats repeats;
    private final Door door;
    private final Function<UUID, Optional<JobSnapshot>> known;
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

    /** @param known how a job stands */
    Intake(Surroundings place, Store store, Repeats repeats, Door door, Function<UUID, Optional<JobSnapshot>> known) {
        this.place = place;
        this.store = store;
        this.repeats = repeats;
        this.door = door;
        this.known = known;
    }

    /** What was asked for before this engine was there. */
    void remember(List<JobRecord> unfinished) {
        Instant now = place.clock().instant();
        store.jobs().since(now.minus(place.repeats())).stream().filter(job -> job.state().terminal())
                .forEach(job -> repeats.found(job, now));
        unfinished.forEach(job -> repeats.found(job, now));
    }

    /** As {@link Engine#submit}. */
    List<JobSnapshot> submit(Plan plan) {
        Optional<String> key = plan.order().terms().key();
        List<Piece> pieces = pieces(plan);
        if (key.isEmpty()) {
            return acceptAny(pieces, plan.order().terms(), Optional.empty());
        }
        synchronized (locks.get(Math.floorMod(key.get().hashCode(), LOCKS))) {
            String digest = digest(plan.order());
            return answered(key.get(), digest).map(this::snapshots)
                    .orElseGet(() -> acceptAny(pieces, plan.order().terms(), Optional.of(digest)));
        }
    }

    /** Accepts the work of other jobs once more; those of them that are dead letters are settled. @return the new jobs, in order */
    List<JobSnapshot> again(List<JobRecord> old) {
        List<Piece> pieces = new ArrayList<>();
        for (JobRecord job : old) {
            pieces.add(new Piece(Wanted.of(job.work(), place.folder().resolve(job.work().input())),
                    job.turn().priority(), Optional.empty(), Optional.of(job.id())));
        }
        return acceptAny(pieces, Terms.USUAL, Optional.empty());
    }

    private List<JobSnapshot> acceptAny(List<Piece> pieces, Terms terms, Optional<String> digest) {
        return pieces.isEmpty() ? List.of() : accept(pieces, terms, digest);
    }

    private List<JobSnapshot> accept(List<Piece> pieces, Terms terms, Optional<String> digest) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<List<JobSnapshot>> accepted = tryToAccept(pieces, terms, digest);
            if (accepted.isPresent()) {
                return accepted.get();
            }
            // somebody else took care of one of the failures meanwhile
        }
        throw new ProcessingException(ErrorKind.RESOURCE, "engine.asked-twice",
                "The same was asked for at the same moment.", "Look at the list of jobs, then ask again if need be.");
    }

    private Optional<List<JobSnapshot>> tryToAccept(List<Piece> pieces, Terms terms, Optional<String> digest) {
        Instant now = place.clock().instant();
        Set<UUID> old = pieces.stream().flatMap(piece -> piece.failed().stream()).collect(Collectors.toSet());
        Repeats.Claim claim = repeats.claim(pieces.stream().map(Piece::wanted).toList(), old, now);
        boolean kept = false;
        try {
            Delivery delivery = delivery(pieces, terms, digest, claim, now);
            Optional<List<JobSnapshot>> fresh = delivery.empty() ? Optional.of(List.of()) : door.let(delivery);
            kept = fresh.isPresent();
            return fresh.map(jobs -> answer(claim.jobs(), jobs));
        } finally {
            if (kept) {
                claim.keep();
            } else {
                claim.drop();
            }
        }
    }

    /** Each in its place: the new ones as they were accepted, the others as they stand. */
    private List<JobSnapshot> answer(List<UUID> jobs, List<JobSnapshot> fresh) {
        Map<UUID, JobSnapshot> accepted = new HashMap<>();
        fresh.forEach(job -> accepted.put(job.id(), job));
        return jobs.stream().flatMap(job -> Optional.ofNullable(accepted.get(job)).or(() -> known.apply(job)).stream())
                .toList();
    }

    private Delivery delivery(List<Piece> pieces, Terms terms, Optional<String> digest, Repeats.Claim claim,
            Instant now) {
        List<UUID> answer = claim.jobs();
        List<JobRecord> jobs = new ArrayList<>();
        Map<UUID, Outlook> outlooks = new HashMap<>();
        Map<UUID, UUID> successors = new LinkedHashMap<>();
        UUID id = UUID.randomUUID();
        for (int i = 0; i < answer.size(); i++) {
            UUID job = answer.get(i);
            Piece piece = pieces.get(i);
            if (claim.fresh(i)) {
                jobs.add(Records.queued(job, id, piece.wanted().work(), piece.priority(), now));
                piece.outlook().ifPresent(known -> outlooks.put(job, known));
            }
            piece.failed().flatMap(store.failures()::find)
                    .ifPresent(failure -> successors.put(failure.job().id(), job));
        }
        Optional<Batch.Key> key = terms.key().flatMap(text -> digest.map(order -> new Batch.Key(text, order, answer)));
        return new Delivery(new Batch(id, jobs.size(), terms.failFast(), key, now), jobs, outlooks, successors);
    }

    /** What was answered to this key before. @throws ProcessingException {@code engine.key-reused} */
    private Optional<List<UUID>> answered(String key, String digest) {
        Instant now = place.clock().instant();
        Optional<Batch.Key> before = store.jobs().keyed(key).filter(batch -> batch.keptAt(now)).flatMap(Batch::key);
        if (before.filter(found -> !found.order().equals(digest)).isPresent()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "engine.key-reused",
                    "The key '" + key + "' was used for another order in the last 24 hours.",
                    "Use a new key for each order, and the same one only to send the same order again.");
        }
        return before.map(Batch.Key::answer);
    }

    private List<JobSnapshot> snapshots(List<UUID> jobs) {
        return jobs.stream().flatMap(job -> known.apply(job).stream()).toList();
    }

    private List<Piece> pieces(Plan plan) {
        List<Piece> pieces = new ArrayList<>();
        Iterator<Optional<String>> stems = stems(plan).iterator();
        for (PlannedJob job : plan.jobs()) {
            Optional<String> stem = stems.next();
            if (job.runnable()) {
                Work work = Records.work(place.folder(), plan.order(), job, stem);
                pieces.add(new Piece(Wanted.of(work, job.input().file()), plan.order().terms().priority(),
                        Optional.of(Outlook.of(job)), Optional.empty()));
            }
        }
        return pieces;
    }

    /** One for each job; empty in the project, where each result finds a free name. */
    private static List<Optional<String>> stems(Plan plan) {
        return plan.order().outputFolder().isEmpty()
                ? Collections.nCopies(plan.jobs().size(), Optional.empty())
                : Present.stems(plan.jobs()).stream().map(Optional::of).toList();
    }

    /** SHA-256 of all that makes one order differ from another but its key. */
    private static String digest(Order order) {
        StringBuilder text = new StringBuilder();
        order.recipe().steps().forEach(step -> text.append(line(step)));
        order.recipe().outputs()
                .forEach(
                        output -> text.append("output ").append(output.name()).append(' ').append(line(output.step())));
        order.inputs().forEach(input -> text.append(input.file()).append(' ').append(input.asset()).append('\n'));
        text.append(order.outputFolder().map(Path::toString)).append('\n').append(order.terms().priority())
                .append(order.terms().force()).append(order.terms().failFast());
        // nothing when there is none, as in what was digested before there were any
        order.terms().timeLimit().ifPresent(limit -> text.append('\n').append(limit));
        return Fingerprint.sha256(text.toString());
    }

    private static String line(Step step) {
        return step.processor() + ' ' + new TreeMap<>(step.parameters()) + '\n';
    }
}
