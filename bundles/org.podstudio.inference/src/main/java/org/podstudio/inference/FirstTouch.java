package org.podstudio.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

/**
 * Wakes ONNX Runtime up where it cannot end the process. On Linux, version 1.29 reads {@code /proc/self/cmdline} by a regular expression that calls
 * itself for each character: from some 4,000 characters on, as with fifty files named on a command line, that is more than a thread's usual
 * stack of 1 MB, and the process dies without a word. So a thread of its own does it, with a stack for the command line there is.
 */
final class FirstTouch {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    /** More than twice what was seen: 1 MB is used up by less than 4,000 characters. */
    private static final long STACK_PER_CHARACTER = 600;
    private static final long STACK = 4L << 20;

    private FirstTouch() {
    }

    /** Returns when the runtime is loaded and has its environment, or has failed to; who uses it then is told why. */
    static void make() {
        Thread thread = new Thread(null, FirstTouch::touch, "ONNX Runtime's first touch",
                STACK + STACK_PER_CHARACTER * commandLine());
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void touch() {
        try {
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtEnvironment.getAvailableProviders();
        } catch (LinkageError e) {
            Sessions.LOG.debug("ONNX Runtime cannot be loaded", e);
        }
    }

    private static long commandLine() {
        try {
            // a file of the kernel's, whose size is told to be 0
            return Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
