package org.podstudio.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.podstudio.api.Run;

/** One network, ready to answer. For any thread. Closing it hands it back to be kept warm. */
public interface Session extends AutoCloseable {

    /** Shape of the input that takes the picture, which is the first one of four dimensions; -1 where any size will do. */
    long[] inputShape();

    /** What it asks for. */
    List<Port> inputs();

    /** What it can answer. */
    List<Port> outputs();

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

    /**
     * Asks a network that takes or gives several things.
     *
     * @param inputs by name; floats are widened where it asks for doubles
     * @param outputs names of those wanted; each other one is not even kept
     * @param run ends the computation when it is canceled
     * @return the answers by name, copies of their own
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs, Run run);

    @Override
    void close();
}
