package org.podstudio.media.sound;

/**
 * How loud sound is, by ITU-R BS.1770-4 and EBU Tech 3342.
 *
 * @param integratedLufs LUFS; negative infinity for silence, or for sound that never passes the gate at -70
 * @param rangeLu loudness range, LU
 * @param truePeakDbtp dBTP; negative infinity for digital silence
 */
public record Loudness(double integratedLufs, double rangeLu, double truePeakDbtp) {

    /** Whether there is nothing to measure: no block of 400 ms is louder than -70 LUFS. */
    public boolean silent() {
        return integratedLufs == Double.NEGATIVE_INFINITY;
    }
}
