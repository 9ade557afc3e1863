package org.podstudio.cli.plugins;

/**
 * A feature that can be installed.
 *
 * @param id short: {@code processors.transcode}
 * @param version with qualifier
 * @param title as people read it
 * @param installed whether it is part of the running product
 * @param licence words of a licence of its own, with its address; empty: that of PODStudio
 */
public record Plugin(String id, String version, String title, boolean installed, String licence) {}
