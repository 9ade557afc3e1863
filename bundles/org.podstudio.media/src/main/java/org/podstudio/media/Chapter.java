package org.podstudio.media;

/**
 * A named span of time.
 *
 * @param from seconds
 * @param to seconds, not before {@code from} in a sound file
 * @param title may be empty
 */
public record Chapter(double from, double to, String title) {}
