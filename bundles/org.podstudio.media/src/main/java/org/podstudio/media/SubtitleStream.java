package org.podstudio.media;

import java.util.Set;

/** A stream of subtitles. */
public record SubtitleStream(Track track) {

    private static final Set<String> PICTURES = Set.of("dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub");

    /** Index among all streams of the file. */
    public int index() {
        return track.index();
    }

    /** ffmpeg's name: {@code subrip}, {@code ass}, {@code mov_text}, {@code webvtt}. */
    public String codec() {
        return track.codec();
    }

    /** Whether they are pictures of words, which no container for words takes. */
    public boolean pictures() {
        return PICTURES.contains(track.codec());
    }
}
