package org.podstudio.media.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * What stands before the samples of a WAV file: RIFF, or RF64 and BW64 for more than 4 GB.
 *
 * @param form of the sound
 * @param format of a sample
 * @param dataAt where the samples begin, bytes
 * @param frames how many there are
 */
record WavHeader(SoundForm form, SampleFormat format, long dataAt, long frames) {

    private static final int RIFF = 0x46464952;
    private static final int RF64 = 0x34364652;
    private static final int BW64 = 0x34365742;
    private static final int WAVE = 0x45564157;
    private static final int DS64 = 0x34367364;
    private static final int FMT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int MOST_CHUNKS = 1000;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long UNKNOWN = 0xFFFFFFFFL;

    /** Samples without a length yet. */
    private record Kind(SoundForm form, SampleFormat format) {}

    int frameBytes() {
        return format.bytes() * form.channels();
    }

    /** @return empty for what is no WAV, or whose samples are not all there or of a kind that is not known */
    static Optional<WavHeader> of(FileChannel channel) throws IOException {
        ByteBuffer head = read(channel, 0, 12);
        boolean wav = head.limit() == 12 && head.getInt(8) == WAVE
                && (head.getInt(0) == RIFF || head.getInt(0) == RF64 || head.getInt(0) == BW64);
        return wav ? chunks(channel) : Optional.empty();
    }

    private static Optional<WavHeader> chunks(FileChannel channel) throws IOException {
        Optional<Kind> kind = Optional.empty();
        long wide = -1;
        long at = 12;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            ByteBuffer chunk = read(channel, at, 48);
            if (chunk.limit() < 8) {
                return Optional.empty();
            }
            long size = chunk.getInt(4) & UNKNOWN;
            switch (chunk.getInt(0)) {
                case DS64 -> wide = chunk.limit() < 24 ? -1 : chunk.getLong(16);
                case FMT -> kind = kind(chunk);
                case DATA -> {
                    long from = at + 8;
                    long bytes = size == UNKNOWN ? wide : size;
                    long there = channel.size() - from;
                    return kind.filter(k -> bytes > 0 && bytes <= there).map(k -> header(k, from, bytes));
                }
                default -> {
                }
            }
            at += 8 + size + (size & 1);
        }
        return Optional.empty();
    }

    private static WavHeader header(Kind kind, long from, long bytes) {
        return new WavHeader(kind.form(), kind.format(), from,
                bytes / (kind.format().bytes() * (long) kind.form().channels()));
    }

    private static Optional<Kind> kind(ByteBuffer chunk) {
        if (chunk.limit() < 24) {
            return Optional.empty();
        }
        int tag = chunk.getShort(8) & 0xFFFF;
        int channels = chunk.getShort(10) & 0xFFFF;
        int rate = chunk.getInt(12);
        int align = chunk.getShort(20) & 0xFFFF;
        int bits = chunk.getShort(22) & 0xFFFF;
        boolean extensible = tag == EXTENSIBLE && chunk.limit() >= 48;
        int mask = extensible ? chunk.getInt(28) : 0;
        Optional<SampleFormat> format = format(extensible ? chunk.getShort(32) & 0xFFFF : tag, bits)
                .filter(f -> align == f.bytes() * channels);
        return format.filter(f -> channels > 0 && channels <= 64 && rate > 0)
                .map(f -> new Kind(new SoundForm(rate, channels, layout(channels, mask)), f));
    }

    private static Optional<SampleFormat> format(int tag, int bits) {
        return Optional.ofNullable(switch (tag * 100 + bits) {
            case PCM * 100 + 8 -> SampleFormat.U8;
            case PCM * 100 + 16 -> SampleFormat.S16;
            case PCM * 100 + 24 -> SampleFormat.S24;
            case PCM * 100 + 32 -> SampleFormat.S32;
            case FLOAT * 100 + 32 -> SampleFormat.F32;
            case FLOAT * 100 + 64 -> SampleFormat.F64;
            default -> null;
        });
    }

    /** ffmpeg's name for the places that a file names; where it names none, the usual ones of so many channels. */
    private static String layout(int channels, int mask) {
        return switch (mask) {
            case 0 -> channels == 1 ? "mono" : channels == 2 ? "stereo" : "";
            case 0x4 -> "mono";
            case 0x3 -> "stereo";
            case 0xB -> "2.1";
            case 0x7 -> "3.0";
            case 0xF -> "3.1";
            case 0x33 -> "quad";
            case 0x603 -> "quad(side)";
            case 0x107 -> "4.0";
            case 0x10F -> "4.1";
            case 0x37 -> "5.0";
            case 0x607 -> "5.0(side)";
            case 0x3F -> "5.1";
            case 0x60F -> "5.1(side)";
            case 0x707 -> "6.0";
            case 0x70F -> "6.1";
            case 0x637 -> "7.0";
            case 0x63F -> "7.1";
            case 0xFF -> "7.1(wide)";
            default -> "unknown";
        };
    }

    /** @return little-endian, less at the end of the file */
    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int n = 0;
        while (buffer.hasRemaining() && n >= 0) {
            n = channel.read(buffer, at + buffer.position());
        }
        return buffer.flip();
    }
}
