package org.podstudio.library;

import java.nio.file.Path;

import org.podstudio.api.project.Asset;

/**
 * A file that is to be copied.
 *
 * @param source the original
 * @param target where it goes
 * @param asset what it is or becomes
 * @param known whether the asset is recorded already and only its file is missing
 * @param there whether the file lies at its place already, left by an import that was cut off
 */
record Planned(Path source, Path target, Asset asset, boolean known, boolean there) {}
