package org.podstudio.cli.screen;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.Problem;

/**
 * What became of one file.
 *
 * @param status the word
 * @param input as the user named it
 * @param outputs what was made of it
 * @param reason why it was skipped; empty otherwise
 * @param problem why it failed
 * @param notes what was remarked on the way
 * @param seconds how long it took
 * @param job whose work it was, if the project remembers it
 */
public record FileResult(Status status, Path input, List<Path> outputs, String reason, Optional<Problem> problem,
        List<String> notes, double seconds, Optional<UUID> job) {

    /** Not the work of a job. */
    public FileResult(Status status, Path input, List<Path> outputs, String reason, Optional<Problem> problem,
            List<String> notes, double seconds) {
        this(status, input, outputs, reason, problem, notes, seconds, Optional.empty());
    }

    /** Nothing to do. */
    public static FileResult skipped(Path input, String reason) {
        return new FileResult(Status.SKIPPED, input, List.of(), reason, Optional.empty(), List.of(), 0);
    }

    /** Nothing to do, as the result is there already. */
    public static FileResult skipped(Path input, List<Path> outputs, String reason) {
        return new FileResult(Status.SKIPPED, input, outputs, reason, Optional.empty(), List.of(), 0);
    }

    /** It did not work. */
    public static FileResult failed(Path input, Problem problem) {
        return new FileResult(Status.FAILED, input, List.of(), "", Optional.of(problem), List.of(), 0);
    }

    /** The work of a job. */
    public FileResult by(UUID id) {
        return new FileResult(status, input, outputs, reason, problem, notes, seconds, Optional.of(id));
    }

    /** As programs see it. */
    public Map<String, Object> wire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("status", status);
        wire.put("input", input);
        wire.put("outputs", outputs);
        wire.put("reason", reason.isEmpty() ? Optional.empty() : reason);
        wire.put("error", problem.map(Screen::wire));
        wire.put("notes", notes);
        wire.put("job", job);
        wire.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return wire;
    }
}
