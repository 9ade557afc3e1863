package org.podstudio.api.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text as the id of a model card. The value {@value ModelTask#AUTO} is replaced, when work is planned, by the best model of the
 * task that is on disk; a processor does not see it, unless it asks to choose {@link #late}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ModelTask {
    /** "The best one there is". */
    String AUTO = "auto";

    /**
     * Whether {@value #AUTO} is left to the processor, because its choice hangs on the picture or because it can do without a model. It
     * chooses among those of the task that are on disk; each of them counts as used.
     */
    boolean late() default false;

    /** Task of the cards to choose from: {@code matting}, {@code upscale}, {@code face-detect}, {@code face-restore}. */
    String value();
}
