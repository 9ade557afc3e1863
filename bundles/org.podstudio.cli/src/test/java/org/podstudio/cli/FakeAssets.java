package org.podstudio.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Labels;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.context.ImportWish;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.cli.screen.Status;

/** Assets in memory; imports pictures where they lie. */
final class FakeAssets implements ProjectAssets {

    final List<Asset> all = new ArrayList<>();
    final List<ImportWish> wishes = new ArrayList<>();
    private final ProjectFolder folder;

    FakeAssets(ProjectFolder folder) {
        this.folder = folder;
    }

    Asset add(String path, Optional<Lineage> lineage, String sha256) {
        Content content = new Content(sha256, 1234, "image/png", OptionalInt.of(640), OptionalInt.of(480),
                OptionalDouble.empty(), "png", Map.of());
        Asset asset = new Asset(UUID.randomUUID(), MediaKind.IMAGE, path, content,
                new Labels("sea", Set.of("blue"), 0, false), lineage,
                Optional.empty(), Optional.empty(), Instant.EPOCH);
        all.add(asset);
        return asset;
    }

    void describe(String name, String generator, String prompt) {
        all.replaceAll(a -> a.fileName().equals(name)
                ? new Asset(a.id(), a.kind(), a.path(), a.content(), a.labels(), a.lineage(), Optional.of(generator),
                        Optional.of(prompt), a.created())
                : a);
    }

    @Override
    public ProjectFolder folder() {
        return folder;
    }

    @Override
    public List<Asset> find(AssetQuery query) {
        return all.stream().filter(a -> a.path().contains(query.text())).limit(query.limit()).toList();
    }

    @Override
    public Optional<Asset> asset(String name) {
        return all.stream()
                .filter(a -> a.id().toString().equals(name) || a.path().equals(name) || a.fileName().equals(name))
                .findFirst();
    }

    @Override
    public Asset label(UUID id, UnaryOperator<Labels> change) {
        Asset before = asset(id.toString()).orElseThrow();
        Asset changed = before.with(change.apply(before.labels()));
        all.replaceAll(a -> a.id().equals(id) ? changed : a);
        return changed;
    }

    @Override
    public void importFiles(List<Path> paths, ImportWish wish, Consumer<FileResult> each) {
        wishes.add(wish);
        for (Path path : paths) {
            if (Files.exists(path)) {
                Asset asset = add(folder.relative(path), Optional.empty(), "0");
                each.accept(new FileResult(Status.DONE, path, List.of(folder.resolve(asset.path())), "",
                        Optional.empty(), List.of(), 0));
            } else {
                each.accept(FileResult.failed(path,
                        new Problem(ErrorKind.INPUT, "input.missing", path + " is not there.", "Check the name.",
                                Optional.empty())));
            }
        }
    }

    @Override
    public void makeThumbnails(Consumer<FileResult> each) {
        all.forEach(asset -> each.accept(new FileResult(Status.DONE, folder.resolve(asset.path()),
                List.of(folder.thumbnails().resolve(asset.id() + ".jpg")), "", Optional.empty(), List.of(), 0)));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
