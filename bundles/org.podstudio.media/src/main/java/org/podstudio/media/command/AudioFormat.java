package org.podstudio.media.command;

import java.util.Comparator;
import java.util.List;

/**
 * How sound is coded with loss.
 *
 * @param id our name, which is ffmpeg's as well: {@code opus}
 * @param label people's name
 * @param ffmpeg the codec's name there
 * @param encoders best first
 * @param channels most there can be
 * @param kilobitsPerChannel rate that sounds good to most ears
 * @param layouts of channels that the encoder takes, ffmpeg's names; none: any
 * @param rates hertz; none: any
 */
public record AudioFormat(String id, String label, String ffmpeg, List<String> encoders, int channels,
        int kilobitsPerChannel, List<String> layouts, List<Integer> rates) {

    /** The rate itself, or the next higher one that can be coded, or the highest. */
    public int rate(int wanted) {
        return rates.isEmpty() || rates.contains(wanted)
                ? wanted
                : rates.stream().filter(r -> r > wanted).min(Comparator.naturalOrder())
                        .orElseGet(() -> rates.stream().max(Comparator.naturalOrder()).orElseThrow());
    }
}
