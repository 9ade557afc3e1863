package org.podstudio.imaging.internal.avif;

/**
 * Coding-independent code points of ITU-T H.273.
 *
 * @param primaries 1 BT.709, 9 BT.2020, 12 Display P3; 2 unknown
 * @param transfer 13 sRGB, 16 PQ, 18 HLG; 2 unknown
 * @param matrix 0 RGB itself, 1 BT.709, 6 BT.601, 9 BT.2020; 2 unknown
 * @param full whether black is 0 and white the largest number
 */
public record Cicp(int primaries, int transfer, int matrix, boolean full) {

    /** What is meant when nothing is said. */
    public static final Cicp SRGB = new Cicp(1, 13, 6, true);

    /** Shares of red and blue in brightness. */
    public double[] weights() {
        return switch (matrix) {
            case 1 -> new double[]{0.2126, 0.0722};
            case 4 -> new double[]{0.30, 0.11};
            case 7 -> new double[]{0.212, 0.087};
            case 9, 10 -> new double[]{0.2627, 0.0593};
            default -> new double[]{0.299, 0.114};
        };
    }

    /** The same for brightness alone. */
    public Cicp grey() {
        return new Cicp(primaries, transfer, 6, full);
    }

    /** What is unknown here, from there. */
    public Cicp or(Cicp other) {
        return new Cicp(primaries == 2 ? other.primaries : primaries, transfer == 2 ? other.transfer : transfer,
                matrix == 2 ? other.matrix : matrix, full);
    }
}
