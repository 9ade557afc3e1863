package org.podstudio.processors.transcode;

import java.util.Optional;

import org.podstudio.media.Colour;
import org.podstudio.media.Tones;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Filter;

/** The filters between decoded and encoded pictures. They come upright already: ffmpeg turns them as the file says. */
record Pictures(VideoStream film, Shape shape, boolean ten, boolean toSdr) {

    private static final int HD = 720;
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
            chain = chain.then(Tones.toSdr(film.colour()));
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
