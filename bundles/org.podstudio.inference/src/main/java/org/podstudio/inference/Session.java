package org.podstudio.inference;

import org.podstudio.api.Run;

/** One network, ready to answer. For any thread. Closing it hands it back to be kept warm. */
public interface Session extends AutoCloseable {

    /** Shape of the first input; -1 where any size will do. */
    long[] inputShape();

    /** Name of the device it runs on: {@code CPU}, {@code CUDA}. */
    String device();

    /**
     * Asks for the first output.
     *
     * @param run ends the computation when it is canceled
     * @return the answer, a copy of its own
     */
    Tensor run(Tensor input, Run run);

    /**
     * Asks for the first output and writes it where the caller says; saves a copy of large answers.
     *
     * @param output of exactly the shape of the answer, made by {@link Tensor#direct}
     * @param run ends the computation when it is canceled
     */
    void run(Tensor input, Tensor output, Run run);

    @Override
    void close();
}
