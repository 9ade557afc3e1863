package org.podstudio.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Dense floats with a shape, such as {@code [1, 3, height, width]}.
 *
 * @param values row-major; position 0, limit at the last value
 * @param shape dimensions, outermost first
 */
public record Tensor(FloatBuffer values, long... shape) {

    /** Refuses a buffer that does not fit the shape. */
    public Tensor {
        if (values.limit() != count(shape)) {
            throw new IllegalArgumentException(values.limit() + " values do not fill " + Arrays.toString(shape));
        }
    }

    /** Zeros outside the Java heap, where the network reads them without a copy. */
    public static Tensor direct(long... shape) {
        int bytes = Math.multiplyExact(4, Math.toIntExact(count(shape)));
        return new Tensor(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer(), shape);
    }

    /** One dimension; negative indices count from the last: {@code -1} is the width of a picture. */
    public int size(int dimension) {
        return Math.toIntExact(shape[dimension < 0 ? shape.length + dimension : dimension]);
    }

    private static long count(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
