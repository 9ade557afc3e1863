package org.podstudio.cli.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.podstudio.api.Needs;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Status;
import org.podstudio.engine.Plan;
import org.podstudio.engine.PlannedJob;
import org.podstudio.engine.PlannedOutput;
import org.podstudio.engine.PlannedStep;

/** Shows a plan. */
final class PlanView {

    private PlanView() {
    }

    /** @param rest what became of the inputs that would not run */
    static void show(Screen screen, Plan plan, List<FileResult> rest) {
        plan.runnable().forEach(job -> lines(screen, job));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dry_run", true);
        document.put("recipe", plan.order().recipe().title());
        document.put("jobs", plan.runnable().stream().map(PlanView::wire).toList());
        List<Map<String, Object>> skipped = those(Status.SKIPPED, rest);
        List<Map<String, Object>> refused = those(Status.FAILED, rest);
        document.put("skipped", skipped);
        document.put("refused", refused);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("run", plan.runnable().size());
        counts.put("skipped", skipped.size());
        counts.put("failed", refused.size());
        document.put("counts", counts);
        screen.show(document, out -> out.println("Dry run: " + plan.runnable().size() + " would run, " + skipped.size()
                + " would be skipped, " + refused.size() + " would fail."));
    }

    private static List<Map<String, Object>> those(Status status, List<FileResult> results) {
        return results.stream().filter(result -> result.status() == status).map(FileResult::wire).toList();
    }

    /** Whether a file just is of another kind than the processor takes. */
    static boolean otherKind(Problem problem) {
        return List.of("input.not-media", "input.wrong-kind", "engine.wrong-kind", "engine.not-accepted")
                .contains(problem.code());
    }

    private static void lines(Screen screen, PlannedJob job) {
        screen.say(String.valueOf(job.input().file()));
        job.steps().forEach(step -> line(screen, "  ", step));
        job.outputs()
                .forEach(output -> line(screen, "  output " + (output.name() + " ").stripLeading(), output.step()));
        if (!job.outputs().isEmpty()) {
            screen.detail("  together: " + needs(job.needs()));
        }
    }

    private static void line(Screen screen, String before, PlannedStep step) {
        String values = step.step().parameters().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
        screen.say(before + step.step().processor() + " " + values + (step.cached() ? "  (made before)" : ""));
        screen.detail("    " + needs(step.needs()));
    }

    private static String needs(Needs needs) {
        return "threads %d, memory %d MiB, scratch %d MiB".formatted(needs.threads(), needs.memoryBytes() >> 20,
                needs.scratchBytes() >> 20);
    }

    private static Map<String, Object> wire(PlannedJob job) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("input", job.input().file());
        wire.put("asset", job.input().asset());
        wire.put("cached", job.cached());
        wire.put("needs", job.needs());
        wire.put("steps", job.steps().stream().map(PlanView::wire).toList());
        wire.put("outputs", job.outputs().stream().map(PlanView::wire).toList());
        return wire;
    }

    private static Map<String, Object> wire(PlannedOutput output) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("name", output.name());
        wire.putAll(wire(output.step()));
        return wire;
    }

    private static Map<String, Object> wire(PlannedStep step) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("processor", step.step().processor());
        wire.put("revision", step.revision());
        wire.put("parameters", step.step().parameters());
        wire.put("models", step.models());
        wire.put("needs", step.needs());
        wire.put("cached", step.cached());
        return wire;
    }
}
