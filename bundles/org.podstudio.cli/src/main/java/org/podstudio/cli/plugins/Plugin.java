package org.podstudio.cli.plugins;

/**
 * A feature that can be installed.
 *
 * @param id short: {@code processors.transcode}
 * @param version with qualifier
 * @param title as people read it
 * @param installed whether it is part of the running product
 */
public record Plugin(String id, String version, String title, boolean installed) {}
