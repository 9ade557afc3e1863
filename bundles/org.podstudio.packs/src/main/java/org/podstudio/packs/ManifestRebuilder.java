package org.podstudio.packs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Rebuilder;
import org.podstudio.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds the packs that a rebuilt database does not know by the manifests in their archives and folders. For any thread. */
@Component(service = Rebuilder.class, property = "service.ranking:Integer=10")
public final class ManifestRebuilder implements Rebuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestRebuilder.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST = 64L << 20;

    /** Reads nothing yet. */
    @Activate
    public ManifestRebuilder() {
        // nothing is kept
    }

    @Override
    public List<String> rebuild(ProjectFolder folder, Store store) {
        Set<String> known = new HashSet<>();
        store.packs().list().forEach(pack -> known.add(key(pack)));
        int before = known.size();
        for (Path place : places(folder)) {
            try {
                manifest(place).map(json -> pack(json, place, folder, store)).filter(pack -> known.add(key(pack)))
                        .ifPresent(store.packs()::save);
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} tells of no pack: {}", place, e.toString());
            }
        }
        int more = known.size() - before;
        return more == 0
                ? List.of()
                : List.of(more + " pack(s) are known from what was built of them alone; drafts are lost.");
    }

    /** The date goes into every text of a pack, so it tells packs of one name apart. */
    private static String key(Pack pack) {
        return pack.created() + " " + pack.name();
    }

    /** Archives first: a pack that has one was built to its end. */
    private static List<Path> places(ProjectFolder folder) {
        List<Path> archives = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.packs())) {
            for (Path one : all) {
                if (one.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    archives.add(one);
                } else if (Files.isDirectory(one)) {
                    folders.add(one);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("no packs: {}", e.toString());
        }
        archives.addAll(folders);
        return archives;
    }

    private static Optional<JsonNode> manifest(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            Path file = place.resolve("manifest.json");
            return Files.isRegularFile(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            Optional<? extends ZipEntry> entry = zip.stream()
                    .filter(one -> one.getName().matches("([^/]+/)?manifest\\.json") && one.getSize() < LONGEST)
                    .findFirst();
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry.get())) {
                return Optional.of(JSON.readTree(in));
            }
        }
    }

    private static Pack pack(JsonNode json, Path place, ProjectFolder folder, Store store) {
        if (!json.path("format").asText().equals("podstudio.pack")) {
            throw new IllegalArgumentException("no manifest of ours");
        }
        List<String> hashes = new ArrayList<>();
        json.path("assets").forEach(asset -> hashes.add(asset.path("sha256").asText()));
        Map<String, Asset> assets = store.assets().byHash(hashes);
        List<UUID> ids = hashes.stream().filter(assets::containsKey).map(hash -> assets.get(hash).id()).toList();
        boolean built = !Files.isDirectory(place);
        return new Pack(UUID.randomUUID(), json.path("name").asText(), json.path("description").asText(),
                json.path("theme").asText(), json.path("author").asText(),
                Pack.Licence.valueOf(json.path("license").path("type").asText().toUpperCase(Locale.ROOT)), ids,
                built ? Pack.State.COMPLETED : Pack.State.FAILED,
                built ? Optional.of(folder.relative(place)) : Optional.empty(),
                Instant.parse(json.path("created").asText()), built ? Optional.of(time(place)) : Optional.empty());
    }

    private static Instant time(Path place) {
        try {
            return Files.getLastModifiedTime(place).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
