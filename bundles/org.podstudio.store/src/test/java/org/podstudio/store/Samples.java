package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.OutputSpecification;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

/** Records to store. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

    private Samples() {
    }

    /** A project's folder without a database. */
    static ProjectFolder project(Path parent) throws IOException {
        return new ProjectFolder(Files.createDirectories(parent.resolve("Mein Projekt — 龍 🐉")));
    }

    /** A project with an empty database: a copy, for making one takes half a second. */
    static synchronized ProjectFolder madeProject(Path parent) throws IOException {
        ProjectFolder folder = project(parent);
        if (!Files.exists(Path.of("target/empty-project/podstudio.db"))) {
            new Stores().open(new ProjectFolder(Files.createDirectories(Path.of("target/empty-project")))).close();
        }
        Path template = Path.of("target/empty-project/podstudio.db");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.database().resolve(template.relativize(file).toString()));
            }
        }
        return folder;
    }

    static Lesson lesson() {
        return new Lesson("crop", "pixels", 1, OptionalDouble.of(1), 0, OptionalDouble.of(0.5), OptionalDouble.empty(),
                OptionalDouble.of(1));
    }

    static Content content(String sha256) {
        return new Content(sha256, 12_345_678_901L, "image/png", OptionalInt.of(640), OptionalInt.of(480),
                OptionalDouble.empty(), "png", Map.of("exif.Model", "Käm€ra 🐉", "icc", "sRGB"));
    }

    static Asset asset(int number) {
        return asset(number, new Labels("fantasy", Set.of("dragon", "n" + number % 10), number % 6, number % 2 == 0));
    }

    static Asset asset(int number, Labels labels) {
        MediaKind kind = MediaKind.values()[number % 3];
        return new Asset(UUID.randomUUID(), kind, "Library/images/fantasy/20261121/dragon_%05d.png".formatted(number),
                content("%064x".formatted(number)), labels, Optional.empty(), Optional.empty(), Optional.empty(),
                NOON.plusSeconds(number));
    }

    static Asset derived(Asset parent, String fingerprint, String path, Instant created) {
        Step step = new Step("upscale", Map.of("factor", 4L, "sharpness", 0.5, "tiles", true, "model", "esrgan-x4"));
        Lineage lineage = new Lineage(parent.id(), step, 3, Map.of("esrgan-x4", "ab".repeat(32)), -1, fingerprint);
        return new Asset(UUID.randomUUID(), MediaKind.IMAGE, path, content("f".repeat(64)),
                new Labels("unsorted", Set.of(), 0, false), Optional.of(lineage),
                Optional.of("{\"prompt\":\"a dragon, „rot“\"}"), Optional.of("prompts/龍.txt"), created);
    }

    static JobRecord job() {
        return job(UUID.randomUUID());
    }

    static JobRecord job(UUID batch) {
        Step step = new Step("crop", Map.of("width", 100L, "fit", "fill", "quality", 90.5));
        Recipe recipe = new Recipe(List.of(step, new Step("upscale", Map.of())),
                List.of(new OutputSpecification(step), new OutputSpecification("thumb", new Step("crop", Map.of()))));
        Work work = new Work(recipe, "Library/images/a b.png",
                Optional.empty(), Optional.empty(), Optional.empty(), false);
        return JobRecord.queued(batch, work, Turn.last(Priority.URGENT), JobTimes.submitted(NOON));
    }

    /** A submission of these jobs, whatever they say of their own. */
    static Batch batch(List<JobRecord> jobs) {
        return Batch.of(jobs.getFirst().batch(), jobs.size(), NOON);
    }
}
