package org.podstudio.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Screen;
import org.podstudio.cli.screen.Status;

/** What one step of the demo made, and how long it took. */
final class DemoStep {

    private final String name;
    private final List<FileResult> results = new ArrayList<>();
    private final long begun;
    private double seconds;

    private DemoStep(String name, long begun) {
        this.name = name;
        this.begun = begun;
    }

    static DemoStep begin(String name) {
        return new DemoStep(name, System.nanoTime());
    }

    void add(FileResult result) {
        results.add(result);
    }

    void end() {
        seconds = (System.nanoTime() - begun) / 1e9;
    }

    DemoStep withoutSkipped() {
        DemoStep step = new DemoStep(name, begun);
        results.stream().filter(r -> r.status() == Status.DONE || r.status() == Status.FAILED && !noMedia(r))
                .forEach(step::add);
        return step;
    }

    List<FileResult> results() {
        return List.copyOf(results);
    }

    boolean failed() {
        return results.stream().anyMatch(r -> r.status() == Status.FAILED);
    }

    void print(Screen screen, ProjectFolder project) {
        long good = results.stream().filter(r -> r.status() != Status.FAILED).count();
        screen.say("%s  %-10s %d of %d, %.1f s".formatted(screen.status(failed() ? Status.FAILED : Status.DONE), name,
                good, results.size(), seconds));
        for (FileResult result : results) {
            result.outputs().forEach(output -> screen.say("            " + shown(project, output)));
            result.problem().ifPresent(p -> {
                screen.say("            " + result.input().getFileName() + ": " + p.message());
                screen.say("              " + p.advice());
            });
            if (screen.mode().volume() != Screen.Volume.QUIET) {
                result.notes().forEach(note -> screen.say("            note: " + note));
            }
        }
    }

    Map<String, Object> wire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("step", name);
        wire.put("seconds", Math.round(seconds * 1000) / 1000.0);
        wire.put("files", results.stream().map(FileResult::wire).toList());
        return wire;
    }

    private static boolean noMedia(FileResult result) {
        return result.problem().filter(p -> p.code().equals("input.not-media")).isPresent();
    }

    private static Path shown(ProjectFolder project, Path output) {
        return output.startsWith(project.root()) ? project.root().relativize(output) : output;
    }
}
