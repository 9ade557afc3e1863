package org.podstudio.media.sound;

import java.util.Locale;

/** Containers of sound alone. */
public enum SoundBox {
    /** Microsoft's: uncompressed. */
    WAV("wav", "wav", false, false),
    /** Apple's: uncompressed. */
    AIFF("aiff", "aiff", true, false),
    /** Lossless. */
    FLAC("flac", "flac", true, false),
    /** MPEG layer 3. */
    MP3("mp3", "mp3", true, true),
    /** AAC, or Apple Lossless, in MPEG-4. */
    M4A("m4a", "ipod", true, true),
    /** Opus in Ogg. */
    OPUS("opus", "opus", false, true),
    /** Opus in Ogg under Ogg's own name; Vorbis has no encoder worth its name in the bundled ffmpeg. */
    OGG("ogg", "ogg", false, true),
    /** Matroska, which holds everything. */
    MKA("mka", "matroska", false, true);

    private final String extension;
    private final String muxer;
    private final boolean cover;
    private final boolean chapters;

    SoundBox(String extension, String muxer, boolean cover, boolean chapters) {
        this.extension = extension;
        this.muxer = muxer;
        this.cover = cover;
        this.chapters = chapters;
    }

    /** Of the file. */
    public String extension() {
        return extension;
    }

    /** ffmpeg's name. */
    String muxer() {
        return muxer;
    }

    /** Whether ffmpeg can put a cover into it. */
    boolean cover() {
        return cover;
    }

    /** Whether ffmpeg can put chapters into it. */
    boolean chapters() {
        return chapters;
    }

    /** As users know it: {@code M4A}. */
    String title() {
        return name().toUpperCase(Locale.ROOT);
    }
}
