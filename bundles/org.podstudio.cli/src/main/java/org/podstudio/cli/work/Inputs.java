package org.podstudio.cli.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.FileResult;
import org.podstudio.engine.Input;

/** What the user named to work on: assets of a project, plain files, or folders of them. */
final class Inputs {

    private final Context context;
    private final ProjectAssets assets;
    private final boolean plainFiles;
    private final boolean recursive;
    private final List<Input> found = new ArrayList<>();
    private final List<FileResult> refused = new ArrayList<>();
    private final Set<Path> inFolders = new HashSet<>();

    /**
     * @param assets of the project that the work is done in
     * @param plainFiles whether a file that is no asset may be worked on
     * @param recursive whether folders are searched to the bottom
     */
    Inputs(Context context, ProjectAssets assets, boolean plainFiles, boolean recursive) {
        this.context = context;
        this.assets = assets;
        this.plainFiles = plainFiles;
        this.recursive = recursive;
    }

    /** Looks up what one word names. */
    void add(String word) {
        Optional<Path> path = path(word);
        if (path.isPresent() && Files.isDirectory(path.get())) {
            folder(path.get());
            return;
        }
        Optional<Input> input = asset(word, path).or(() -> plainFiles ? path.map(Input::of) : Optional.empty());
        input.ifPresentOrElse(found::add,
                () -> refused.add(FileResult.failed(Path.of(path.isPresent() ? word : "?"), noAsset(word, path))));
    }

    /** What will be worked on, in the order it was named. */
    List<Input> found() {
        return List.copyOf(found);
    }

    /** What cannot be. */
    List<FileResult> refused() {
        return List.copyOf(refused);
    }

    /** Whether the user did not name it but a folder it is in; then it need not fit. */
    boolean inFolder(Path file) {
        return inFolders.contains(file);
    }

    private void folder(Path folder) {
        FolderSearch search = search(folder);
        refused.addAll(search.refused());
        for (Path file : search.files()) {
            Input input = asset(file.toString(), Optional.of(file)).orElse(Input.of(file));
            if (plainFiles || input.asset().isPresent()) {
                found.add(input);
                inFolders.add(input.file());
            } else {
                refused.add(FileResult.skipped(file, "it is not an asset of this project"));
            }
        }
    }

    private FolderSearch search(Path folder) {
        try {
            return FolderSearch.in(folder, recursive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Input> asset(String word, Optional<Path> path) {
        Optional<Asset> asset = assets.asset(word).or(() -> path.map(assets.folder()::relative).flatMap(assets::asset));
        return asset.map(a -> Input.of(assets.folder(), a));
    }

    private Optional<Path> path(String word) {
        try {
            return Optional.of(context.resolve(Path.of(word)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Problem noAsset(String word, Optional<Path> path) {
        boolean there = path.isPresent() && Files.exists(path.get());
        return there
                ? new Problem(ErrorKind.INPUT, "input.no-asset", "'" + word + "' is not an asset of this project.",
                        "Import it first, or say with --output-dir where the results shall go.", Optional.empty())
                : new Problem(ErrorKind.INPUT, "input.missing", "There is no asset and no file '" + word + "'.",
                        "Check the name; podstudio assets lists what is there.", Optional.empty());
    }
}
