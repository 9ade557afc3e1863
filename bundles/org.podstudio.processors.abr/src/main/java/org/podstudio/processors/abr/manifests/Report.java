package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Sound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What was found by looking at a film in pieces as a player does: rule by rule, for programs and for people. For one thread. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Finding> findings = new ArrayList<>();

    /**
     * How it stands with one rule.
     *
     * @param rule what must hold, in words
     * @param detail what was measured, or what is wrong
     */
    public record Finding(String rule, boolean holds, String detail) {}

    /** Notes down one. */
    public void add(String rule, boolean holds, String detail) {
        findings.add(new Finding(rule, holds, detail));
    }

    /** All, in order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The first that does not hold. */
    public Optional<Finding> broken() {
        return findings.stream().filter(finding -> !finding.holds()).findFirst();
    }

    /** Writes {@code report.json} and {@code report.txt} beside the lists. */
    public void write(Presentation film) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("holds", broken().isEmpty());
        json.put("seconds", film.seconds());
        json.put("segment_seconds", film.segmentSeconds());
        ArrayNode pictures = json.putArray("pictures");
        film.pictures().forEach(picture -> describe(pictures.addObject(), film, picture));
        ArrayNode sounds = json.putArray("sounds");
        film.sounds().forEach(sound -> describe(sounds.addObject(), film, sound));
        ArrayNode rules = json.putArray("rules");
        findings.forEach(one -> rules.addObject().put("rule", one.rule()).put("holds", one.holds())
                .put("detail", one.detail()));
        Path root = film.root();
        JSON.writerWithDefaultPrettyPrinter().writeValue(root.resolve("report.json").toFile(), json);
        Files.writeString(root.resolve("report.txt"), text(film));
    }

    private static void describe(ObjectNode json, Presentation film, Picture picture) {
        json.put("name", picture.rung().name()).put("width", picture.rung().width())
                .put("height", picture.rung().height()).put("frame_rate", picture.rung().rate().toString())
                .put("codecs", picture.stream().codecs()).put("segments", picture.stream().segments().size())
                .put("wanted_kbps", picture.rung().kbps())
                .put("average_bandwidth", picture.stream().averageBandwidth())
                .put("peak_bandwidth", picture.stream().peakBandwidth(film.segmentSeconds()));
    }

    private static void describe(ObjectNode json, Presentation film, Sound sound) {
        json.put("name", sound.label().name()).put("language", sound.label().language().orElse(""))
                .put("group", sound.group()).put("codecs", sound.stream().codecs())
                .put("segments", sound.stream().segments().size())
                .put("average_bandwidth", sound.stream().averageBandwidth())
                .put("peak_bandwidth", sound.stream().peakBandwidth(film.segmentSeconds()));
    }

    private String text(Presentation film) {
        StringBuilder text = new StringBuilder(broken().isEmpty()
                ? "Everything holds.\n\n"
                : "Something is wrong: " + broken().get().rule() + ".\n\n");
        for (Picture picture : film.pictures()) {
            text.append(String.format(Locale.ROOT, "%-7s %4d x %-4d %7s/s  %6d kbit/s on average, %6d at most, %s%n",
                    picture.rung().name(), picture.rung().width(), picture.rung().height(), picture.rung().rate(),
                    picture.stream().averageBandwidth() / 1000,
                    picture.stream().peakBandwidth(film.segmentSeconds()) / 1000, picture.stream().codecs()));
        }
        for (Sound sound : film.sounds()) {
            text.append(String.format(Locale.ROOT, "%s, %s: %d kbit/s, %s%n", sound.group(), sound.label().name(),
                    sound.stream().averageBandwidth() / 1000, sound.stream().codecs()));
        }
        text.append('\n');
        findings.forEach(one -> text.append(one.holds() ? "ok     " : "WRONG  ").append(one.rule()).append(": ")
                .append(one.detail()).append('\n'));
        return text.toString();
    }
}
