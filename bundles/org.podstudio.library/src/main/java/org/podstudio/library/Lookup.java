package org.podstudio.library;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Assets;

/** Finds the asset that somebody means. */
final class Lookup {

    private static final int SHORTEST_PREFIX = 4;
    private static final int ENOUGH = 5;

    private final ProjectFolder folder;
    private final Assets assets;

    Lookup(ProjectFolder folder, Assets assets) {
        this.folder = folder;
        this.assets = assets;
    }

    Optional<Asset> find(String word) {
        return byId(word).or(() -> byPath(word)).or(() -> one(word, byPrefix(word)))
                .or(() -> one(word, assets.named(word, ENOUGH)));
    }

    private Optional<Asset> byId(String word) {
        try {
            return word.length() == 36 ? assets.find(UUID.fromString(word)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it is no id
        }
    }

    /** As it is stored, or as it is seen from the current folder. */
    private Optional<Asset> byPath(String word) {
        try {
            return assets.byPath(word).or(() -> assets.byPath(folder.relative(Path.of(word))));
        } catch (InvalidPathException e) {
            return Optional.empty(); // it is no path
        }
    }

    private List<Asset> byPrefix(String word) {
        return word.length() < SHORTEST_PREFIX ? List.of() : assets.withIdPrefix(word.toLowerCase(Locale.ROOT), ENOUGH);
    }

    private static Optional<Asset> one(String word, List<Asset> found) {
        if (found.size() > 1) {
            String all = found.stream().map(asset -> asset.id() + " " + asset.path()).collect(Collectors.joining(", "));
            throw new ProcessingException(ErrorKind.CONFIGURATION, "library.ambiguous",
                    "'" + word + "' means several assets: " + all + ".", "Name one by its id or path.");
        }
        return found.stream().findFirst();
    }
}
