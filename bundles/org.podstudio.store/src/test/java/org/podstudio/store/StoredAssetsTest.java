package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.MediaKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.AssetQuery;
import org.podstudio.api.project.Labels;

class StoredAssetsTest {

    private final Store store;
    private final Assets assets;

    StoredAssetsTest(@TempDir Path temp) throws IOException {
        store = new Stores().open(Samples.madeProject(temp));
        assets = store.assets();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_asset_comes_back_as_it_went_in() {
        Asset plain = Samples.asset(1, new Labels("Fantasie ünd Drachen 🐉", Set.of("grün", "龍"), 5, true));
        Asset derived = Samples.derived(plain, "fp", "Work/upscales/-leading 'quote\".png", Samples.NOON);
        assets.addAll(List.of(plain, derived));
        assertEquals(Optional.of(plain), assets.find(plain.id()));
        assertEquals(Optional.of(derived), assets.find(derived.id()));
        assertEquals(2, assets.count());
    }

    @Test
    void an_update_replaces_everything() {
        Asset before = Samples.asset(1);
        assets.add(before);
        Asset after = Samples.derived(before, "fp", "Work/edits/new.png", Samples.NOON);
        Asset changed = new Asset(before.id(), MediaKind.VIDEO, after.path(), after.content(),
                new Labels("scifi", Set.of("dragon", "laser"), 2, true), after.lineage(), after.generator(),
                after.prompt(), after.created());
        assertEquals(changed, assets.update(before.id(), asset -> changed));
        assertEquals(Optional.of(changed), assets.find(before.id()));
        assertEquals(List.of(changed), assets.list(query("laser")));
        assertThrows(IllegalArgumentException.class,
                () -> assets.update(Samples.asset(2).id(), asset -> asset));
        assertThrows(IllegalArgumentException.class, () -> assets.update(before.id(), asset -> Samples.asset(2)));
    }

    @Test
    void two_who_change_an_asset_at_once_lose_nothing() throws Exception {
        Asset asset = Samples.asset(1, new Labels("fantasy", Set.of(), 0, false));
        assets.add(asset);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<?>> done = new ArrayList<>();
            for (String who : List.of("ada", "bob")) {
                done.add(both.submit(() -> IntStream.range(0, 20).forEach(i -> assets.update(asset.id(),
                        before -> before.with(tagged(before.labels(), who + i))))));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        assertEquals(40, assets.find(asset.id()).orElseThrow().labels().tags().size());
    }

    private static Labels tagged(Labels labels, String tag) {
        Set<String> tags = new HashSet<>(labels.tags());
        tags.add(tag);
        return new Labels(labels.theme(), tags, labels.rating(), labels.approved());
    }

    @Test
    void a_batch_is_stored_whole_or_not_at_all() {
        Asset asset = Samples.asset(1);
        assertThrows(ProcessingException.class, () -> assets.addAll(List.of(Samples.asset(2), asset, asset)));
        assertEquals(0, assets.count());
    }

    @Test
    void lists_the_newest_first_and_no_more_than_asked() {
        List<Asset> all = some(5);
        assertEquals(all.reversed(), assets.list(AssetQuery.ALL));
        assertEquals(all.reversed().subList(0, 2),
                assets.list(new AssetQuery("", Optional.empty(), Optional.empty(), Optional.empty(), false, 2)));
    }

    @Test
    void all_conditions_of_a_query_hold() {
        List<Asset> all = some(60);
        AssetQuery query = new AssetQuery("DRAGON_0", Optional.of(MediaKind.IMAGE), Optional.of("fantasy"),
                Optional.of("n4"), true, 100);
        assertEquals(List.of(all.get(54), all.get(24)), assets.list(query));
        assertEquals(List.of(),
                assets.list(new AssetQuery("", Optional.empty(), Optional.of("scifi"), Optional.empty(), false, 1)));
    }

    @Test
    void text_is_found_in_paths_and_tags_literally_and_in_any_case() {
        Asset percent = Samples.asset(1, new Labels("x", Set.of("100%_!grün"), 0, false));
        assets.add(percent);
        some(3);
        assertEquals(List.of(percent), assets.list(query("100%_!GRÜN")));
        assertEquals(List.of(), assets.list(query("1%0")));
        assertEquals(4, assets.list(query("dragon_0000")).size());
    }

    @Test
    void an_imported_file_comes_before_a_derived_one_of_the_same_bytes() {
        Asset original = Samples.asset(1);
        Asset copy = Samples.derived(original, "fp", "Work/edits/copy.png", Samples.NOON);
        Asset same = new Asset(copy.id(), copy.kind(), copy.path(), original.content(), copy.labels(), copy.lineage(),
                copy.generator(), copy.prompt(), copy.created());
        assets.add(same);
        assets.add(original);
        assertEquals(Map.of(original.content().sha256(), original),
                assets.byHash(List.of(original.content().sha256(), "0")));
        assertEquals(Optional.empty(), assets.byHash("0"));
    }

    @Test
    void work_is_found_by_its_fingerprint_main_output_of_the_latest_run_first() {
        Asset parent = Samples.asset(1);
        Asset old = Samples.derived(parent, "fp", "Work/edits/old.png", Samples.NOON);
        Asset main = Samples.derived(parent, "fp", "Work/edits/main.png", Samples.NOON.plusSeconds(9));
        Asset mask = Samples.derived(parent, "fp", "Work/masks/mask.png", Samples.NOON.plusSeconds(9));
        assets.addAll(List.of(old));
        assets.addAll(List.of(main, mask));
        assertEquals(List.of(old, main, mask), assets.made("fp"));
        assertEquals(Optional.of(main), assets.byFingerprint("fp"));
        assertEquals(List.of(old, main, mask), assets.children(parent.id()));
    }

    @Test
    void one_is_found_by_path_name_or_the_beginning_of_its_id() {
        Asset asset = some(3).get(1);
        assertEquals(Optional.of(asset), assets.byPath(asset.path()));
        assertEquals(List.of(asset), assets.named(asset.fileName(), 5));
        assertEquals(List.of(asset), assets.withIdPrefix(asset.id().toString().substring(0, 13), 5));
        assertEquals(List.of(), assets.withIdPrefix("' or 1=1 --", 5));
    }

    private List<Asset> some(int count) {
        List<Asset> all = IntStream.range(0, count).mapToObj(Samples::asset).toList();
        assets.addAll(all);
        return all;
    }

    private static AssetQuery query(String text) {
        return new AssetQuery(text, Optional.empty(), Optional.empty(), Optional.empty(), false, 100);
    }
}
