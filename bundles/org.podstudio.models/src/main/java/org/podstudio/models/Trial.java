package org.podstudio.models;

import java.nio.file.Path;
import java.util.Map;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Tries a model that a user brings before it is registered. A service of whoever can run models; the catalogue itself cannot. */
public interface Trial {

    /**
     * Runs the model on a small picture and looks at the answer: finite, of the right size, not flat, and sane beside the input.
     *
     * @param model an ONNX file
     * @param task {@code matting} or {@code upscale}
     * @return what the model itself tells of its contract, such as {@code scale}
     * @throws ProcessingException {@code models.trial-failed}, saying what is wrong with the answer
     */
    Map<String, Object> examine(Path model, String task, Run run);
}
