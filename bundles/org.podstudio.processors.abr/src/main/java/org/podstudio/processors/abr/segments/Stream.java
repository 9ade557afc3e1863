package org.podstudio.processors.abr.segments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pictures or sound in pieces.
 *
 * @param init what comes before the first piece; empty in transport streams
 * @param segments in order; at least one
 * @param timescale ticks a second
 * @param codecs as players want it told (RFC 6381): {@code avc1.64001f}
 */
public record Stream(Optional<Path> init, List<Segment> segments, long timescale, String codecs) {

    /** Copies the list. */
    public Stream {
        segments = List.copyOf(segments);
    }

    /** When a segment starts. */
    public double start(int index) {
        return (double) segments.get(index).start() / timescale;
    }

    /** How long a segment lasts. */
    public double seconds(int index) {
        return (double) segments.get(index).ticks() / timescale;
    }

    /** How long all of it lasts. */
    public double seconds() {
        return (double) segments.stream().mapToLong(Segment::ticks).sum() / timescale;
    }

    /** Bits a second of all of it. */
    public long averageBandwidth() {
        return Math.round(segments.stream().mapToLong(Segment::bytes).sum() * 8 / seconds());
    }

    /**
     * Most bits a second of any run of segments that lasts from half to one and a half of the target, as Apple's authoring rules count; of all
     * of it when it is shorter than that.
     */
    public long peakBandwidth(double targetSeconds) {
        double peak = averageBandwidth();
        for (int from = 0; from < segments.size(); from++) {
            long bytes = 0;
            double lasts = 0;
            for (int to = from; to < segments.size() && lasts <= 1.5 * targetSeconds; to++) {
                bytes += segments.get(to).bytes();
                lasts += seconds(to);
                if (lasts >= 0.5 * targetSeconds && lasts <= 1.5 * targetSeconds) {
                    peak = Math.max(peak, bytes * 8 / lasts);
                }
            }
        }
        return (long) Math.ceil(peak);
    }
}
