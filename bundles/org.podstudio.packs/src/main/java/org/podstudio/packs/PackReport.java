package org.podstudio.packs;

import java.nio.file.Path;
import java.util.List;

import org.podstudio.api.project.Pack;

/**
 * What came of a build.
 *
 * @param pack as it is stored now
 * @param folder the finished folder; does not exist when only the ZIP was to be kept
 * @param zip the verified archive
 * @param sha256 of the archive, lower-case hex
 * @param bytes of the archive
 * @param skipped assets that are not in the pack, each {@code name: reason}; empty when all went in
 */
public record PackReport(Pack pack, Path folder, Path zip, String sha256, long bytes, List<String> skipped) {

    /** Copies the list. */
    public PackReport {
        skipped = List.copyOf(skipped);
    }
}
