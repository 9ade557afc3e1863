package org.podstudio.media.sound;

import java.nio.ByteBuffer;

/** How a sample lies in a file: little-endian, interleaved. Numbers inside the program are floats, 1 is full scale. */
public enum SampleFormat {
    /** Unsigned bytes, silence is 128. */
    U8(1, "u8"),
    /** 16 bits. */
    S16(2, "s16le"),
    /** 24 bits in three bytes. */
    S24(3, "s24le"),
    /** 32 bits; a float keeps the upper 24 of them. */
    S32(4, "s32le"),
    /** Float. */
    F32(4, "f32le"),
    /** Double; read and written as float. */
    F64(8, "f64le");

    private final int bytes;
    private final String ffmpeg;

    SampleFormat(int bytes, String ffmpeg) {
        this.bytes = bytes;
        this.ffmpeg = ffmpeg;
    }

    /** Bytes a sample. */
    public int bytes() {
        return bytes;
    }

    /** ffmpeg's name of the raw format: {@code s16le}; with {@code pcm_} before it, of the codec. */
    public String ffmpeg() {
        return ffmpeg;
    }

    /** Steps from silence to full scale; 0 for floats, which have none. */
    double steps() {
        return switch (this) {
            case U8 -> 1 << 7;
            case S16 -> 1 << 15;
            case S24 -> 1 << 23;
            case S32 -> 1L << 31;
            case F32, F64 -> 0;
        };
    }

    /** Takes interleaved frames apart. @param in from its position, advanced past the frames; little-endian */
    void decode(ByteBuffer in, float[][] channels, int frames) {
        int start = in.position();
        int stride = bytes * channels.length;
        for (int c = 0; c < channels.length; c++) {
            decode(in, start + c * bytes, stride, channels[c], frames);
        }
        in.position(start + frames * stride);
    }

    private void decode(ByteBuffer in, int from, int stride, float[] out, int frames) {
        int at = from;
        switch (this) {
            case U8 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = ((in.get(at) & 0xFF) - 128) * 0x1p-7f;
                }
            }
            case S16 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = in.getShort(at) * 0x1p-15f;
                }
            }
            case S24 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = (in.getShort(at) & 0xFFFF | in.get(at + 2) << 16) * 0x1p-23f;
                }
            }
            case S32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = in.getInt(at) * 0x1p-31f;
                }
            }
            case F32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = finite(in.getFloat(at));
                }
            }
            case F64 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = finite((float) in.getDouble(at));
                }
            }
        }
    }

    /** One that is no number would be heard, and would silence every measurement after it. */
    private static float finite(float sample) {
        return Float.isFinite(sample) ? sample : 0;
    }

    /** Puts frames together again. @param first of the arrays @param dither of whole numbers, none of it on silence */
    void encode(float[][] channels, int first, int frames, ByteBuffer out, Dither dither) {
        int start = out.position();
        int stride = bytes * channels.length;
        for (int c = 0; c < channels.length; c++) {
            encode(channels[c], first, first + frames, out, start + c * bytes, stride, dither);
        }
        out.position(start + frames * stride);
    }

    private void encode(float[] in, int first, int last, ByteBuffer out, int from, int stride, Dither dither) {
        int at = from;
        switch (this) {
            case U8 -> {
                for (int i = first; i < last; i++, at += stride) {
                    out.put(at, (byte) (dither.whole(in[i], 1 << 7) + 128));
                }
            }
            case S16 -> {
                for (int i = first; i < last; i++, at += stride) {
                    out.putShort(at, (short) dither.whole(in[i], 1 << 15));
                }
            }
            case S24 -> {
                for (int i = first; i < last; i++, at += stride) {
                    int value = dither.whole(in[i], 1 << 23);
                    out.putShort(at, (short) value);
                    out.put(at + 2, (byte) (value >> 16));
                }
            }
            case S32 -> {
                for (int i = first; i < last; i++, at += stride) {
                    out.putInt(at, (int) Math.clamp(Math.rint(in[i] * 0x1p31), Integer.MIN_VALUE, Integer.MAX_VALUE));
                }
            }
            case F32 -> {
                for (int i = first; i < last; i++, at += stride) {
                    out.putFloat(at, in[i]);
                }
            }
            case F64 -> {
                for (int i = first; i < last; i++, at += stride) {
                    out.putDouble(at, in[i]);
                }
            }
        }
    }
}
