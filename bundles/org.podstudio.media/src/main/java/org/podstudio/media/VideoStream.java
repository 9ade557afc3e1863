package org.podstudio.media;

/**
 * Moving pictures, or the still picture attached to sound.
 *
 * @param index of the stream among all of the file, from 0: {@code -map 0:index}
 * @param codec ffmpeg's name: {@code h264}, {@code hevc}, {@code vp9}, {@code av1}
 * @param width pixels as shown: after rotation, and square
 * @param height pixels as shown
 * @param fps frames a second on average; 0: unknown
 * @param pixelFormat ffmpeg's name: {@code yuv420p}
 * @param bitRate bits a second; 0: unknown
 * @param attachedPicture a cover, which is no film
 */
public record VideoStream(int index, String codec, int width, int height, double fps, String pixelFormat, long bitRate,
        boolean attachedPicture) {}
