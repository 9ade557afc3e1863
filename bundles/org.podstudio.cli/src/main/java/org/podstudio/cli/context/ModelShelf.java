package org.podstudio.cli.context;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.models.Card;

/** What is done with models; see {@link org.podstudio.models.Catalogue}. */
public interface ModelShelf {

    /** All cards, by task, then by rank. */
    List<Card> cards();

    /** One card. */
    Card card(String id);

    /** Its file, if it is on disk. */
    Optional<Path> installed(String id);

    /** Gets it, if need be from the network. */
    Path fetch(String id, boolean licenceAccepted, Run run) throws IOException;

    /** Gets it, or another of the same task when it cannot be had. @return what is on disk then */
    Card fetchOrAnother(String id, boolean licenceAccepted, Run run) throws IOException;

    /** Converts an ncnn model and registers it. */
    Card importNcnn(String id, Path param, Path bin, Run run) throws IOException;

    /** Takes an ONNX model for a task and registers it. */
    Card importOnnx(String id, Path onnx, String task, Run run) throws IOException;

    /** Deletes it. */
    void remove(String id) throws IOException;

    /** Reads it whole and compares its hash. */
    void verify(String id);
}
