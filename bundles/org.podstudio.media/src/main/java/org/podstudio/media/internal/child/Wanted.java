package org.podstudio.media.internal.child;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.eclipse.jdt.annotation.Nullable;

/** A pipe into a child that tells its own failures, the child wanting no more, from those of who writes. */
final class Wanted extends FilterOutputStream {

    /** The child has closed its end. */
    static final class NoMore extends IOException {
        private static final long serialVersionUID = 1L;

        NoMore(IOException cause) {
            super(cause);
        }
    }

    Wanted(OutputStream pipe) {
        super(pipe);
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw new NoMore(e);
        }
    }

    @Override
    public void write(byte @Nullable [] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw new NoMore(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new NoMore(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw new NoMore(e);
        }
    }
}
