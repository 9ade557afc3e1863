package org.podstudio.processors.audioconvert;

import java.util.OptionalInt;

import org.podstudio.api.parameters.Range;
import org.podstudio.api.parameters.Unit;

/**
 * What sound is to become.
 *
 * @param preset a purpose, which gives a value to whatever is not said
 * @param format of the result
 * @param bitrate of formats with loss
 * @param quality in words instead of a bit rate
 * @param sampleRate empty: as the source, or the nearest that the format has
 * @param channels of the result
 * @param bitDepth of formats without loss
 * @param cover whether the cover comes along
 */
record Params(Preset preset, Format format, @Range(min = 6, max = 1024) @Unit("kbit/s") OptionalInt bitrate,
        Quality quality, @Range(min = 8000, max = 192_000) @Unit("Hz") OptionalInt sampleRate, Channels channels,
        @Range(min = 16, max = 32) @Unit("bit") OptionalInt bitDepth, boolean cover) {

    static final Params DEFAULTS = new Params(Preset.NONE, Format.AUTO, OptionalInt.empty(), Quality.AUTO, OptionalInt
            .empty(), Channels.SAME, OptionalInt.empty(), true);

    /** Purposes. */
    enum Preset { NONE, MUSIC, PODCAST, VOICE, WEB, ARCHIVE, CD, STUDIO }

    /** Formats to choose from; without a word, the preset's, else MP3. */
    enum Format {
        AUTO, MP3, WAV, FLAC, AAC, M4A, ALAC, OGG, OPUS, AIFF
    }

    /** The same word sounds alike in each format. */
    enum Quality { AUTO, LOW, MEDIUM, HIGH, MAXIMUM }

    /** Channels of the result. */
    enum Channels { SAME, MONO, STEREO, SURROUND }

    /** With what the preset says wherever nothing is said. */
    Params resolved() {
        Params wanted = switch (preset) {
            case NONE -> of(Format.MP3, 0, 0, Channels.SAME, 0);
            case MUSIC -> of(Format.M4A, 256, 0, Channels.SAME, 0);
            case PODCAST -> of(Format.MP3, 128, 44_100, Channels.SAME, 0);
            case VOICE -> of(Format.OPUS, 32, 48_000, Channels.MONO, 0);
            case WEB -> of(Format.OPUS, 128, 48_000, Channels.SAME, 0);
            case ARCHIVE -> of(Format.FLAC, 0, 0, Channels.SAME, 0);
            case CD -> of(Format.WAV, 0, 44_100, Channels.STEREO, 16);
            case STUDIO -> of(Format.WAV, 0, 48_000, Channels.SAME, 24);
        };
        boolean ownFormat = format != Format.AUTO && format != wanted.format;
        boolean ownRate = bitrate.isPresent() || quality != Quality.AUTO || ownFormat;
        return new Params(preset, format == Format.AUTO ? wanted.format : format, ownRate ? bitrate : wanted.bitrate,
                quality, sampleRate.isPresent() ? sampleRate : wanted.sampleRate, channels == Channels.SAME
                        ? wanted.channels
                        : channels,
                bitDepth.isPresent() || ownFormat ? bitDepth : wanted.bitDepth, cover);
    }

    private Params of(Format usual, int kilobits, int hertz, Channels usualChannels, int bits) {
        return new Params(preset, usual, some(kilobits), Quality.AUTO, some(hertz), usualChannels, some(bits), cover);
    }

    private static OptionalInt some(int value) {
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
