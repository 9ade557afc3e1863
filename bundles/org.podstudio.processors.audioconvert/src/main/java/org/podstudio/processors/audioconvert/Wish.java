package org.podstudio.processors.audioconvert;

import java.util.Map;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.AudioStream;
import org.podstudio.media.sound.SoundBox;
import org.podstudio.media.sound.SoundEncoding;
import org.podstudio.media.sound.SoundForm;
import org.podstudio.media.sound.SoundTarget;

/**
 * What is asked for, of a given source, checked before anything starts.
 *
 * @param parameters with every value that a preset gives
 * @param source the sound as it is
 */
record Wish(Params parameters, AudioStream source) {

    private static final int MP3_MOST = 320;
    private static final int PER_CHANNEL_MOST = 256;
    private static final int USUAL_PER_CHANNEL = 96;
    private static final int USUAL_OPUS_PER_CHANNEL = 64;

    /** @throws ProcessingException {@code audio-convert.bitrate}, {@code audio-convert.bits}, {@code audio-convert.channels} */
    SoundTarget target() {
        SoundTarget target = SoundTarget.of(box(), source);
        if (parameters.format() == Params.Format.ALAC) {
            target = target.with(SoundEncoding.alac(source));
        } else if (parameters.format() == Params.Format.M4A || parameters.format() == Params.Format.AAC) {
            target = target.with(SoundEncoding.aac(source));
        }
        target = target.with(form());
        requireChannels(target);
        return target.with(encoding(target.encoding()));
    }

    private SoundBox box() {
        return switch (parameters.format()) {
            case AUTO, MP3 -> SoundBox.MP3;
            case WAV -> SoundBox.WAV;
            case FLAC -> SoundBox.FLAC;
            case AAC, M4A, ALAC -> SoundBox.M4A;
            case OGG -> SoundBox.OGG;
            case OPUS -> SoundBox.OPUS;
            case AIFF -> SoundBox.AIFF;
        };
    }

    private SoundForm form() {
        int rate = parameters.sampleRate().orElse(source.sampleRate());
        return switch (parameters.channels()) {
            case SAME -> new SoundForm(rate, source.channels(), source.layout());
            case MONO -> new SoundForm(rate, 1, "mono");
            case STEREO -> new SoundForm(rate, 2, "stereo");
            case SURROUND -> new SoundForm(rate, 6, "5.1");
        };
    }

    private void requireChannels(SoundTarget target) {
        if (target.form().channels() > target.encoding().mostChannels()) {
            throw ProcessingException.parameter("channels", "audio-convert.channels", parameters.format()
                    + " holds at most " + target.encoding().mostChannels() + " channels; there are " + target.form()
                            .channels()
                    + ".", "Choose channels=stereo, or the format flac.");
        }
    }

    private SoundEncoding encoding(SoundEncoding usual) {
        return usual.lossless() ? lossless(usual) : lossy(usual);
    }

    private SoundEncoding lossless(SoundEncoding usual) {
        if (parameters.bitrate().isPresent()) {
            throw ProcessingException.parameter("bitrate", "audio-convert.bitrate", parameters.format()
                    + " has no loss, and so no bit rate to choose.",
                    "Leave the bit rate out, or choose mp3, m4a or opus.");
        }
        if (parameters.bitDepth().isEmpty()) {
            return usual;
        }
        int bits = parameters.bitDepth().getAsInt();
        boolean whole = usual.encoder().startsWith("pcm_");
        if (bits != 16 && bits != 24 && (bits != 32 || !whole)) {
            throw ProcessingException.parameter("bit_depth", "audio-convert.bits",
                    parameters.format() + " does not have "
                            + bits + " bits a sample.",
                    whole ? "Choose 16, 24 or 32." : "Choose 16 or 24.");
        }
        return usual.bits(bits);
    }

    private SoundEncoding lossy(SoundEncoding usual) {
        if (parameters.bitDepth().isPresent()) {
            throw ProcessingException.parameter("bit_depth", "audio-convert.bits", parameters.format()
                    + " has no bits a sample to choose.", "Leave them out, or choose wav, flac, alac or aiff.");
        }
        int channels = form().channels();
        if (parameters.bitrate().isPresent()) {
            return usual.at(1000L * checked(parameters.bitrate().getAsInt(), usual.encoder(), channels));
        }
        boolean mp3 = usual.encoder().equals("libmp3lame");
        boolean opus = usual.encoder().equals("libopus");
        return switch (parameters.quality()) {
            case AUTO -> usual.at(1000L * channels * (opus ? USUAL_OPUS_PER_CHANNEL : USUAL_PER_CHANNEL));
            case LOW -> mp3 ? variable(usual, 7) : usual.at(1000L * channels * (opus ? 24 : 40));
            case MEDIUM -> mp3 ? variable(usual, 4) : usual.at(1000L * channels * (opus ? 40 : 64));
            case HIGH -> mp3 ? variable(usual, 2) : usual.at(1000L * channels * (opus ? 64 : 96));
            case MAXIMUM -> mp3 ? variable(usual, 0) : usual.at(1000L * channels * (opus ? 128 : 160));
        };
    }

    private static SoundEncoding variable(SoundEncoding mp3, int level) {
        return mp3.at(Map.of("q", level));
    }

    private int checked(int kilobits, String encoder, int channels) {
        int most = encoder.equals("libmp3lame") ? MP3_MOST : PER_CHANNEL_MOST * channels;
        if (kilobits > most) {
            throw ProcessingException.parameter("bitrate", "audio-convert.bitrate", parameters.format()
                    + " takes at most " + most + " kbit/s for " + channels + (channels == 1 ? " channel" : " channels")
                    + ", not " + kilobits + ".", "Choose " + most + " or less, or a format without loss.");
        }
        return kilobits;
    }
}
