package org.podstudio.packs;

/**
 * How to build a pack.
 *
 * @param includePrompts also ship the prompts that made the assets, in {@code prompts/}; they are no leak then
 * @param deleteUnzipped keep the ZIP only
 * @param force build although the leak gate found something
 * @param exporter id of the exporter: {@code zip}
 */
public record PackOptions(boolean includePrompts, boolean deleteUnzipped, boolean force, String exporter) {

    /** No prompts, folder and ZIP both kept, leaks stop the build, a plain ZIP. */
    public static final PackOptions DEFAULTS = new PackOptions(false, false, false, "zip");
}
