package org.podstudio.api.project;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A pack: chosen assets with the words that go with them.
 *
 * @param id random
 * @param name as the customer reads it
 * @param description a few sentences
 * @param theme as {@link Labels#theme}
 * @param author who grants the licence
 * @param licence which of the licence texts
 * @param assets in the order they appear in
 * @param state how far it is
 * @param zip the built ZIP, relative to the project's root
 * @param created when it was first saved; the date that all its texts and archive entries carry
 * @param exported when the ZIP was built
 */
public record Pack(UUID id, String name, String description, String theme, String author, Licence licence,
        List<UUID> assets, State state, Optional<String> zip, Instant created, Optional<Instant> exported) {

    /** What the buyer may do. Stored by name. */
    public enum Licence {
        /** Own use. */
        PERSONAL,
        /** Use in sold work. */
        COMMERCIAL,
        /** Use in sold work, without limit of copies. */
        EXTENDED
    }

    /** How far a pack is. Stored by name. */
    public enum State {
        /** Being put together. */
        DRAFT,
        /** Built and verified. */
        COMPLETED,
        /** The last build failed; its folder is kept. */
        FAILED
    }

    /** Copies the list. */
    public Pack {
        assets = List.copyOf(assets);
    }

    /** The name as part of a file name: letters, digits and underscores. */
    public String slug() {
        String slug = name.strip().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
        return slug.isEmpty() ? "pack_" + id.toString().substring(0, 8).toLowerCase(Locale.ROOT) : slug;
    }
}
