package org.podstudio.media.sound;

import java.util.List;

import org.podstudio.media.sound.LevelCounts.Counted;

/**
 * What was measured of sound, in a form that can be put together with that of other sound: an album is as loud as all its pieces in a row. Takes
 * some 15 KB for a song.
 */
public final class Measurement {

    private final Counted moments;
    private final Counted shortTerm;
    private final double peak;
    private final double momentary;
    private final double shortTermMax;
    private final long frames;

    Measurement(LevelCounts moments, LevelCounts shortTerm, double peak, double momentary, double shortTermMax,
            long frames) {
        this.moments = moments.counted();
        this.shortTerm = shortTerm.counted();
        this.peak = peak;
        this.momentary = momentary;
        this.shortTermMax = shortTermMax;
        this.frames = frames;
    }

    /** How loud it is. */
    public Loudness loudness() {
        return new Loudness(moments.levels().gatedMean(10), shortTerm.levels().range(), 20 * Math.log10(peak));
    }

    /** The loudest 400 ms, LUFS. */
    public double momentaryMax() {
        return momentary;
    }

    /** The loudest 3 s, LUFS; negative infinity for what is shorter. */
    public double shortTermMax() {
        return shortTermMax;
    }

    /** How many samples each channel had. */
    public long frames() {
        return frames;
    }

    /** All of them as one piece. @param pieces at least one */
    public static Measurement album(List<Measurement> pieces) {
        LevelCounts moments = new LevelCounts();
        LevelCounts shortTerm = new LevelCounts();
        pieces.forEach(piece -> {
            moments.add(piece.moments);
            shortTerm.add(piece.shortTerm);
        });
        return new Measurement(moments, shortTerm, pieces.stream().mapToDouble(p -> p.peak).max().orElse(0),
                pieces.stream().mapToDouble(p -> p.momentary).max().orElse(Double.NEGATIVE_INFINITY),
                pieces.stream().mapToDouble(p -> p.shortTermMax).max().orElse(Double.NEGATIVE_INFINITY),
                pieces.stream().mapToLong(p -> p.frames).sum());
    }
}
