package org.podstudio.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import org.podstudio.api.Exporter;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.Pack;
import org.podstudio.packs.internal.texts.PackTemplates;

/** One build, in nine stages, each with a fixed part of the progress. For one thread, used once. */
final class PackBuild {

    /** Texts, headers and directories, beside the assets themselves. */
    private static final long MARGIN_BYTES = 10L << 20;

    private final PackContents contents;
    private final PackOptions options;
    private final Exporter exporter;
    private final PackTemplates templates;
    private final BuildingSite site;
    private final ToLongFunction<Path> freeBytes;
    private final Run run;
    private final List<String> skipped = new ArrayList<>();
    /** SHA-256 by path in the pack: sorted, as {@code checksums.txt} lists them. */
    private final Map<String, String> checksums = new TreeMap<>();

    PackBuild(PackContents contents, PackOptions options, Exporter exporter, PackTemplates templates, BuildingSite site,
            ToLongFunction<Path> freeBytes, Run run) {
        this.contents = contents;
        this.options = options;
        this.exporter = exporter;
        this.templates = templates;
        this.site = site;
        this.freeBytes = freeBytes;
        this.run = run;
    }

    /** What stands in {@code Packs} afterwards. */
    record Built(Path folder, Path zip, String storedZip, String sha256, long bytes, List<String> skipped) {}

    /**
     * Builds.
     *
     * @param name of the folder and the archive
     */
    Built run(String name) throws IOException {
        run.stage("setup", 0.05);
        Path packs = Files.createDirectories(contents.project().packs());
        needRoom(packs);
        Path scratch = site.open(packs);
        try {
            return build(packs, name, Files.createDirectory(scratch.resolve("pack")), scratch.resolve("pack.zip"));
        } finally {
            site.close(scratch);
        }
    }

    private Built build(Path packs, String name, Path folder, Path zip) throws IOException {
        List<PackItem> items = copy(folder);
        texts(folder, items);
        run.stage("manifest", 0.05);
        Map<String, String> prompts = options.includePrompts() ? prompts(items) : Map.of();
        write(folder, "manifest.json", Manifest.of(contents.pack(), items, prompts.keySet()));
        run.stage("prompts", 0.05);
        write(folder, prompts);
        run.stage("checksums", 0.05);
        checksums(folder);
        run.stage("zip", 0.05);
        archive(packs, name, folder, zip);
        String sha256 = new AssetCopy(run, 0).sha256(zip);
        if (options.deleteUnzipped()) {
            Disk.delete(folder);
        }
        run.checkCanceled();
        BuildingSite.Place place = site.place(packs, name, folder, zip);
        run.progress(1);
        return new Built(place.folder(), place.zip(), contents.project().relative(place.zip()), sha256,
                Files.size(place.zip()), List.copyOf(skipped));
    }

    private void needRoom(Path packs) {
        long needed = 2 * bytes(contents.items()) + MARGIN_BYTES;
        long free = freeBytes.applyAsLong(packs);
        if (free < needed) {
            throw Disk.full(packs, needed, free);
        }
    }

    private List<PackItem> copy(Path folder) throws IOException {
        run.stage("copy", 0.45);
        Files.createDirectory(folder.resolve("assets"));
        AssetCopy copy = new AssetCopy(run, bytes(contents.items()));
        List<PackItem> copied = new ArrayList<>();
        contents.unknown().forEach(id -> skip(id.toString(), "the project has no such asset (any more)"));
        for (PackItem item : contents.items()) {
            Optional<String> failure = copy.copy(item, folder.resolve(item.path()));
            if (failure.isEmpty()) {
                copied.add(item);
                checksums.put(item.path(), item.asset().content().sha256());
            } else {
                needRoomFor(item, folder);
                skip(item.asset().path(), failure.get());
            }
        }
        if (copied.isEmpty()) {
            throw ProcessingException.input("pack.empty",
                    skipped.isEmpty()
                            ? "The pack %s has no assets.".formatted(contents.pack().name())
                            : "No asset of the pack could be copied; the first: %s.".formatted(skipped.getFirst()),
                    "Add assets whose files exist.");
        }
        return copied;
    }

    /** A full disk is no reason to leave an asset out. */
    private void needRoomFor(PackItem item, Path folder) {
        long free = freeBytes.applyAsLong(folder);
        if (free < item.asset().content().bytes()) {
            throw Disk.full(folder, item.asset().content().bytes(), free);
        }
    }

    private void skip(String what, String why) {
        skipped.add(what + ": " + why);
        run.note("Left out of the pack: %s: %s.".formatted(what, why));
    }

    private void texts(Path folder, List<PackItem> items) throws IOException {
        Map<String, Object> words = PackWords.of(contents.pack(), items);
        run.stage("readme", 0.10);
        write(folder, "README.md", templates.render("README.md", words));
        run.stage("license", 0.10);
        Pack.Licence licence = contents.pack().licence();
        write(folder, "LICENSE.txt", templates.render("LICENSE_" + PackWords.word(licence) + ".txt", words));
        run.stage("store-copy", 0.10);
        write(folder, "store_copy.txt", templates.render("store_copy.txt", words));
    }

    /** The prompts there are, by their path in the pack. */
    private Map<String, String> prompts(List<PackItem> items) throws IOException {
        Map<String, String> prompts = new TreeMap<>();
        for (PackItem item : items) {
            Prompts.of(contents.project(), item).ifPresent(prompt -> prompts.put(item.promptPath(), prompt));
        }
        return prompts;
    }

    private void write(Path folder, Map<String, String> prompts) throws IOException {
        for (Map.Entry<String, String> prompt : prompts.entrySet()) {
            Files.createDirectories(folder.resolve("prompts"));
            write(folder, prompt.getKey(), prompt.getValue());
        }
    }

    private void checksums(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        checksums.forEach((path, sha256) -> lines.append(sha256).append("  ").append(path).append('\n'));
        Files.writeString(folder.resolve("checksums.txt"), lines);
    }

    /** The archive, proven; when that fails, the folder is worth keeping. */
    private void archive(Path packs, String name, Path folder, Path zip) throws IOException {
        try {
            exporter.export(folder, zip, run.part(0.5));
            exporter.verify(folder, zip, run.part(0.95));
        } catch (ProcessingException | IOException | UncheckedIOException e) {
            keep(packs, name, folder, zip, e);
            throw e;
        }
    }

    private void keep(Path packs, String name, Path folder, Path zip, Exception why) {
        try {
            Files.deleteIfExists(zip);
            run.note("The folder is kept: " + site.place(packs, name, folder, zip).folder());
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void write(Path folder, String path, String text) throws IOException {
        run.checkCanceled();
        Path file = folder.resolve(path);
        Files.writeString(file, text);
        checksums.put(path, new AssetCopy(run, 0).sha256(file));
    }

    private static long bytes(List<PackItem> items) {
        return items.stream().mapToLong(item -> item.asset().content().bytes()).sum();
    }
}
