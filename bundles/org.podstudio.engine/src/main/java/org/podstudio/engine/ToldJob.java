package org.podstudio.engine;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.internal.recipe.ResolvedStep;
import org.podstudio.store.Attempts;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Outcome;
import org.podstudio.store.Turn;
import org.podstudio.store.Work;

/**
 * A job as its log tells of it.
 *
 * @param record always over
 * @param facts of each step that ran, in order
 */
record ToldJob(JobRecord record, List<Facts> facts) {

    private static final Pattern EVENT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+Z) (.*)");
    private static final Pattern SUBMITTED = Pattern.compile("submitted: (.*?) on (.*?)(?:, job \\S+)?, batch (\\S+)");
    private static final Pattern STEP = Pattern
            .compile("(?:(output)(?: ([a-z0-9_-]+))?, )?step (\\S+) \\(revision (\\d+)\\) on .*");
    /** How a title ends that has several outputs. */
    private static final Pattern ENDINGS = Pattern.compile(" x\\d{1,2}$| \\+ ");
    private static final Pattern DETAIL = Pattern.compile("    (\\S+) = (.*)");
    private static final Pattern MODEL = Pattern.compile("    model (\\S+) sha256 (\\S+)");
    private static final Pattern FINGERPRINT = Pattern.compile("    fingerprint ([0-9a-f]+)");
    private static final Pattern FAILED = Pattern.compile("failed: (.*?) \\(([a-z][\\w-]*\\.[\\w.-]+)\\) ?(.*)");

    /** One step: what the log says of it. @param output the name of one of several outputs, which may have none; empty for a step of the chain */
    record Facts(Optional<String> output, String processor, int revision, Map<String, Object> parameters,
            Map<String, String> models, StringBuilder fingerprint) {

        Step step() {
            return new Step(processor, parameters);
        }

        OutputSpecification specification() {
            return new OutputSpecification(output.orElse(""), step());
        }
    }

    /** @throws IOException also when there is no word of what it worked on */
    static ToldJob read(UUID id, Path log) throws IOException {
        Reading reading = new Reading();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null;) {
                reading.line(line);
            }
        }
        return reading.job(id);
    }

    /** The same, with the asset that its input is. */
    JobRecord on(Optional<UUID> asset) {
        Work w = record.work();
        return new JobRecord(record.id(), record.batch(),
                new Work(w.recipe(), w.input(), asset, w.outputFolder(), w.stem(), w.force(), w.timeLimit()),
                record.state(),
                record.turn(), record.attempts(), record.outcome(), record.times(), record.sequence());
    }

    /** Of what it made; empty when the log does not tell it, and for chains, whose last step worked on what another one made. */
    Optional<Lineage> lineage(UUID parent) {
        if (facts.size() != 1 || facts.getFirst().fingerprint().isEmpty()) {
            return Optional.empty();
        }
        Facts one = facts.getFirst();
        return Optional.of(new Lineage(parent, one.step(), one.revision(), one.models(), ResolvedStep.SEED,
                one.fingerprint().toString()));
    }

    /** A value as it was before it was written as text, as well as that can be told. */
    static Object value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        if (text.matches("-?\\d+\\.\\d+(E-?\\d+)?")) {
            return Double.parseDouble(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    /** What was read so far. */
    private static final class Reading {
        private List<Facts> facts = new ArrayList<>();
        private String title = "";
        private Optional<String> input = Optional.empty();
        private UUID batch = UUID.randomUUID();
        private Instant submitted = Instant.EPOCH;
        private Optional<Instant> started = Optional.empty();
        private Instant last = Instant.EPOCH;
        private int attempts;
        private JobState state = JobState.FAILED;
        private List<String> outputs = List.of();
        private Optional<Problem> problem = Optional.empty();

        void line(String line) {
            Matcher event = EVENT.matcher(line);
            if (event.matches()) {
                last = Instant.parse(event.group(1));
                event(event.group(2));
            } else if (!facts.isEmpty()) {
                detail(line, facts.getLast());
            }
        }

        private void event(String text) {
            Matcher order = SUBMITTED.matcher(text);
            Matcher step = STEP.matcher(text);
            Matcher failed = FAILED.matcher(text);
            if (order.matches()) {
                submitted = last;
                title = order.group(1);
                input = Optional.of(order.group(2));
                batch = UUID.fromString(order.group(3));
            } else if (text.startsWith("started, ")) {
                boolean once = !text.endsWith(ToldAttempts.ONCE_MORE);
                started = started.filter(before -> once).or(() -> Optional.of(last));
                attempts += once ? 1 : 0;
                facts = new ArrayList<>();
                end(JobState.FAILED, List.of(), Optional.empty());
            } else if (step.matches()) {
                Optional<String> output = step.group(1) == null
                        ? Optional.empty()
                        : Optional.of(step.group(2) == null ? "" : step.group(2));
                facts.add(new Facts(output, step.group(3), Integer.parseInt(step.group(4)), new LinkedHashMap<>(),
                        new LinkedHashMap<>(), new StringBuilder()));
            } else if (text.startsWith("success: ")) {
                end(JobState.SUCCESS, List.of(text.substring("success: ".length()).split(", ")), Optional.empty());
            } else if (failed.matches()) {
                end(JobState.FAILED, List.of(), Optional.of(new Problem(ErrorKind.SYSTEM, failed.group(2),
                        failed.group(1), failed.group(3), Optional.empty())));
            } else if (text.equals("canceled")) {
                end(JobState.CANCELED, List.of(), Optional.empty());
            }
        }

        private void end(JobState how, List<String> made, Optional<Problem> why) {
            state = how;
            outputs = made;
            problem = why;
        }

        private static void detail(String line, Facts step) {
            Matcher model = MODEL.matcher(line);
            Matcher fingerprint = FINGERPRINT.matcher(line);
            Matcher parameter = DETAIL.matcher(line);
            if (model.matches()) {
                step.models().put(model.group(1), model.group(2));
            } else if (fingerprint.matches()) {
                step.fingerprint().append(fingerprint.group(1));
            } else if (parameter.matches()) {
                step.parameters().put(parameter.group(1), value(parameter.group(2)));
            }
        }

        ToldJob job(UUID id) throws IOException {
            String file = input.orElseThrow(() -> new IOException("no order in the log"));
            Work work = new Work(recipe(), file, Optional.empty(),
                    Optional.empty(), Optional.empty(), false);
            if (state == JobState.FAILED && problem.isEmpty()) {
                problem = Optional.of(lost());
            }
            JobRecord record = new JobRecord(id, batch, work, state, Turn.last(Priority.NORMAL),
                    new Attempts(attempts, 0, Optional.empty(), attempts, started),
                    new Outcome(outputs, List.of(), problem),
                    new JobTimes(submitted, started, Optional.of(last)), 1);
            return new ToldJob(record, facts);
        }

        /** Of steps that did not run, the names are known. */
        private Recipe recipe() {
            List<Step> steps = new ArrayList<>(
                    facts.stream().filter(one -> one.output().isEmpty()).map(Facts::step).toList());
            List<OutputSpecification> outputs = new ArrayList<>(
                    facts.stream().filter(one -> one.output().isPresent()).map(Facts::specification).toList());
            List<String> titles = List.of(title.split(" > "));
            boolean several = !outputs.isEmpty() || ENDINGS.matcher(titles.getLast()).find();
            titles.subList(0, titles.size() - (several ? 1 : 0)).stream().skip(steps.size())
                    .forEach(id -> steps.add(new Step(id, Map.of())));
            if (several) {
                endings(titles.getLast()).stream().skip(outputs.size())
                        .forEach(id -> outputs.add(new OutputSpecification(new Step(id, Map.of()))));
            }
            return new Recipe(steps, outputs);
        }

        /** {@code crop x2 + convert}, taken apart. */
        private static List<String> endings(String title) {
            List<String> ids = new ArrayList<>();
            for (String word : title.split(" \\+ ")) {
                int times = word.lastIndexOf(" x");
                ids.addAll(times < 0
                        ? List.of(word)
                        : Collections.nCopies(Integer.parseInt(word.substring(times + 2)), word.substring(0, times)));
            }
            return ids;
        }

        private static Problem lost() {
            return new Problem(ErrorKind.SYSTEM, "engine.database-lost",
                    "This was not over when the project's database was damaged, and only its log is left.",
                    "Start it anew.", Optional.empty());
        }
    }
}
