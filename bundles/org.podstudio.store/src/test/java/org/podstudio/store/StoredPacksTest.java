package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.Pack;

class StoredPacksTest {

    @Test
    void packs_come_back_as_saved_last_newest_first(@TempDir Path temp) throws IOException {
        try (Store store = new Stores().open(Samples.madeProject(temp))) {
            Pack draft = pack("Drachen 龍 🐉", Pack.State.DRAFT, Optional.empty());
            Pack other = pack("Other", Pack.State.FAILED, Optional.empty());
            store.packs().save(draft);
            store.packs().save(other);
            assertEquals(List.of(other, draft), store.packs().list());
            Pack done = new Pack(draft.id(), draft.name(), "", "scifi", "Zoë", Pack.Licence.EXTENDED, List.of(),
                    Pack.State.COMPLETED, Optional.of("Packs/a.zip"), draft.created(), Optional.of(Samples.NOON));
            store.packs().save(done);
            assertEquals(Optional.of(done), store.packs().find(draft.id()));
            assertEquals(Optional.of(done), store.packs().named("Drachen 龍 🐉"));
            assertEquals(Optional.empty(), store.packs().named("drachen"));
            assertEquals(2, store.packs().list().size());
        }
    }

    private static Pack pack(String name, Pack.State state, Optional<String> zip) {
        return new Pack(UUID.randomUUID(), name, "A few sentences.\n".repeat(1000), "fantasy", "Me",
                Pack.Licence.PERSONAL, List.of(UUID.randomUUID(), UUID.randomUUID()), state, zip, Samples.NOON,
                Optional.empty());
    }
}
