package org.podstudio.processors.transcode;

import java.util.Optional;

import org.podstudio.media.Colour;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Filter;

/** The filters between decoded and encoded pictures. They come upright already: ffmpeg turns them as the file says. */
record Pictures(VideoStream film, Shape shape, boolean ten, boolean toSdr) {

    private static final int HD = 720;
    /** Brightness of white paper in an HDR film, candela a square metre (ITU-R BT.2408). */
    private static final int PAPER = 203;
    /** Of screens that films are made on, where the film does not tell. */
    private static final double USUAL_PEAK = 1000;

    /** @param pixels the encoder's pixel format */
    Chain chain(String pixels) {
        Chain chain = Chain.of();
        if (film.geometry().interlaced()) {
            chain = chain.then(Filter.of("bwdif").with("mode", "send_frame"));
        }
        chain = chain.then(scaled()).then(Filter.of("setsar").with("sar", 1));
        if (shape.odd()) {
            chain = chain.then(Filter.crop(0, 0, shape.width(), shape.height()));
        }
        if (toSdr) {
            chain = chain.then(toned());
        }
        chain = chain.then(Filter.format(pixels));
        return tags().map(chain::then).orElse(chain);
    }

    /** Passes through what has the size and limited range already. */
    private Filter scaled() {
        int width = Math.max(2, shape.scaledWidth());
        int height = Math.max(2, shape.scaledHeight());
        Filter scale = Filter.scale(width, height, "bicubic").with("out_range", "tv");
        return rgb() ? scale.with("out_color_matrix", matrix()) : scale;
    }

    /** By zimg: light as it is, into the colours of ordinary screens, and what is too bright bent down softly. */
    private Chain toned() {
        Colour colour = film.colour();
        Filter known = Filter.of("setparams").with("color_primaries", or(colour.primaries(), "bt2020")).with(
                "color_trc", or(colour.transfer(), "smpte2084")).with("colorspace", or(colour.matrix(), "bt2020nc"));
        return known.then(Filter.of("zscale").with("transfer", "linear").with("npl", PAPER), Filter.format(
                "gbrpf32le"), Filter.of("zscale").with("primaries", "bt709"),
                Filter.of("tonemap").with("tonemap", "mobius").with("peak", peak()).with("desat", 0),
                Filter.of("zscale").with("transfer", "bt709").with("matrix",
                        "bt709").with("range", "tv"),
                without("MASTERING_DISPLAY_METADATA"), without(
                        "CONTENT_LIGHT_LEVEL"),
                without("DYNAMIC_HDR_PLUS"), without(
                        "DOVI_METADATA"));
    }

    /** Brightest light through that of paper: without it all would be made as dark as if 10 000 candela were to be shown. */
    private double peak() {
        double told = film.colour().light().map(l -> (double) l.maxContent()).filter(l -> l > 0).or(() -> film.colour()
                .mastering().map(m -> m.maxNits())).filter(n -> n > PAPER).orElse(USUAL_PEAK);
        return told / PAPER;
    }

    private static Filter without(String sideData) {
        return Filter.of("sidedata").with("mode", "delete").with("type", sideData);
    }

    /**
     * Colours that a file does not name are guessed by players from the number of lines: named, they stay what they are when
     * the lines become fewer.
     */
    private Optional<Filter> tags() {
        Colour colour = film.colour();
        if (toSdr || !colour.matrix().isEmpty() && !rgb()) {
            return Optional.empty();
        }
        boolean small = matrix().equals("smpte170m");
        return Optional.of(Filter.of("setparams").with("color_primaries", or(colour.primaries(), matrix()))
                .with("color_trc", or(rgb() ? "" : colour.transfer(), small ? "smpte170m" : "bt709")).with("colorspace",
                        matrix()));
    }

    private String matrix() {
        String told = film.colour().matrix();
        boolean usable = !told.isEmpty() && !rgb();
        return usable ? told : !rgb() && film.height() < HD ? "smpte170m" : "bt709";
    }

    private boolean rgb() {
        String pixels = film.pixelFormat();
        return pixels.startsWith("gbr") || pixels.contains("rgb") || pixels.contains("bgr") || pixels.equals("pal8");
    }

    private static String or(String told, String otherwise) {
        return told.isEmpty() ? otherwise : told;
    }
}
