package org.podstudio.media;

/**
 * Sound.
 *
 * @param codec ffmpeg's name: {@code aac}, {@code mp3}, {@code pcm_s16le}
 * @param channels 1 for mono
 * @param sampleRate hertz
 * @param bitRate bits a second; 0: unknown
 * @param layout ffmpeg's name of the channels' places: {@code stereo}, {@code 5.1(side)}; empty: unknown
 * @param bits bits a sample of lossless sound; 0: unknown or lossy
 */
public record AudioStream(String codec, int channels, int sampleRate, long bitRate, String layout, int bits) {}
