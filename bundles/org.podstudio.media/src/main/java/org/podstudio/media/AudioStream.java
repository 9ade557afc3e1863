package org.podstudio.media;

/**
 * Sound.
 *
 * @param track what every stream has
 * @param channels 1 for mono
 * @param sampleRate hertz
 * @param layout ffmpeg's name of the channels' places: {@code stereo}, {@code 5.1(side)}; empty: unknown
 * @param bits bits a sample of lossless sound; 0: unknown or lossy
 */
public record AudioStream(Track track, int channels, int sampleRate, String layout, int bits) {

    /** Index among all streams of the file. */
    public int index() {
        return track.index();
    }

    /** ffmpeg's name: {@code aac}, {@code mp3}, {@code pcm_s16le}. */
    public String codec() {
        return track.codec();
    }

    /** Bits a second; 0: unknown. */
    public long bitRate() {
        return track.bitRate();
    }
}
