package org.podstudio.imaging.internal.png;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.podstudio.imaging.internal.colour.MatrixProfile;
import org.podstudio.imaging.internal.colour.Profile;
import org.podstudio.imaging.pixels.Srgb;

/**
 * What the older chunks of a PNG say of its colours, each number times 100,000.
 *
 * @param gamma exponent from light to stored values
 * @param places x and y of white, red, green and blue
 */
public record PngNumbers(double gamma, double[] places) {

    private static final double UNIT = 100_000;
    private static final double SRGB_GAMMA = 1 / 2.2;
    private static final double[] SRGB_PLACES = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    /** Differences of the exponent that nobody sees, as libpng has it. */
    private static final double SAME_GAMMA = 0.05;
    private static final double SAME_PLACE = 0.002;
    private static final double LEAST_GAMMA = 0.01;
    private static final double MOST_GAMMA = 10;
    /** Twice the area of the triangle; sRGB has 0.22. */
    private static final double LEAST_AREA = 0.01;

    /** Empty when neither is there, or what is there cannot be meant; what is missing is sRGB's. */
    static Optional<PngNumbers> of(Optional<byte[]> gamma, Optional<byte[]> places) {
        Optional<Double> exponent = gamma.filter(b -> b.length == 4).map(b -> numbers(b)[0])
                .filter(g -> g >= LEAST_GAMMA && g <= MOST_GAMMA);
        Optional<double[]> points = places.filter(b -> b.length == 32).map(PngNumbers::numbers)
                .filter(PngNumbers::sensible);
        return exponent.isEmpty() && points.isEmpty()
                ? Optional.empty()
                : Optional.of(new PngNumbers(exponent.orElse(SRGB_GAMMA), points.orElse(SRGB_PLACES)));
    }

    private static double[] numbers(byte[] data) {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        return IntStream.range(0, data.length / 4).mapToDouble(i -> buffer.getInt(4 * i) / UNIT).toArray();
    }

    /** Whether the primaries span a triangle and white lies where light can be. */
    private static boolean sensible(double[] p) {
        double area = (p[4] - p[2]) * (p[7] - p[3]) - (p[6] - p[2]) * (p[5] - p[3]);
        return Math.abs(area) > LEAST_AREA && Arrays.stream(p).allMatch(v -> v >= 0 && v <= 1)
                && IntStream.of(1, 3, 5, 7).allMatch(i -> p[i] > 0.001);
    }

    /** Empty when it means sRGB. */
    public Optional<Profile> profile() {
        boolean usualPlaces = IntStream.range(0, places.length)
                .allMatch(i -> Math.abs(places[i] - SRGB_PLACES[i]) < SAME_PLACE);
        boolean usualGamma = Math.abs(gamma / SRGB_GAMMA - 1) < SAME_GAMMA;
        if (usualPlaces && usualGamma) {
            return Optional.empty();
        }
        DoubleUnaryOperator curve = usualGamma ? Srgb::light : v -> Math.pow(v, 1 / gamma);
        double[] white = usualPlaces ? MatrixProfile.D65 : Arrays.copyOf(places, 2);
        return Profile.of(MatrixProfile.icc(Arrays.copyOfRange(places, 2, 8), white, curve));
    }
}
