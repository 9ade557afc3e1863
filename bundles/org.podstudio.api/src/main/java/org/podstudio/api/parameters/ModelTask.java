package org.podstudio.api.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text as the id of a model card. The value {@value ModelTask#AUTO} is replaced, when work is planned, by the best model of the
 * task that is on disk; a processor never sees it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ModelTask {
    /** "The best one there is". */
    String AUTO = "auto";

    /** Task of the cards to choose from: {@code matting}, {@code upscale}. */
    String value();
}
