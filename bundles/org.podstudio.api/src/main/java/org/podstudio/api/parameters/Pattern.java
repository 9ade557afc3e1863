package org.podstudio.api.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a text must look like as a whole. Every text has one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Pattern {
    /** Regular expression in the subset that Java and JSON Schema share. */
    String value();

    /** The same in words, as people read it after "Give" and in help: {@code x,y,width,height in pixels}. Empty: they are shown the expression. */
    String hint() default "";
}
