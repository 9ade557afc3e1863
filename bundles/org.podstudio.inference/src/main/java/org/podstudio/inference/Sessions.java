package org.podstudio.inference;

import java.nio.file.Path;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Opens networks and keeps the ones used last in memory. For any thread. */
@Component(service = Sessions.class)
public final class Sessions implements AutoCloseable {

    /**
     * A network that is ready to run.
     *
     * @param model an ONNX file that is verified: a broken one can end the process
     */
    public Session open(Path model, Tuning tuning) {
        throw new UnsupportedOperationException();
    }

    /** Frees every network that nobody holds; the others go when they are handed back. */
    @Override
    @Deactivate
    public void close() {
        throw new UnsupportedOperationException();
    }
}
