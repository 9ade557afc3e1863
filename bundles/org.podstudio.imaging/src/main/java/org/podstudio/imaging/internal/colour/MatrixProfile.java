package org.podstudio.imaging.internal.colour;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

import org.podstudio.imaging.internal.avif.Cicp;
import org.podstudio.imaging.pixels.Srgb;

/**
 * ICC profiles made from what a file says in numbers: three primaries and a curve. One way then leads from every colour space to sRGB.
 */
public final class MatrixProfile {

    /** Curves that differ from sRGB's by what viewers ignore, and the unknown. */
    private static final Set<Integer> LIKE_SRGB = Set.of(1, 2, 6, 13, 14, 15);
    private static final Set<Integer> LIKE_BT709 = Set.of(1, 2, 5, 6, 7);
    private static final int POINTS = 4_096;
    /** What is white on paper, of the 10,000 cd/m2 that PQ reaches (ITU-R BT.2408). */
    private static final double PAPER = 203.0 / 10_000;
    /** D65 by its chromaticity. */
    public static final double[] D65 = {0.3127, 0.3290};
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367},
            {0.0389, -0.0685, 1.0296}};

    private MatrixProfile() {
    }

    /** Empty when the colours are as good as sRGB. */
    public static Optional<Profile> of(Cicp meaning) {
        if (LIKE_SRGB.contains(meaning.transfer()) && LIKE_BT709.contains(meaning.primaries())) {
            return Optional.empty();
        }
        double[] xy = switch (meaning.primaries()) {
            case 9 -> new double[]{0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
            case 11, 12 -> new double[]{0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
            default -> new double[]{0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
        };
        return Profile.of(icc(xy, D65, curve(meaning.transfer())));
    }

    /** From a stored value to light, 0 to 1 each. */
    private static DoubleUnaryOperator curve(int transfer) {
        return switch (transfer) {
            case 4 -> v -> Math.pow(v, 2.2);
            case 5 -> v -> Math.pow(v, 2.8);
            case 8 -> v -> v;
            case 16 -> MatrixProfile::pq;
            case 18 -> MatrixProfile::hlg;
            default -> Srgb::light;
        };
    }

    /** SMPTE ST 2084; brighter than paper is clipped. */
    private static double pq(double value) {
        double p = Math.pow(value, 1 / 78.84375);
        double light = Math.pow(Math.max(0, p - 0.8359375) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
        return Math.min(1, light / PAPER);
    }

    /** ITU-R BT.2100; 75 % is white on paper. */
    private static double hlg(double value) {
        double light = value <= 0.5
                ? value * value / 3
                : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
        return Math.min(1, Math.pow(light / 0.26496256, 1.2));
    }

    /**
     * A profile of version 2.
     *
     * @param primaries chromaticities: x and y of red, green and blue
     * @param white its chromaticity
     * @param curve from a stored value to light
     */
    public static byte[] icc(double[] primaries, double[] white, DoubleUnaryOperator curve) {
        double[][] columns = colorants(primaries, white);
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("made from numbers"));
        tags.put("cprt", tag("text", 8).put("none".getBytes(StandardCharsets.US_ASCII)).array());
        tags.put("wtpt", xyz(D50));
        byte[] steps = steps(curve);
        for (int i = 0; i < 3; i++) {
            tags.put("rgb".charAt(i) + "XYZ", xyz(new double[]{columns[0][i], columns[1][i], columns[2][i]}));
            tags.put("rgb".charAt(i) + "TRC", steps);
        }
        return joined(tags);
    }

    private static byte[] joined(Map<String, byte[]> tags) {
        int start = 128 + 4 + 12 * tags.size();
        ByteBuffer table = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
        var data = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            table.put(tag.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(start + data.size())
                    .putInt(tag.getValue().length);
            data.writeBytes(tag.getValue());
            data.writeBytes(new byte[(4 - data.size() % 4) % 4]);
        }
        ByteBuffer whole = ByteBuffer.allocate(start + data.size()).putInt(start + data.size()).putInt(0)
                .putInt(0x02400000).put("mntrRGB XYZ ".getBytes(StandardCharsets.US_ASCII));
        whole.putShort(24, (short) 2000).putShort(26, (short) 1).putShort(28, (short) 1);
        whole.position(36).put("acsp".getBytes(StandardCharsets.US_ASCII));
        whole.position(68);
        put(whole, D50);
        return whole.position(128).put(table.array()).put(data.toByteArray()).array();
    }

    private static ByteBuffer tag(String type, int length) {
        return ByteBuffer.allocate(8 + length).put(type.getBytes(StandardCharsets.US_ASCII)).putInt(0);
    }

    private static byte[] description(String text) {
        return tag("desc", 4 + text.length() + 1 + 78).putInt(text.length() + 1)
                .put(text.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static byte[] xyz(double[] values) {
        return put(tag("XYZ ", 12), values).array();
    }

    /** Numbers of 16 bits before and 16 after the point. */
    private static ByteBuffer put(ByteBuffer to, double[] values) {
        for (double value : values) {
            to.putInt((int) Math.round(value * 65_536));
        }
        return to;
    }

    private static byte[] steps(DoubleUnaryOperator curve) {
        ByteBuffer steps = tag("curv", 4 + 2 * POINTS).putInt(POINTS);
        for (int i = 0; i < POINTS; i++) {
            double light = Math.clamp(curve.applyAsDouble(i / (POINTS - 1.0)), 0.0, 1.0);
            steps.putShort((short) Math.round(light * 65_535));
        }
        return steps.array();
    }

    /** The primaries as XYZ columns, white being D50 (Bradford), as profiles want them. */
    private static double[][] colorants(double[] p, double[] white) {
        double[][] raw = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] xyz = xyz(p[2 * i], p[2 * i + 1]);
            for (int row = 0; row < 3; row++) {
                raw[row][i] = xyz[row];
            }
        }
        double[] from = xyz(white[0], white[1]);
        double[] share = times(inverse(raw), from);
        for (double[] row : raw) {
            for (int i = 0; i < 3; i++) {
                row[i] *= share[i];
            }
        }
        return times(adaptation(from), raw);
    }

    private static double[][] adaptation(double[] white) {
        double[] from = times(BRADFORD, white);
        double[] to = times(BRADFORD, D50);
        double[][] scaled = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                scaled[row][i] = BRADFORD[row][i] * to[row] / from[row];
            }
        }
        return times(inverse(BRADFORD), scaled);
    }

    private static double[] xyz(double x, double y) {
        return new double[]{x / y, 1, (1 - x - y) / y};
    }

    private static double[] times(double[][] m, double[] v) {
        double[] out = new double[3];
        for (int row = 0; row < 3; row++) {
            out[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
        }
        return out;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] out = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double[] product = times(a, new double[]{b[0][column], b[1][column], b[2][column]});
            for (int row = 0; row < 3; row++) {
                out[row][column] = product[row];
            }
        }
        return out;
    }

    private static double[][] inverse(double[][] m) {
        double[][] out = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            int a = (i + 1) % 3;
            int b = (i + 2) % 3;
            for (int j = 0; j < 3; j++) {
                int c = (j + 1) % 3;
                int d = (j + 2) % 3;
                out[j][i] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
            }
            determinant += m[i][0] * out[0][i];
        }
        for (double[] row : out) {
            for (int i = 0; i < 3; i++) {
                row[i] /= determinant;
            }
        }
        return out;
    }
}
