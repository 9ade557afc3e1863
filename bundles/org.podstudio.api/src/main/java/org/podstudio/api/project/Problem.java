package org.podstudio.api.project;

import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/**
 * An error as it is stored and shown: what, why, what next. Never a stack trace.
 *
 * @param kind class of error
 * @param code stable code
 * @param message what happened and why, one sentence
 * @param advice what to do next, one sentence
 * @param parameter the parameter it is about
 */
public record Problem(ErrorKind kind, String code, String message, String advice, Optional<String> parameter) {

    /** What a caught exception says. */
    public static Problem of(ProcessingException e) {
        return new Problem(e.kind(), e.code(), e.message(), e.advice(), e.parameter());
    }
}
