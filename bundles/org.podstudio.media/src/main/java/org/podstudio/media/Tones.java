package org.podstudio.media;

import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Filter;

/** Film of a high dynamic range as ordinary screens show it. By zimg, which the ffmpeg must have. */
public final class Tones {

    /** Brightness of white paper in such a film, candela a square metre (ITU-R BT.2408). */
    private static final int PAPER = 203;
    /** Of screens that films are made on, where the film does not tell. */
    private static final double USUAL_PEAK = 1000;

    private Tones() {
    }

    /** Light as it is, into the colours of ordinary screens, and what is too bright bent down softly; nothing done where it is SDR already. */
    public static Chain toSdr(Colour colour) {
        return colour.hdr() ? toned(colour) : Chain.of();
    }

    private static Chain toned(Colour colour) {
        Filter known = Filter.of("setparams").with("color_primaries", or(colour.primaries(), "bt2020"))
                .with("color_trc", or(colour.transfer(), "smpte2084")).with("colorspace",
                        or(colour.matrix(), "bt2020nc"));
        return known.then(Filter.of("zscale").with("transfer", "linear").with("npl", PAPER),
                Filter.format("gbrpf32le"), Filter.of("zscale").with("primaries", "bt709"),
                Filter.of("tonemap").with("tonemap", "mobius").with("peak", peak(colour)).with("desat", 0),
                Filter.of("zscale").with("transfer", "bt709").with("matrix", "bt709").with("range", "tv"),
                without("MASTERING_DISPLAY_METADATA"), without("CONTENT_LIGHT_LEVEL"), without("DYNAMIC_HDR_PLUS"),
                without("DOVI_METADATA"));
    }

    /** Brightest light through that of paper: without it all would be made as dark as if 10 000 candela were to be shown. */
    private static double peak(Colour colour) {
        double told = colour.light().map(l -> (double) l.maxContent()).filter(l -> l > 0)
                .or(() -> colour.mastering().map(m -> m.maxNits())).filter(n -> n > PAPER).orElse(USUAL_PEAK);
        return told / PAPER;
    }

    private static Filter without(String sideData) {
        return Filter.of("sidedata").with("mode", "delete").with("type", sideData);
    }

    private static String or(String told, String otherwise) {
        return told.isEmpty() ? otherwise : told;
    }
}
