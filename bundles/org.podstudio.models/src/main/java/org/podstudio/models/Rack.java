package org.podstudio.models;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Where cards stand, with the files that ship with them. */
interface Rack {

    /** The cards; broken ones are left out and logged. */
    List<Card> cards();

    /** A file beside a card, for the caller to close; empty when this rack has no such card or file. */
    Optional<InputStream> open(String card, String path) throws IOException;
}
