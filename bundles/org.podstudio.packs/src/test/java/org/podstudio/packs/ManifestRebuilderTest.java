package org.podstudio.packs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Pack;

class ManifestRebuilderTest {

    private final SampleProject project;

    ManifestRebuilderTest(@TempDir Path temp) throws IOException {
        project = new SampleProject(temp.resolve("project"), "20261121_101112");
    }

    @Test
    void a_built_pack_is_found_by_the_manifest_in_its_archive() throws IOException {
        Pack pack = project.pack();
        Path zip = archive("dragons.zip", pack);
        List<String> remarks = new ManifestRebuilder().rebuild(project.folder, project.store);
        assertEquals(1, remarks.size());
        Pack found = project.store.saved.getFirst();
        assertEquals(new Pack(found.id(), pack.name(), pack.description(), pack.theme(), pack.author(), pack.licence(),
                pack.assets(), Pack.State.COMPLETED, Optional.of("Packs/dragons.zip"), pack.created(),
                Optional.of(Files.getLastModifiedTime(zip).toInstant().truncatedTo(
                        java.time.temporal.ChronoUnit.MILLIS))),
                found);
        assertEquals(List.of(), new ManifestRebuilder().rebuild(project.folder, project.store), "known now");
    }

    @Test
    void a_folder_without_its_archive_is_a_pack_that_failed_and_nonsense_is_passed_over() throws IOException {
        Path folder = Files.createDirectories(project.folder.packs().resolve("dragons"));
        Files.writeString(folder.resolve("manifest.json"), manifest(project.pack()));
        Files.writeString(project.folder.packs().resolve("broken.zip"), "PK");
        Path other = Files.createDirectories(project.folder.packs().resolve("other"));
        Files.writeString(other.resolve("manifest.json"), "{\"format\":\"of somebody else\"}");
        new ManifestRebuilder().rebuild(project.folder, project.store);
        assertEquals(List.of(Pack.State.FAILED), project.store.saved.stream().map(Pack::state).toList());
    }

    private Path archive(String name, Pack pack) throws IOException {
        Path zip = Files.createDirectories(project.folder.packs()).resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("manifest.json"));
            out.write(manifest(pack).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return zip;
    }

    private String manifest(Pack pack) {
        List<PackItem> items = new ArrayList<>();
        for (UUID id : pack.assets()) {
            Asset asset = project.store.known.get(id);
            items.add(new PackItem(asset, project.folder.resolve(asset.path()), asset.fileName(), List.of(),
                    Optional.empty()));
        }
        return Manifest.of(pack, items, java.util.Set.of());
    }
}
