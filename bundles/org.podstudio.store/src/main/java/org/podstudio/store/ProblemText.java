package org.podstudio.store;

import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Problem;
import org.podstudio.store.internal.Json;

/** A problem as one text column. */
final class ProblemText {

    /** Without optional parts: the empty parameter means none. */
    private record StoredProblem(ErrorKind kind, String code, String message, String advice, String parameter) {}

    private ProblemText() {
    }

    /** @return null for none */
    static @Nullable String write(Optional<Problem> problem) {
        Problem why = problem.orElse(null);
        return why == null
                ? null
                : Json.write(new StoredProblem(why.kind(), why.code(), why.message(), why.advice(),
                        why.parameter().orElse("")));
    }

    static Optional<Problem> read(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        StoredProblem stored = Json.read(json, StoredProblem.class);
        return Optional.of(new Problem(stored.kind(), stored.code(), stored.message(), stored.advice(),
                Optional.of(stored.parameter()).filter(p -> !p.isEmpty())));
    }
}
