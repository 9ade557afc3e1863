package org.podstudio.media.sound;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.podstudio.media.AudioStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Filter;

/**
 * How samples are encoded. Immutable.
 *
 * @param encoder ffmpeg's name
 * @param bits of a sample, for encoders without loss: 16, 24 or 32; others pay no heed to them
 * @param bitRate bits a second, for encoders with loss
 * @param quality on the encoder's own scale, which takes the place of the bit rate; empty: the bit rate
 */
public record SoundEncoding(String encoder, int bits, OptionalLong bitRate, Optional<Map<String, Object>> quality) {

    /** Encoders of the codecs that can be written as they were; pcm goes by its own name. */
    private static final Map<String, String> ENCODERS = Map.of("aac", "aac", "mp3", "libmp3lame", "opus", "libopus",
            "flac", "flac", "alac", "alac", "ac3", "ac3", "eac3", "eac3", "mp2", "mp2");
    private static final Set<String> LOSSLESS = Set.of("flac", "alac", "ape", "wavpack", "tta", "tak", "truehd", "mlp");
    private static final Set<Integer> OPUS_RATES = Set.of(48_000, 24_000, 16_000, 12_000, 8000);
    private static final Set<Integer> MPEG_RATES = Set.of(48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000,
            11_025, 8000);
    private static final Set<Integer> AAC_RATES = Set.of(96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050,
            16_000, 12_000, 11_025, 8000);
    private static final Set<Integer> DOLBY_RATES = Set.of(48_000, 44_100, 32_000);

    /** By an encoder, with the bits of the source, or what bits a second make of it. */
    static SoundEncoding by(String encoder, AudioStream source) {
        return new SoundEncoding(encoder, source.bits() > 16 ? 24 : 16, OptionalLong.empty(), Optional.empty())
                .fitting(source);
    }

    /** Uncompressed, as the source is if it is. @param order of the bytes: {@code le} or {@code be} */
    static SoundEncoding pcm(AudioStream source, String order) {
        boolean same = source.codec().matches("pcm_(s16|s24|s32|f32|f64)" + order);
        int bits = source.bits() > 16 ? 24 : 16;
        return by(same ? source.codec() : "pcm_s" + bits + order, source);
    }

    /** By the encoder of the source's own codec, or another when it has none. */
    static SoundEncoding as(AudioStream source, String other) {
        String own = source.codec().matches("pcm_(s16|s24|s32|f32|f64)(le|be)")
                ? source.codec()
                : ENCODERS.getOrDefault(source.codec(), other);
        return by(own, source);
    }

    /** Apple Lossless. */
    public static SoundEncoding alac(AudioStream source) {
        return by("alac", source);
    }

    /** AAC. */
    public static SoundEncoding aac(AudioStream source) {
        return by("aac", source);
    }

    /** Whether it makes what a codec is called. @param codec ffmpeg's name */
    public boolean encodes(String codec) {
        return encoder.equals(ENCODERS.getOrDefault(codec, codec));
    }

    /** Whether the sound is as it was before it was encoded. */
    static boolean lossless(AudioStream sound) {
        return sound.codec().startsWith("pcm_") || LOSSLESS.contains(sound.codec());
    }

    /** Whether what is encoded comes out as it went in. */
    public boolean lossless() {
        return encoder.startsWith("pcm_") || encoder.equals("flac") || encoder.equals("alac");
    }

    /** Bits a second as a user wants them. */
    public SoundEncoding at(long bitsPerSecond) {
        return new SoundEncoding(encoder, bits, OptionalLong.of(bitsPerSecond), Optional.empty());
    }

    /** By options of the encoder's own instead of a bit rate. */
    public SoundEncoding at(Map<String, Object> options) {
        return new SoundEncoding(encoder, bits, OptionalLong.empty(), Optional.of(Map.copyOf(options)));
    }

    /** With other bits a sample, where it is one without loss: 16, 24, or 32, which are floats where there are any. */
    public SoundEncoding bits(int wanted) {
        String order = encoder.endsWith("be") ? "be" : "le";
        String own = encoder.startsWith("pcm_") ? "pcm_" + (wanted == 32 ? "f32" : "s" + wanted) + order : encoder;
        return new SoundEncoding(own, wanted, bitRate, quality);
    }

    /** That of a lossy source, which more bits would not make better; else the usual. */
    private SoundEncoding fitting(AudioStream source) {
        int channels = source.channels();
        return switch (encoder) {
            case "aac" -> rated(source, 96_000L * channels, 288_000L * channels);
            case "libmp3lame" -> rated(source, 128_000L * channels, 160_000L * channels);
            case "libopus" -> rated(source, 80_000L * channels, 160_000L * channels);
            case "ac3", "eac3", "mp2" -> rated(source, 96_000L * channels, 192_000L * channels);
            default -> this;
        };
    }

    private SoundEncoding rated(AudioStream source, long usual, long most) {
        long known = lossless(source) ? 0 : source.bitRate();
        return at(known == 0 ? usual : Math.clamp(known, 32_000L * source.channels(), most));
    }

    /** Most channels that the encoder can hold. */
    public int mostChannels() {
        return switch (encoder) {
            case "libmp3lame", "mp2" -> 2;
            case "ac3", "eac3" -> 6;
            default -> encoder.startsWith("pcm_") ? 64 : 8;
        };
    }

    /** The nearest rate that the encoder takes, the next above if there is one. */
    int rate(int rate) {
        Set<Integer> rates = switch (encoder) {
            case "libopus" -> OPUS_RATES;
            case "libmp3lame" -> MPEG_RATES;
            case "aac" -> AAC_RATES;
            case "ac3", "eac3", "mp2" -> DOLBY_RATES;
            default -> Set.of(rate);
        };
        return rates.stream().filter(r -> r >= rate).min(Integer::compare)
                .orElseGet(() -> rates.stream().max(Integer::compare).orElse(rate));
    }

    /** The options of the encoder. */
    Coding coding() {
        Coding coding = Coding.by(encoder);
        if (encoder.equals("flac") || encoder.equals("alac")) {
            return bits > 16
                    ? coding.with("sample_fmt", encoder.equals("alac") ? "s32p" : "s32").with("bits_per_raw_sample", 24)
                    : coding.with("sample_fmt", encoder.equals("alac") ? "s16p" : "s16");
        }
        for (Map.Entry<String, Object> option : quality.orElse(Map.of()).entrySet()) {
            coding = coding.with(option.getKey(), option.getValue());
        }
        return bitRate.isPresent() ? coding.with("b", bitRate.getAsLong()) : coding;
    }

    /** To the rate, the channels and the bits; with noise before rounding when bits are lost. @param floats whether samples come as floats */
    Chain resampling(AudioStream source, SoundForm form, boolean floats) {
        Filter filter = Filter.of("aresample");
        boolean rate = form.sampleRate() != source.sampleRate();
        if (rate) {
            // at 44.1 kHz flat to 20 kHz, and what is above 22.8 kHz is more than 100 dB down
            filter = filter.with("out_sample_rate", form.sampleRate()).with("filter_size", 128).with("cutoff", 0.974)
                    .with("filter_type", "kaiser").with("kaiser_beta", 12);
        }
        boolean channels = form.channels() != source.channels();
        if (channels) {
            filter = filter.with("out_chlayout", form.layout()).with("rematrix_maxval", 1); // floats are mixed down no louder than others
        }
        boolean rounds = lossless() && bits == 16 && (floats || rate || channels || source.bits() != 16);
        if (rounds) {
            filter = filter.with("out_sample_fmt", encoder.equals("alac") ? "s16p" : "s16").with("dither_method",
                    "triangular");
        }
        return rate || channels || rounds ? Chain.of(filter) : Chain.of();
    }
}
