package org.podstudio.imaging;

import java.io.IOException;

/** A well-formed picture of a kind that is not read. The message goes on "is …": {@code an AVIF whose picture is coded as hvc1}. */
final class UnreadKind extends IOException {

    private static final long serialVersionUID = 1;

    UnreadKind(String what) {
        super(what);
    }
}
