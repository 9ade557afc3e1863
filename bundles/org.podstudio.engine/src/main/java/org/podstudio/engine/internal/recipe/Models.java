package org.podstudio.engine.internal.recipe;

import java.nio.file.Path;
import java.util.List;

/** The models there are, as far as the engine needs to know. For any thread. */
public interface Models {

    /** Ids of the cards of a task, best first, on disk or not. */
    List<String> candidates(String task);

    /** Whether a model is on disk. @throws org.podstudio.api.ProcessingException when there is no such card */
    boolean installed(String id);

    /** Hash of the usable file. @throws org.podstudio.api.ProcessingException when there is no such card */
    String sha256(String id);

    /** The verified file. @throws org.podstudio.api.ProcessingException when it is not on disk */
    Path require(String id);
}
