package org.podstudio.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;

import org.podstudio.imaging.internal.colour.Profile;

/** What stands before the pixels of a JPEG. */
final class JpegSegments {

    private static final String ICC = "ICC_PROFILE\0";
    private static final List<JpegSegmentType> FRAMES = List.of(JpegSegmentType.SOF0, JpegSegmentType.SOF1,
            JpegSegmentType.SOF2);
    private static final List<JpegSegmentType> WANTED = List.of(JpegSegmentType.SOF0, JpegSegmentType.SOF1,
            JpegSegmentType.SOF2, JpegSegmentType.APP2);

    private final JpegSegmentData segments;

    private JpegSegments(JpegSegmentData segments) {
        this.segments = segments;
    }

    static JpegSegments of(Path file) throws IOException {
        try {
            return new JpegSegments(Objects.requireNonNull(JpegSegmentReader.readSegments(file.toFile(), WANTED)));
        } catch (JpegProcessingException e) {
            throw new IOException(e);
        }
    }

    /** Channels: 1 grey, 3 colour, 4 CMYK; 0 for the rare kinds that only a thorough reader takes. */
    int components() {
        return frame().map(f -> f.length > 5 ? f[5] & 255 : 0).orElse(0);
    }

    /** Whether it is brightness and two colours of half its width and height. */
    boolean halved() {
        return frame().filter(f -> f.length == 15 && f[7] == 0x22 && f[10] == 0x11 && f[13] == 0x11).isPresent();
    }

    boolean progressive() {
        return segments.containsSegment(JpegSegmentType.SOF2);
    }

    private Optional<byte[]> frame() {
        return FRAMES.stream().filter(segments::containsSegment).findFirst().map(segments::getSegment);
    }

    /** The embedded profile, joined from its numbered parts. */
    Optional<Profile> profile() {
        TreeMap<Integer, byte[]> parts = new TreeMap<>();
        for (byte[] segment : segments.getSegments(JpegSegmentType.APP2)) {
            if (segment.length > 14 && new String(segment, 0, 12, StandardCharsets.ISO_8859_1).equals(ICC)) {
                parts.put(segment[12] & 255, segment);
            }
        }
        var joined = new ByteArrayOutputStream();
        parts.values().forEach(p -> joined.write(p, 14, p.length - 14));
        return parts.isEmpty() ? Optional.empty() : Profile.of(joined.toByteArray());
    }
}
