package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Assets;

/** Finds work that was done before. Reads only. For any thread. */
public final class ResultCache {

    private final ProjectFolder folder;
    private final Assets assets;
    private final Examiner examiner;

    ResultCache(ProjectFolder folder, Assets assets, Examiner examiner) {
        this.folder = folder;
        this.assets = assets;
        this.examiner = examiner;
    }

    /**
     * Every output of the latest run of this work, main one first; none when it never ran or one of its files is gone or altered.
     *
     * @param check called now and then; what it throws ends the reading
     */
    public List<Asset> find(String fingerprint, Runnable check) throws IOException {
        Optional<Asset> main = assets.byFingerprint(fingerprint);
        if (main.isEmpty()) {
            return List.of();
        }
        Asset first = main.get();
        List<Asset> run = assets.made(fingerprint).stream().filter(asset -> asset.created().equals(first.created()))
                .toList();
        for (Asset asset : run) {
            if (!intact(asset, check)) {
                return List.of();
            }
        }
        return run;
    }

    private boolean intact(Asset asset, Runnable check) throws IOException {
        Path file = folder.resolve(asset.path());
        return Files.isRegularFile(file) && Files.size(file) == asset.content().bytes()
                && examiner.sha256(file, check).equals(asset.content().sha256());
    }
}
