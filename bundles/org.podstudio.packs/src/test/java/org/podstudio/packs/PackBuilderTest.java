package org.podstudio.packs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.Exporter;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Pack;
import org.podstudio.packs.internal.texts.PackTemplates;
import org.podstudio.testkit.FakeRun;

class PackBuilderTest {

    private static final Path BUNDLED = Path.of("../../templates/org.podstudio.templates.pack/pack");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Path temp;
    private final SampleProject project;
    private final FakeRun run;

    PackBuilderTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        project = new SampleProject(temp.resolve("project"), "20261121_101112");
        run = new FakeRun(temp);
    }

    private static PackBuilder builder(SampleProject project, Exporter exporter, Instant now, long free) {
        return new PackBuilder(folder -> project.store, new LeakGate(file -> Map.of()), List.of(exporter),
                new PackTemplates(List.of(PackTemplates.folder(BUNDLED))), Clock.fixed(now, ZoneOffset.UTC),
                path -> free);
    }

    private PackBuilder builder() {
        return builder(project, new PlainZip(), NOON, Long.MAX_VALUE);
    }

    private PackReport build(Pack pack) {
        return builder().build(project.folder, pack, PackOptions.DEFAULTS, run);
    }

    private PackReport build() {
        return build(project.pack());
    }

    private List<String> inPacks() throws IOException {
        if (!Files.exists(project.folder.packs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(project.folder.packs())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private ProcessingException refused(PackBuilder builder, PackOptions options) {
        return assertThrows(ProcessingException.class,
                () -> builder.build(project.folder, project.pack(), options, run));
    }

    @Test
    void other_ids_times_and_places_give_the_same_bytes() throws IOException {
        SampleProject other = new SampleProject(temp.resolve("elsewhere"), "20270101_000000");
        PackReport first = build();
        PackReport second = builder(other, new PlainZip(), NOON.plusSeconds(9_000_000), Long.MAX_VALUE)
                .build(other.folder, other.pack(), PackOptions.DEFAULTS, run);
        assertEquals(-1, Files.mismatch(first.zip(), second.zip()));
        assertEquals(first.sha256(), second.sha256());
        assertNotEquals(first.zip().getFileName(), second.zip().getFileName());
    }

    @Test
    void folder_and_archive_appear_side_by_side_and_nothing_else() throws IOException {
        PackReport report = build();
        assertEquals(List.of("Fantasy_Dragons_20261121_120000", "Fantasy_Dragons_20261121_120000.zip"), inPacks());
        assertEquals(Files.size(report.zip()), report.bytes());
        assertEquals(List.of(), report.skipped());
    }

    @Test
    void the_record_says_completed_where_and_when() {
        PackReport report = build();
        assertEquals(Pack.State.COMPLETED, report.pack().state());
        assertEquals(Optional.of("Packs/Fantasy_Dragons_20261121_120000.zip"), report.pack().zip());
        assertEquals(Optional.of(NOON), report.pack().exported());
        assertEquals(report.pack(), project.store.saved.getFirst());
    }

    @Test
    void no_id_and_no_time_of_making_enters_the_pack() throws IOException {
        PackReport report = build();
        try (Stream<Path> files = Files.walk(report.folder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(report.folder().resolve("assets"))).toList()) {
                String text = Files.readString(file);
                project.store.known.keySet().forEach(id -> assertFalse(text.contains(id.toString()), file.toString()));
                assertFalse(text.contains("20261121_10"), file.toString());
            }
        }
    }

    @Test
    void assets_have_clean_names_and_prompts_stay_at_home() throws IOException {
        try (Stream<Path> files = Files.walk(build().folder())) {
            assertEquals(
                    List.of("LICENSE.txt", "README.md", "assets", "assets/Drache Ä 日本__nobg.png",
                            "assets/Drache Ä 日本__nobg__x4.png", "assets/roar.wav", "checksums.txt", "manifest.json",
                            "store_copy.txt"),
                    files.map(f -> project.folder.packs().resolve("Fantasy_Dragons_20261121_120000").relativize(f)
                            .toString().replace('\\', '/')).filter(f -> !f.isEmpty()).sorted().toList());
        }
    }

    @Test
    void checksums_cover_every_file_but_themselves() throws IOException {
        Path folder = build().folder();
        List<String> lines = Files.readAllLines(folder.resolve("checksums.txt"));
        assertEquals(7, lines.size());
        assertEquals(lines.stream().map(l -> l.substring(66)).sorted().toList(),
                lines.stream().map(l -> l.substring(66)).toList());
        for (String line : lines) {
            assertEquals(line.substring(0, 64),
                    SampleProject.sha256(Files.readAllBytes(folder.resolve(line.substring(66)))));
        }
    }

    @Test
    void sha256sum_accepts_the_checksums() throws IOException, InterruptedException {
        assertTrue(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "sha256sum is not installed");
        Process process = new ProcessBuilder("/usr/bin/sha256sum", "--strict", "-c", "checksums.txt")
                .directory(build().folder().toFile()).redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile()).start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void progress_keeps_to_the_bands_of_the_nine_stages() {
        build();
        List<Double> seen = run.progressSeen();
        for (double end : new double[]{0.05, 0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95, 1.0}) {
            assertTrue(seen.stream().anyMatch(p -> Math.abs(p - end) < 1e-9), end + " in " + seen);
        }
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(
                List.of("setup", "copy", "readme", "license", "store-copy", "manifest", "prompts", "checksums", "zip"),
                run.stages());
    }

    @Test
    void a_missing_file_is_left_out_and_said_so() throws IOException {
        Files.delete(project.folder.resolve("Library/audio/unsorted/20261121/roar.wav"));
        PackReport report = build();
        assertEquals(List.of("Library/audio/unsorted/20261121/roar.wav: the file is missing"), report.skipped());
        assertEquals(List.of("Left out of the pack: Library/audio/unsorted/20261121/roar.wav: the file is missing."),
                run.notes());
        assertTrue(Files.readString(report.folder().resolve("README.md")).contains("2 images,"));
        assertFalse(Files.readString(report.folder().resolve("manifest.json")).contains("roar.wav"));
    }

    @Test
    void a_file_changed_behind_our_back_is_left_out() throws IOException {
        Files.writeString(project.folder.resolve("Library/audio/unsorted/20261121/roar.wav"), "other");
        assertEquals(List.of("Library/audio/unsorted/20261121/roar.wav: the file was changed since it was imported"),
                build().skipped());
    }

    @Test
    void an_asset_that_the_project_does_not_know_is_left_out() {
        project.store.known.remove(project.chosen.getLast());
        assertEquals(1, build().skipped().size());
    }

    @Test
    void a_pack_without_a_single_file_fails() throws IOException {
        project.store.known.clear();
        assertEquals("pack.empty", refused(builder(), PackOptions.DEFAULTS).code());
        assertEquals(Pack.State.FAILED, project.store.saved.getFirst().state());
        assertEquals(List.of(), inPacks());
    }

    @Test
    void a_full_disk_is_known_before_anything_is_written() throws IOException {
        ProcessingException e = refused(builder(project, new PlainZip(), NOON, 1_000_000), PackOptions.DEFAULTS);
        assertEquals("pack.no-space", e.code());
        assertEquals(ErrorKind.RESOURCE, e.kind());
        assertTrue(e.message().contains("10.5 MB") && e.message().contains("1.0 MB"), e.message());
        assertEquals(List.of(), inPacks());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.55, 0.85, 0.96, 0.98})
    void cancel_leaves_nothing_behind_and_the_record_as_it_was(double at) throws IOException {
        FakeRun canceled = new FakeRun(temp).cancelAt(at);
        assertThrows(CanceledException.class,
                () -> builder().build(project.folder, project.pack(), PackOptions.DEFAULTS, canceled));
        assertEquals(List.of(), inPacks());
        assertEquals(List.of(), project.store.saved);
    }

    @Test
    void a_failed_archive_keeps_the_folder_and_marks_the_pack() throws IOException {
        ProcessingException e = refused(builder(project, new BrokenZip(), NOON, Long.MAX_VALUE), PackOptions.DEFAULTS);
        assertEquals("pack.failed", e.code());
        assertEquals(List.of("Fantasy_Dragons_20261121_120000"), inPacks());
        assertEquals(Pack.State.FAILED, project.store.saved.getFirst().state());
        assertTrue(run.notes().getFirst().startsWith("The folder is kept: "));
    }

    @Test
    void a_store_that_fails_twice_does_not_hide_why() {
        project.store.full = true;
        ProcessingException e = refused(builder(project, new BrokenZip(), NOON, Long.MAX_VALUE), PackOptions.DEFAULTS);
        assertEquals("pack.failed", e.code());
        assertEquals(1, e.getSuppressed().length);
        assertEquals("store.disk-full", refused(builder(), PackOptions.DEFAULTS).code());
    }

    @Test
    void an_archive_does_not_appear_without_its_folder() throws IOException {
        Path packs = Files.createDirectories(project.folder.packs());
        Path zip = Files.writeString(temp.resolve("pack.zip"), "zip");
        // a folder cannot be moved into itself
        assertThrows(IOException.class, () -> new BuildingSite().place(packs, "name", packs, zip));
        assertEquals(List.of(), inPacks());
        assertEquals("zip", Files.readString(zip));
    }

    @Test
    void the_manifest_names_no_prompt_that_is_not_there() throws IOException {
        Path outside = Files.writeString(temp.resolve("secret.txt"), "secret");
        Files.writeString(project.folder.resolve("prompts.txt"), "a dragon");
        Files.createSymbolicLink(project.folder.resolve("link.txt"), outside);
        project.prompted(project.chosen.get(0), "gone.txt");
        project.prompted(project.chosen.get(1), "link.txt");
        project.prompted(project.chosen.get(2), "prompts.txt");
        Path folder = builder()
                .build(project.folder, project.pack(), new PackOptions(true, false, false, "zip"), run).folder();
        try (Stream<Path> prompts = Files.list(folder.resolve("prompts"))) {
            assertEquals(List.of("roar.wav.txt"), prompts.map(p -> p.getFileName().toString()).toList());
        }
        assertEquals(1, Files.readString(folder.resolve("manifest.json")).split("\"prompt\" :", -1).length - 1);
    }

    @Test
    void only_the_archive_stays_when_asked() throws IOException {
        PackReport report = builder().build(project.folder, project.pack(), new PackOptions(false, true, false, "zip"),
                run);
        assertEquals(List.of("Fantasy_Dragons_20261121_120000.zip"), inPacks());
        assertFalse(Files.exists(report.folder()));
    }

    @Test
    void two_builds_in_one_second_do_not_meet() throws IOException {
        assertEquals(build().sha256(), build().sha256());
        assertEquals(List.of("Fantasy_Dragons_20261121_120000", "Fantasy_Dragons_20261121_120000-2",
                "Fantasy_Dragons_20261121_120000-2.zip", "Fantasy_Dragons_20261121_120000.zip"), inPacks());
    }

    @Test
    void a_name_longer_than_a_file_name_is_cut_for_the_folder_only() throws IOException {
        PackReport report = build(project.pack("竜".repeat(300), "", "", Pack.Licence.PERSONAL));
        assertEquals("竜".repeat(50) + "_20261121_120000", report.folder().getFileName().toString());
        assertTrue(Files.readString(report.folder().resolve("README.md")).contains("竜".repeat(300)));
    }

    @Test
    void what_a_killed_build_left_is_swept_away() throws IOException {
        Files.createDirectories(project.folder.packs().resolve(".building/dead/pack/assets"));
        build();
        assertEquals(2, inPacks().size());
    }

    @Test
    void an_unknown_exporter_is_answered_with_the_known_ones() {
        ProcessingException e = refused(builder(), new PackOptions(false, false, false, "etsy"));
        assertEquals("pack.unknown-exporter", e.code());
        assertEquals("Use one of: zip.", e.advice());
    }

    @Test
    void a_leak_stops_the_build_naming_file_and_field() throws IOException {
        Asset leaking = project.asset("Library/images/a/b/photo.png", 9, Map.of("gps.GPSLatitude", "52° 31'"),
                Optional.empty());
        project.chosen.add(leaking.id());
        ProcessingException e = refused(builder(), new PackOptions(true, false, false, "zip"));
        assertEquals("pack.leak", e.code());
        assertEquals(ErrorKind.CONFIGURATION, e.kind());
        assertEquals("photo.png would give away the place where it was made: field gps.GPSLatitude.", e.message());
        assertEquals(List.of(), inPacks());
        assertEquals(4, Files
                .readAllLines(
                        builder().build(project.folder, project.pack(), new PackOptions(false, false, true, "zip"), run)
                                .folder().resolve("checksums.txt"))
                .stream().filter(l -> l.contains("assets/")).count());
    }

    @Test
    void prompts_are_a_leak_unless_they_are_shipped_on_purpose() throws IOException {
        Asset made = project.generated(project.asset("Library/images/a/b/made.png", 9, Map.of(), Optional.empty()),
                "{\"seed\": 5, \"prompt\": \"a red dragon\", \"more\": {\"b\": 1}}");
        project.chosen.add(made.id());
        assertEquals("pack.leak", refused(builder(), PackOptions.DEFAULTS).code());
        PackReport report = builder().build(project.folder, project.pack(), new PackOptions(true, false, false, "zip"),
                run);
        assertEquals("prompt: a red dragon\nmore: {\"b\":1}\nseed: 5\n",
                Files.readString(report.folder().resolve("prompts/made.png.txt")));
        assertTrue(Files.readString(report.folder().resolve("manifest.json"))
                .contains("\"prompt\" : \"prompts/made.png.txt\""));
        assertTrue(Files.readString(report.folder().resolve("checksums.txt")).contains("  prompts/made.png.txt\n"));
    }

    @ParameterizedTest
    @EnumSource(Pack.Licence.class)
    void every_licence_has_its_text_with_author_year_and_name(Pack.Licence licence) throws IOException {
        Path folder = build(project.pack("Drachen & Mehr", "", "Ada Example", licence)).folder();
        String text = Files.readString(folder.resolve("LICENSE.txt"));
        assertTrue(
                text.contains(licence == Pack.Licence.EXTENDED ? "EXTENDED COMMERCIAL LICENCE" : licence + " LICENCE"),
                text);
        assertTrue(text.contains("Copyright (c) 2026 Ada Example. All rights reserved."), text);
        assertTrue(text.contains("Drachen & Mehr"), text);
    }

    @Test
    void the_texts_leave_no_variable_unfilled() throws IOException {
        for (Function<SampleProject, Pack> pack : List.<Function<SampleProject, Pack>>of(SampleProject::pack,
                p -> p.pack("Bare", "", "", Pack.Licence.PERSONAL))) {
            Path folder = build(pack.apply(project)).folder();
            for (String text : List.of("README.md", "LICENSE.txt", "store_copy.txt")) {
                String written = Files.readString(folder.resolve(text));
                assertFalse(written.contains("$") || written.contains("#if") || written.contains("#end")
                        || written.contains("\r"), written);
                assertFalse(written.contains("\n\n\n\n"), written);
            }
        }
    }

    @Test
    void the_readme_counts_and_lists_the_files() throws IOException {
        String readme = Files.readString(build().folder().resolve("README.md"));
        assertTrue(readme.startsWith(
                "# Fantasy Dragons\n\nThree dragons.\nOne roar.\n\n- **Contents:** 2 images, 1 audio file, 30.0 kB"),
                readme);
        assertTrue(readme.contains("| `Drache Ä 日本__nobg.png` | image | 1024 × 768 | 10.0 kB |\n| `Drache"), readme);
        assertTrue(readme.contains("| `roar.wav` | audio file | 1:05 | 10.0 kB |\n\nAll files"), readme);
    }

    @Test
    void the_store_copy_says_what_is_in_it_and_what_may_be_done() throws IOException {
        String copy = Files.readString(build().folder().resolve("store_copy.txt"));
        assertTrue(copy.contains("- 2 images, 1 audio file (30.0 kB)\n"), copy);
        assertTrue(copy.contains("up to 5,000 copies"), copy);
        assertTrue(copy.contains(
                "- Drache Ä 日本__nobg.png, 1024 × 768\n- Drache Ä 日本__nobg__x4.png, 1024 × 768\n- roar.wav, 1:05\n"),
                copy);
    }

    @Test
    void without_templates_the_built_in_texts_are_used() throws IOException {
        PackBuilder bare = new PackBuilder(folder -> project.store, new LeakGate(file -> Map.of()),
                List.of(new PlainZip()), new PackTemplates(List.of()), Clock.fixed(NOON, ZoneOffset.UTC),
                path -> Long.MAX_VALUE);
        Path folder = bare.build(project.folder, project.pack(), PackOptions.DEFAULTS, run).folder();
        assertTrue(Files.readString(folder.resolve("README.md")).contains("* assets/roar.wav (1:05)\n"));
        assertTrue(Files.readString(folder.resolve("LICENSE.txt")).contains("Copyright (c) 2026 Ada Example\n"));
        assertTrue(Files.readString(folder.resolve("store_copy.txt"))
                .contains("Licence: Commercial Licence. For your own"));
    }

    @Test
    void lint_finds_what_a_buyer_would() throws IOException {
        Asset a = project.asset("Library/images/a/b/one.png", 9, Map.of("exif.BodySerialNumber", "123"),
                Optional.empty());
        Asset b = project.asset("Library/images/a/b/two.png", 9, Map.of(), Optional.empty());
        project.chosen.addAll(List.of(a.id(), b.id()));
        Files.delete(project.folder.resolve("Library/audio/unsorted/20261121/roar.wav"));
        List<Finding> findings = builder().lint(project.folder, project.pack("x", " ", " ", Pack.Licence.PERSONAL));
        assertEquals(
                List.of("pack.missing-file", "pack.leak", "pack.no-author", "pack.no-description", "pack.duplicate"),
                findings.stream().map(Finding::code).toList());
        assertEquals("Library/images/a/b/one.png", findings.get(1).file());
    }

    @Test
    void lint_has_nothing_to_say_of_a_good_pack() {
        assertEquals(List.of(), builder().lint(project.folder, project.pack()));
    }

    /** Copies nothing but names: an exporter small enough to be trusted. */
    private static class PlainZip implements Exporter {
        @Override
        public String id() {
            return "zip";
        }

        @Override
        public void export(Path pack, Path target, Run run) throws IOException {
            try (Stream<Path> files = Files.walk(pack)) {
                StringBuilder all = new StringBuilder();
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    run.checkCanceled();
                    all.append(pack.relativize(file)).append(SampleProject.sha256(Files.readAllBytes(file)))
                            .append('\n');
                    run.progress(0.5);
                }
                Files.writeString(target, all);
            }
            run.progress(1);
        }

        @Override
        public void verify(Path pack, Path target, Run run) throws IOException {
            run.progress(1);
        }
    }

    /** Writes half and fails. */
    private static final class BrokenZip extends PlainZip {
        @Override
        public void export(Path pack, Path target, Run run) throws IOException {
            Files.writeString(target, "half");
            throw new IOException("Input/output error");
        }
    }
}
