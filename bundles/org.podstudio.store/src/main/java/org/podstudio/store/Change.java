package org.podstudio.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.podstudio.api.project.Attempt;

/** Something that happens to jobs, whole or not at all. */
sealed interface Change {

    /** The jobs it is about. */
    Stream<UUID> jobs();

    /** A submission with its jobs, some of them in the place of jobs that failed; it does not happen when its key is taken, or one of those is settled. */
    record Addition(Batch batch, List<JobRecord> added, Map<UUID, UUID> successors) implements Change {
        @Override
        public Stream<UUID> jobs() {
            return added.stream().map(JobRecord::id);
        }
    }

    /**
     * One job's, which happens when the job is stored in the state and with the number that is expected.
     *
     * @param brief the attempt that comes along, when the job's own row tells it
     */
    record Move(JobRecord stored, JobRecord changed, Along along, Optional<String> brief) implements Change {

        static Move of(JobRecord stored, JobRecord changed, Along along) {
            return new Move(stored, changed, along,
                    along.attempt().flatMap(attempt -> BriefAttempt.write(changed, attempt)));
        }

        /** The attempt that comes along and has a row of its own. */
        Optional<Attempt> attempt() {
            return brief.isPresent() ? Optional.empty() : along.attempt();
        }

        @Override
        public Stream<UUID> jobs() {
            return Stream.of(stored.id());
        }
    }
}
