package org.podstudio.models.internal;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** The sentence about a model file that cannot be used. */
final class BadModel {

    private BadModel() {
    }

    static ProcessingException because(String file, String why) {
        return ProcessingException.input("models.bad-file", file + " cannot be used as a model: " + why + ".",
                "Use the file as its author published it: an ncnn .param/.bin pair or a checkpoint of RRDBNet or SRVGGNetCompact.");
    }

    static ProcessingException because(String file, String why, Throwable cause) {
        ProcessingException e = because(file, why);
        return new ProcessingException(ErrorKind.INPUT, e.code(), e.message(), e.advice(), cause);
    }
}
