package org.podstudio.api.project;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a file holds, as read from its bytes.
 *
 * @param sha256 lower-case hex
 * @param bytes size of the file
 * @param mime media type by signature: {@code image/png}
 * @param width pixels, right way up; empty for sound
 * @param height pixels, right way up; empty for sound
 * @param seconds duration; empty for pictures
 * @param codecs comma-separated, video first: {@code h264,aac}; for pictures the format: {@code png}
 * @param metadata flat technical and embedded metadata, keys such as {@code exif.Model}, {@code icc}, {@code video.fps}
 */
public record Content(String sha256, long bytes, String mime, OptionalInt width, OptionalInt height,
        OptionalDouble seconds, String codecs, Map<String, String> metadata) {

    /** Copies the map. */
    public Content {
        metadata = Map.copyOf(metadata);
    }
}
