package org.podstudio.processors.abr.segments;

import java.nio.file.Path;

/**
 * One piece of a track, as measured in the file itself.
 *
 * @param file holds it alone
 * @param start when its first frame is shown, in the track's ticks
 * @param decoded when its first frame is decoded; what DASH counts by
 * @param ticks how long it lasts
 * @param key whether it begins with a frame that needs no other
 * @param bytes size of the file
 */
public record Segment(Path file, long start, long decoded, long ticks, boolean key, long bytes) {}
