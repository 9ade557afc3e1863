package org.podstudio.engine.internal.work;

import java.nio.file.Path;
import java.util.List;

import org.podstudio.api.project.Asset;

/**
 * What a job made, in place.
 *
 * @param outputs what was asked for, in its order, of each the main file first; absolute
 * @param assets to be recorded with the job's success, parents first
 */
public record Made(List<Path> outputs, List<Asset> assets) {}
