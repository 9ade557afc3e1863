package org.podstudio.api;

import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What a user can act on: what happened, why, and what to do next. The same exception is a red field in a form, an exit code on the
 * command line and a problem document over HTTP. Handled once, at the edge.
 */
public final class ProcessingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String code;
    private final String advice;
    private final @Nullable String parameter;

    private ProcessingException(ErrorKind kind, String code, String message, String advice, @Nullable String parameter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.advice = advice;
        this.parameter = parameter;
    }

    /**
     * @param kind the class of error
     * @param code stable, {@code <who>.<what>}: {@code upscale.no-memory}
     * @param message one sentence: what happened and why, naming the file or the value
     * @param advice one sentence: what to do next
     */
    public ProcessingException(ErrorKind kind, String code, String message, String advice) {
        this(kind, code, message, advice, null, null);
    }

    /** As the other constructor, with what was caught. */
    public ProcessingException(ErrorKind kind, String code, String message, String advice, Throwable cause) {
        this(kind, code, message, advice, null, cause);
    }

    /** The file is missing, broken or not of a kind that can be used. */
    public static ProcessingException input(String code, String message, String advice) {
        return new ProcessingException(ErrorKind.INPUT, code, message, advice);
    }

    /** A value of a parameter is wrong; the name says which. */
    public static ProcessingException parameter(String name, String code, String message, String advice) {
        return new ProcessingException(ErrorKind.CONFIGURATION, code, message, advice, name, null);
    }

    /** The class of error. */
    public ErrorKind kind() {
        return kind;
    }

    /** Stable code, {@code <who>.<what>}. */
    public String code() {
        return code;
    }

    /** What happened and why, one sentence. */
    public String message() {
        return Objects.requireNonNullElse(getMessage(), code);
    }

    /** What to do next, one sentence. */
    public String advice() {
        return advice;
    }

    /** The parameter whose value is wrong, if it is about one. */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }
}
