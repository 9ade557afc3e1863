package org.podstudio.processors.stills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.podstudio.api.Run;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.FrameTimes;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

/** Where one scene of a film ends and another begins, found by ffmpeg's {@code scdet}: cuts, not fades. */
final class Scenes {

    /** Longest edge of the pictures that are compared. */
    private static final int EDGE = 320;
    private static final String FOUND = "lavfi.scd.time=";

    private final Ffmpeg ffmpeg;
    private final Film film;

    Scenes(Ffmpeg ffmpeg, Film film) {
        this.ffmpeg = ffmpeg;
        this.film = film;
    }

    /** @param from seconds from the beginning @param to its end */
    record Scene(double from, double to) {

        double length() {
            return to - from;
        }
    }

    /**
     * @param threshold change of brightness from picture to picture, 0 to 100, from which on it is another scene
     * @param shortest seconds; what would be shorter belongs to the scene before
     * @return at least one
     */
    List<Scene> find(double threshold, double shortest, Run run) throws IOException {
        Path found = run.scratch().resolve("scenes.txt");
        Chain chain = Chain.of(Filter.scale(film.width(EDGE), film.height(EDGE), "area"), Filter.of("scdet").with("t",
                threshold),
                Filter.of("metadata").with("mode", "print").with("key", "lavfi.scd.time").with("file",
                        found));
        ffmpeg.run(Command.of(Input.file(film.file()), Output.nowhere().with(Lane.of(StreamRef.of(0, film.pictures()
                .index()), Coding.by("wrapped_avframe").with("fps_mode", "passthrough")).through(chain))), film
                        .seconds(),
                run);
        List<Double> starts = new ArrayList<>(List.of(0.0));
        for (String line : Files.exists(found) ? Files.readAllLines(found) : List.<String>of()) {
            double at = line.startsWith(FOUND) ? Double.parseDouble(line.substring(FOUND.length())) : 0;
            if (at - starts.getLast() >= shortest && at < film.seconds() - shortest && at > 0) {
                starts.add(at);
            }
        }
        Files.deleteIfExists(found);
        return scenes(starts);
    }

    private List<Scene> scenes(List<Double> starts) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            scenes.add(new Scene(starts.get(i), i + 1 < starts.size()
                    ? starts.get(i + 1)
                    : Math.max(film.seconds(),
                            starts.get(i))));
        }
        return scenes;
    }

    /** A moment of each scene to show it by: a key frame where it has one, for that is quickly had. @param keys those of the film */
    static double moment(Scene scene, FrameTimes keys, double startSeconds) {
        double third = scene.from() + scene.length() / 3;
        double best = third;
        double off = Double.POSITIVE_INFINITY;
        for (double key : keys.keySeconds()) {
            double at = key - startSeconds;
            if (at >= scene.from() && at < scene.to() && Math.abs(at - third) < off) {
                off = Math.abs(at - third);
                best = at;
            }
        }
        return best;
    }

    /** A list for programs. @param pictures file names, one a scene */
    static String json(List<Scene> scenes, List<String> pictures) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < scenes.size(); i++) {
            Scene scene = scenes.get(i);
            lines.add(String.format(Locale.ROOT,
                    "    {\"index\": %d, \"start\": %.3f, \"end\": %.3f, \"duration\": %.3f, \"image\": \"%s\"}", i + 1,
                    scene.from(), scene.to(), scene.length(), pictures.get(i)));
        }
        return "{\n  \"scenes\": [\n" + String.join(",\n", lines) + "\n  ]\n}\n";
    }
}
