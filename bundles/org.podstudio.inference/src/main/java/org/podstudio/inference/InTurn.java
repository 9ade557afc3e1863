package org.podstudio.inference;

import java.util.function.Function;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/** Work with a network on the device that was asked for, and on the CPU when that comes to nothing. */
final class InTurn {

    private static final String NO_MEMORY = "inference.no-memory";

    private InTurn() {
    }

    /** Where sessions come from. */
    @FunctionalInterface
    interface Opener {
        Session open(Device device);
    }

    static <T> T work(Opener opener, Device device, Run run, Function<Session, T> work) {
        try (Session session = opener.open(device)) {
            boolean onCpu = session.device().equals(SessionOptions.CPU);
            if (device == Device.GPU && onCpu) {
                run.note("No graphics card works with the model; the processor was used.");
            }
            try {
                return work.apply(session);
            } catch (ProcessingException e) {
                if (onCpu || !e.code().startsWith("inference.")) {
                    throw e;
                }
                run.note(e.code().equals(NO_MEMORY)
                        ? "The graphics card has too little memory; the processor was used."
                        : "The graphics card failed; the processor was used. " + e.message());
            }
        }
        try (Session session = opener.open(Device.CPU)) {
            return work.apply(session);
        }
    }
}
