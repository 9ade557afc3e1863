package org.podstudio.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards in data-only bundles: those with the header {@code PODStudio-Models}, whose value names a folder of {@code *.json}. */
final class BundleRack implements Rack {

    private static final String HEADER = "PODStudio-Models";
    private static final Logger LOG = LoggerFactory.getLogger(BundleRack.class);

    /** What one bundle brings, as long as it is not updated. */
    private record Seen(long modified, Map<String, Card> cards, String folder) {}

    private final BundleContext context;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    BundleRack(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            cards.addAll(look(bundle).cards().values());
        }
        return cards;
    }

    @Override
    public Optional<InputStream> open(String card, String path) throws IOException {
        for (Bundle bundle : context.getBundles()) {
            Seen here = look(bundle);
            URL file = here.cards().containsKey(card) ? bundle.getEntry(here.folder() + "/" + path) : null;
            if (file != null) {
                return Optional.of(file.openStream());
            }
        }
        return Optional.empty();
    }

    private Seen look(Bundle bundle) {
        return Objects.requireNonNull(seen.compute(bundle.getBundleId(),
                (id, known) -> known != null && known.modified() == bundle.getLastModified() ? known : read(bundle)));
    }

    private static Seen read(Bundle bundle) {
        String folder = bundle.getHeaders("").get(HEADER);
        Enumeration<URL> files = folder == null ? null : bundle.findEntries(folder, "*.json", false);
        Map<String, Card> cards = new ConcurrentHashMap<>();
        if (files != null) {
            Collections.list(files).forEach(file -> card(file).ifPresent(card -> cards.put(card.id(), card)));
        }
        return new Seen(bundle.getLastModified(), cards, String.valueOf(folder));
    }

    private static Optional<Card> card(URL file) {
        try (InputStream in = file.openStream()) {
            return Optional.of(CardFile.readCard(in));
        } catch (IOException e) {
            LOG.warn("The card {} is left out: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
