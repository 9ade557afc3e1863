package org.podstudio.media;

import java.util.Locale;

/**
 * What an ffmpeg may be able to do.
 *
 * @param kind how it is found out
 * @param name ffmpeg's name of it
 */
public record Ability(Kind kind, String name) {

    /** How an ability is found out. */
    public enum Kind {
        /** By encoding a frame. */
        ENCODER,
        /** By its list of filters. */
        FILTER,
        /** By its list of ways to decode with a device. */
        HWACCEL
    }

    /** To encode: {@code libx264}, {@code h264_nvenc}. */
    public static Ability encoder(String name) {
        return new Ability(Kind.ENCODER, name);
    }

    /** To filter: {@code vidstabdetect}, {@code libvmaf}, {@code subtitles}. */
    public static Ability filter(String name) {
        return new Ability(Kind.FILTER, name);
    }

    /** To decode with a device: {@code cuda}, {@code vaapi}. */
    public static Ability hwaccel(String name) {
        return new Ability(Kind.HWACCEL, name);
    }

    /** As it is kept: {@code encoder:libx264}. */
    public String key() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
