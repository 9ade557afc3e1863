package org.podstudio.engine.internal.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt.Child;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Stage;
import org.podstudio.api.project.Attempt.Used;

/** What one attempt of a job takes, written down while it runs. What is beyond measure is left out: the job's log has it. For any thread. */
public final class Timesheet {

    private static final int ENTRIES = 100;
    private static final int WORDS = 200;
    private static final int LETTERS = 500;
    /** Codes above are signals. */
    private static final int SIGNALS = 128;

    private final Optional<Needs> estimated;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private long scratchBytes = -1;
    private long peakBytes;
    private int ended;
    private int killed;

    /** Blank. @param estimated what the attempt is said to need */
    public Timesheet(Optional<Needs> estimated) {
        this.estimated = estimated;
    }

    /** A part of the work is done, or was given up. */
    public synchronized void stage(String name, Duration took) {
        if (stages.size() < ENTRIES) {
            stages.add(new Stage(name, took.toMillis() / 1e3));
        }
    }

    /** A child process has ended. */
    public synchronized void child(Child child) {
        ended++;
        peakBytes = Math.max(peakBytes, child.peakBytes());
        killed += child.exitCode().orElse(0) > SIGNALS ? 1 : 0;
        if (children.size() < ENTRIES) {
            children.add(new Child(child.command().stream().limit(WORDS).map(Timesheet::shortened).toList(),
                    child.pid(), child.exitCode(), child.seconds(), child.cpuSeconds(), child.peakBytes()));
        }
    }

    /** So much is in its scratch folder. */
    public synchronized void scratch(long bytes) {
        scratchBytes = Math.max(scratchBytes, bytes);
    }

    /** How many child processes have ended. */
    public synchronized int endedChildren() {
        return ended;
    }

    /** How many of them by a signal. */
    public synchronized int killedChildren() {
        return killed;
    }

    /** So much memory outside the heap it was seen to have. */
    public synchronized void memory(long bytes) {
        peakBytes = Math.max(peakBytes, bytes);
    }

    /** All of it, so far. */
    public synchronized Effort effort() {
        OptionalLong scratch = scratchBytes < 0 ? OptionalLong.empty() : OptionalLong.of(scratchBytes);
        OptionalLong memory = peakBytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakBytes);
        return new Effort(stages, estimated, new Used(memory, scratch), children);
    }

    private static String shortened(String word) {
        return word.length() <= LETTERS ? word : word.substring(0, LETTERS) + "…";
    }
}
