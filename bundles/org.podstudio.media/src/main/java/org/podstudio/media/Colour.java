package org.podstudio.media;

import java.util.Optional;

/**
 * How numbers become light. Words are ffmpeg's; empty ones are unknown.
 *
 * @param bits of a component: 8, 10, 12; 0: unknown
 * @param primaries {@code bt709}, {@code bt2020}, {@code smpte170m}
 * @param transfer {@code bt709}, {@code smpte2084}, {@code arib-std-b67}
 * @param matrix {@code bt709}, {@code bt2020nc}, {@code smpte170m}, {@code gbr}
 * @param range {@code tv} limited, {@code pc} full
 * @param mastering the screen that an HDR film was made on
 * @param light how bright it gets
 * @param dolbyVision whether it carries Dolby Vision
 */
public record Colour(int bits, String primaries, String transfer, String matrix, String range,
        Optional<Mastering> mastering, Optional<Light> light, boolean dolbyVision) {

    /** Kinds of range of brightness. */
    public enum Dynamic {
        /** What every screen shows. */
        SDR,
        /** Perceptual quantizer without a description of the screen. */
        PQ,
        /** Perceptual quantizer with mastering data. */
        HDR10,
        /** Hybrid log-gamma. */
        HLG,
        /** Dolby Vision, whatever it is based on. */
        DOLBY_VISION
    }

    /**
     * SMPTE ST 2086. Coordinates are CIE 1931 x and y.
     *
     * @param minNits darkest, candela a square metre
     * @param maxNits brightest
     */
    public record Mastering(double redX, double redY, double greenX, double greenY, double blueX, double blueY,
            double whiteX, double whiteY, double minNits, double maxNits) {}

    /**
     * CTA-861.3.
     *
     * @param maxContent brightest pixel, candela a square metre; 0: unknown
     * @param maxAverage brightest frame on average
     */
    public record Light(int maxContent, int maxAverage) {}

    /** The kind that it is. */
    public Dynamic dynamic() {
        if (dolbyVision) {
            return Dynamic.DOLBY_VISION;
        }
        return switch (transfer) {
            case "smpte2084" -> mastering.isPresent() ? Dynamic.HDR10 : Dynamic.PQ;
            case "arib-std-b67" -> Dynamic.HLG;
            default -> Dynamic.SDR;
        };
    }

    /** Whether it is brighter or more colourful than ordinary screens show. */
    public boolean hdr() {
        return dynamic() != Dynamic.SDR;
    }

    /** Whether black is 0 and white the largest number. */
    public boolean full() {
        return range.equals("pc");
    }
}
