package org.podstudio.media.sound;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    // half the price of a ByteBuffer's get and put
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    private final int bytes;
    private final String ffmpeg;

    SampleFormat(int bytes, String ffmpeg) {
        this.bytes = bytes;
        this.ffmpeg = ffmpeg;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
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

    /** Takes interleaved frames apart. @param in from its beginning */
    void decode(byte[] in, float[][] channels, int frames) {
        for (int c = 0; c < channels.length; c++) {
            decode(in, c * bytes, bytes * channels.length, channels[c], frames);
        }
    }

    private void decode(byte[] in, int from, int stride, float[] out, int frames) {
        int at = from;
        switch (this) {
            case U8 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = ((in[at] & 0xFF) - 128) * 0x1p-7f;
                }
            }
            case S16 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = (short) SHORT.get(in, at) * 0x1p-15f;
                }
            }
            case S24 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = ((short) SHORT.get(in, at) & 0xFFFF | in[at + 2] << 16) * 0x1p-23f;
                }
            }
            case S32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = (int) INT.get(in, at) * 0x1p-31f;
                }
            }
            case F32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    out[i] = finite((float) FLOAT.get(in, at));
                }
            }
            case F64 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    double sample = (double) DOUBLE.get(in, at);
                    out[i] = finite((float) sample);
                }
            }
        }
    }

    /** One that is no number would be heard, and would silence every measurement after it. */
    private static float finite(float sample) {
        return Float.isFinite(sample) ? sample : 0;
    }

    /**
     * Puts frames together again.
     *
     * @param first of the arrays
     * @param out from its beginning
     * @param dither of whole numbers, none of it on silence
     * @return how many bytes they are
     */
    int encode(float[][] channels, int first, int frames, byte[] out, Dither dither) {
        int stride = bytes * channels.length;
        for (int c = 0; c < channels.length; c++) {
            encode(channels[c], first, frames, out, c * bytes, stride, dither);
        }
        return frames * stride;
    }

    private void encode(float[] in, int first, int frames, byte[] out, int from, int stride, Dither dither) {
        int last = first + frames;
        int at = from;
        switch (this) {
            case U8 -> {
                int[] wholes = dither.wholes(in, first, frames, 1 << 7);
                for (int i = 0; i < frames; i++, at += stride) {
                    out[at] = (byte) (wholes[i] + 128);
                }
            }
            case S16 -> {
                int[] wholes = dither.wholes(in, first, frames, 1 << 15);
                for (int i = 0; i < frames; i++, at += stride) {
                    SHORT.set(out, at, (short) wholes[i]);
                }
            }
            case S24 -> {
                int[] wholes = dither.wholes(in, first, frames, 1 << 23);
                for (int i = 0; i < frames; i++, at += stride) {
                    SHORT.set(out, at, (short) wholes[i]);
                    out[at + 2] = (byte) (wholes[i] >> 16);
                }
            }
            case S32 -> {
                for (int i = first; i < last; i++, at += stride) {
                    INT.set(out, at, (int) Math.clamp(Math.rint(in[i] * 0x1p31), Integer.MIN_VALUE, Integer.MAX_VALUE));
                }
            }
            case F32 -> {
                for (int i = first; i < last; i++, at += stride) {
                    FLOAT.set(out, at, in[i]);
                }
            }
            case F64 -> {
                for (int i = first; i < last; i++, at += stride) {
                    DOUBLE.set(out, at, (double) in[i]);
                }
            }
        }
    }
}
