package org.podstudio.media.sound;

/**
 * What samples are of.
 *
 * @param sampleRate hertz, at least 1
 * @param channels at least 1
 * @param layout ffmpeg's name of the channels' places: {@code stereo}, {@code 5.1(side)}; empty: unknown
 */
public record SoundForm(int sampleRate, int channels, String layout) {

    /** Refuses what no samples can be of. */
    public SoundForm {
        if (sampleRate < 1 || channels < 1) {
            throw new IllegalArgumentException("no sound: " + sampleRate + " Hz, " + channels + " channels");
        }
    }

    /** Frames in a tenth of a second. */
    int step() {
        return Math.max(1, (int) Math.round(sampleRate / 10.0));
    }

    /**
     * The weights of the channels in BS.1770-4: front 1, surround 1.41, deep effects 0; an unknown layout: all 1.
     */
    double[] weights() {
        String places = switch (layout.isEmpty() ? channels + " channels" : layout) {
            case "2.1" -> "FFL";
            case "quad", "quad(side)", "4 channels" -> "FFSS";
            case "3.1" -> "FFFL";
            case "5.0", "5.0(side)", "5 channels" -> "FFFSS";
            case "4.1" -> "FFFLF";
            case "5.1", "5.1(side)", "6 channels" -> "FFFLSS";
            case "6.0" -> "FFFFSS";
            case "6.1" -> "FFFLFSS";
            case "7.0" -> "FFFFFSS";
            case "7.1", "8 channels" -> "FFFLFFSS";
            case "7.1(wide)" -> "FFFLSSFF";
            default -> "";
        };
        String known = places.length() == channels ? places : "F".repeat(channels);
        return known.chars().mapToDouble(p -> p == 'L' ? 0 : p == 'S' ? 1.41 : 1).toArray();
    }
}
