package org.podstudio.api.project;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.podstudio.api.Needs;

/**
 * One time that a job ran, from its start to its end. Immutable.
 *
 * @param number from 1, in the order they began; those count that the program cut off, too
 * @param ending how it ended
 * @param started when it began
 * @param ended when it ended; for one that {@link Ending#DIED}, when it was last heard of
 * @param problem why it failed
 * @param effort what it took
 */
public record Attempt(int number, Ending ending, Instant started, Instant ended, Optional<Problem> problem,
        Effort effort) {

    /** How an attempt ended. Stored by name. */
    public enum Ending {
        /** It is at work; never stored. */
        RUNNING,
        /** Everything it made is in place. */
        SUCCESS,
        /** Of its own. */
        FAILED,
        /** On request. */
        CANCELED,
        /** The program was closed, and the job put back into the queue. */
        INTERRUPTED,
        /** The program was killed or crashed. */
        DIED
    }

    /** How long it took; zero when a clock was set back meanwhile. */
    public Duration took() {
        Duration took = Duration.between(started, ended);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /**
     * What an attempt took.
     *
     * @param stages what it did, in the order it was done with
     * @param estimated what it was said to need; empty when nobody said
     * @param used what it needed, as far as that was measured
     * @param children the processes that worked for it and ended
     */
    public record Effort(List<Stage> stages, Optional<Needs> estimated, Used used, List<Child> children) {

        /** Nothing is known. */
        public static final Effort UNKNOWN = new Effort(List.of(), Optional.empty(), Used.UNKNOWN, List.of());

        /** Copies the lists. */
        public Effort {
            stages = List.copyOf(stages);
            children = List.copyOf(children);
        }
    }

    /**
     * A part of the work.
     *
     * @param name what was done: {@code upscale: tiles}
     * @param seconds how long it took
     */
    public record Stage(String name, double seconds) {}

    /**
     * What was measured.
     *
     * @param memoryBytes of the child process that had most, at its peak; what the program itself has is not told apart by jobs
     * @param scratchBytes on disk, at its peak
     */
    public record Used(OptionalLong memoryBytes, OptionalLong scratchBytes) {
        /** Nothing was. */
        public static final Used UNKNOWN = new Used(OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * A child process.
     *
     * @param command program and arguments; shortened when they are very long
     * @param pid while it ran
     * @param exitCode above 128 when a signal ended it, as shells count; empty when it is not known
     * @param seconds how long it ran
     * @param cpuSeconds of all its threads; 0 when it is not known
     * @param peakBytes most memory that it had; 0 when it is not known
     */
    public record Child(List<String> command, long pid, OptionalInt exitCode, double seconds, double cpuSeconds,
            long peakBytes) {
        /** Copies the list. */
        public Child {
            command = List.copyOf(command);
        }
    }
}
