package org.podstudio.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Step;

/**
 * A project with an imported picture, what was made of it, and a sound; every id is random and every time stamp the
 * caller's.
 */
final class SampleProject {

    static final Instant CREATED = Instant.parse("2026-11-21T08:00:00Z");

    final ProjectFolder folder;
    final MemoryStore store = new MemoryStore();
    final List<UUID> chosen = new ArrayList<>();

    SampleProject(Path root, String stamp) throws IOException {
        folder = new ProjectFolder(root);
        Files.createDirectories(folder.root());
        Asset dragon = asset("Library/images/unsorted/20261121/Drache Ä 日本.png", 1, Map.of(), Optional.empty());
        Asset cut = asset("Work/edits/Drache Ä 日本__nobg__" + stamp + ".png", 2, Map.of(), lineage(dragon, "bgremove"));
        Asset large = asset("Work/upscales/Drache Ä 日本__nobg__" + stamp + "__x4__" + stamp + "-2.png", 3, Map.of(),
                lineage(cut, "upscale"));
        Asset sound = asset("Library/audio/unsorted/20261121/roar.wav", 4, Map.of(), Optional.empty());
        chosen.addAll(List.of(cut.id(), large.id(), sound.id()));
    }

    Asset asset(String path, int seed, Map<String, String> metadata, Optional<Lineage> lineage) throws IOException {
        byte[] bytes = new byte[10_000 + seed];
        new Random(seed).nextBytes(bytes);
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
        boolean sound = path.endsWith(".wav");
        Content content = new Content(sha256(bytes), bytes.length, sound ? "audio/wav" : "image/png",
                sound ? OptionalInt.empty() : OptionalInt.of(1024), sound ? OptionalInt.empty() : OptionalInt.of(768),
                sound ? OptionalDouble.of(65.4) : OptionalDouble.empty(), sound ? "pcm_s16le" : "png", metadata);
        Asset asset = new Asset(UUID.randomUUID(), sound ? MediaKind.AUDIO : MediaKind.IMAGE, path, content,
                new Labels("dragons", Set.of("red", "fire", "old"), 4, true), lineage, Optional.empty(),
                Optional.empty(), Instant.now());
        store.known.put(asset.id(), asset);
        return asset;
    }

    /** The asset with a generator's metadata. */
    Asset generated(Asset a, String generator) {
        Asset changed = new Asset(a.id(), a.kind(), a.path(), a.content(), a.labels(), a.lineage(),
                Optional.of(generator), a.prompt(), a.created());
        store.known.put(changed.id(), changed);
        return changed;
    }

    /** Lets an asset refer to a prompt. */
    void prompted(UUID id, String reference) {
        store.known.computeIfPresent(id, (same, a) -> new Asset(a.id(), a.kind(), a.path(), a.content(), a.labels(),
                a.lineage(), a.generator(), Optional.of(reference), a.created()));
    }

    static Optional<Lineage> lineage(Asset parent, String processor) {
        return Optional
                .of(new Lineage(parent.id(), new Step(processor, Map.of("model", "u2netp", "alpha", 0.5, "size", 4)), 1,
                        Map.of("u2netp", "ab".repeat(32)), 7, "cd".repeat(32)));
    }

    Pack pack() {
        return pack("Fantasy Dragons", "Three dragons.\nOne roar.", "Ada Example", Pack.Licence.COMMERCIAL);
    }

    Pack pack(String name, String description, String author, Pack.Licence licence) {
        return new Pack(UUID.randomUUID(), name, description, "dragons", author, licence, chosen, Pack.State.DRAFT,
                Optional.empty(), CREATED, Optional.empty());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
