package org.podstudio.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.models.internal.Sha256;
import org.podstudio.testkit.FakeRun;

import com.sun.net.httpserver.HttpServer;

class CatalogueTest {

    private static final byte[] WEIGHTS = "these would be weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    private HttpServer server = server();
    private int requests;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(folder.resolve("cards"));
        server.createContext("/weights", exchange -> {
            requests++;
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void lists_the_best_of_a_task_first() throws IOException {
        card("b", 20, true, "", List.of());
        card("a", 30, true, "", List.of());
        card("c", 10, true, "", List.of());
        assertEquals(List.of("c", "b", "a"), catalogue().cards("upscale").stream().map(Card::id).toList());
    }

    @Test
    void tells_which_are_there_and_unpacks_none() throws IOException {
        card("shipped", 3, true, hash(), List.of(new Source.Bundled("net.onnx")));
        card("absent", 2, true, hash(), List.of(https("/weights", hash())));
        card("fetched", 1, true, hash(), List.of(https("/weights", hash())));
        catalogue().fetch("fetched", false, run());
        assertEquals(List.of("fetched", "shipped"), catalogue().there("upscale").stream().map(Card::id).toList());
        assertFalse(Files.exists(folder.resolve("models/shipped")));
    }

    @Test
    void names_the_known_models_when_one_is_unknown() throws IOException {
        card("known", 1, true, "", List.of());
        var e = assertThrows(ProcessingException.class, () -> catalogue().card("unknown"));
        assertEquals("models.unknown", e.code());
        assertTrue(e.advice().contains("known"));
    }

    @Test
    void a_broken_card_is_left_out() throws IOException {
        card("good", 1, true, "", List.of());
        Files.writeString(folder.resolve("cards/broken.json"), "{\"id\": 3");
        assertEquals(1, catalogue().cards().size());
    }

    @Test
    void fetches_verifies_and_keeps() throws IOException {
        card("net", 1, true, hash(), List.of(https("/weights", hash())));
        Path file = catalogue().fetch("net", false, run());
        assertEquals(Sha256.of(file), hash());
        assertEquals(file, catalogue().require("net"));
        catalogue().fetch("net", false, run());
        assertEquals(1, requests, "what is there is not fetched again");
    }

    @Test
    void a_licence_that_is_not_permissive_is_shown_and_must_be_accepted() throws IOException {
        card("net", 1, false, hash(), List.of(https("/weights", hash())));
        var e = assertThrows(ProcessingException.class, () -> catalogue().fetch("net", false, run()));
        assertEquals("models.licence", e.code());
        assertTrue(e.message().contains("Some Licence") && e.message().contains("https://example.org/licence"),
                e.message());
        assertTrue(e.advice().contains("podstudio models fetch net --accept-license"));
        assertEquals(0, requests);
        assertTrue(Files.exists(catalogue().fetch("net", true, run())));
    }

    @Test
    void a_wrong_hash_is_refused_and_nothing_is_kept() throws IOException {
        card("net", 1, true, "", List.of(https("/weights", "0".repeat(64))));
        var e = assertThrows(ProcessingException.class, () -> catalogue().fetch("net", false, run()));
        assertEquals("models.wrong-hash", e.code());
        assertEquals(Optional.empty(), catalogue().installed("net"));
        try (Stream<Path> left = Files.list(folder.resolve("models"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void the_next_source_is_tried_when_one_fails() throws IOException {
        card("net", 1, true, hash(), List.of(https("/gone", hash()), https("/weights", hash())));
        FakeRun run = run();
        assertTrue(Files.exists(catalogue().fetch("net", false, run)));
        assertTrue(run.notes().getFirst().contains("404"), run.notes().toString());
    }

    @Test
    void another_of_the_task_takes_the_place_of_what_cannot_be_had() throws IOException {
        card("wanted", 1, true, hash(), List.of(https("/gone", hash())));
        card("strict", 2, false, hash(), List.of(https("/weights", hash())));
        card("free", 3, true, hash(), List.of(https("/weights", hash())));
        FakeRun run = run();
        assertEquals("free", catalogue().fetchOrAnother("wanted", false, run).id());
        assertTrue(run.notes().getLast().endsWith("The model free takes its place."), run.notes().toString());
        int before = requests;
        assertEquals("free", catalogue().fetchOrAnother("wanted", false, run()).id(), "now it is there");
        assertEquals(before, requests, "and not fetched again");
    }

    @Test
    void when_nothing_can_be_had_the_reason_is_that_of_what_was_wanted() throws IOException {
        card("wanted", 1, true, hash(), List.of(https("/gone", hash())));
        card("other", 3, true, hash(), List.of(https("/lost", hash())));
        var e = assertThrows(ProcessingException.class, () -> catalogue().fetchOrAnother("wanted", false, run()));
        assertTrue(e.message().contains("/gone"), e.message());
    }

    @Test
    void a_server_that_cannot_is_left_alone_for_a_while_and_others_are_asked() throws IOException {
        server.createContext("/busy", exchange -> {
            requests++;
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        card("net", 1, true, hash(), List.of(https("/busy", hash())));
        Catalogue catalogue = catalogue();
        for (int i = 0; i < 3; i++) {
            var e = assertThrows(ProcessingException.class, () -> catalogue.fetch("net", false, run()));
            assertEquals("models.not-served", e.code());
        }
        var e = assertThrows(ProcessingException.class, () -> catalogue.fetch("net", false, run()));
        assertEquals("models.unreachable-for-now", e.code());
        assertTrue(e.message().matches("127.0.0.1:\\d+ did not answer .* is left alone for another (30|29) s."),
                e.message());
        assertEquals(3, requests);
        HttpServer mirror = server();
        mirror.createContext("/weights", exchange -> {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS);
            exchange.close();
        });
        mirror.start();
        try {
            card("net", 1, true, hash(), List.of(https("/busy", hash()), new Source.Https(
                    "http://127.0.0.1:" + mirror.getAddress().getPort() + "/weights", 0, hash(), Conversion.NONE)));
            assertTrue(Files.exists(catalogue.fetch("net", false, run())));
        } finally {
            mirror.stop(0);
        }
    }

    @Test
    void a_server_that_does_not_have_it_is_asked_each_time() throws IOException {
        card("net", 1, true, hash(), List.of(https("/gone", hash())));
        Catalogue catalogue = catalogue();
        for (int i = 0; i < 5; i++) {
            var e = assertThrows(ProcessingException.class, () -> catalogue.fetch("net", false, run()));
            assertEquals("models.not-served", e.code());
        }
    }

    @Test
    void without_a_network_another_model_is_named() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        card("net", 1, true, hash(),
                List.of(new Source.Https("http://127.0.0.1:" + port + "/weights", 0, hash(), Conversion.NONE)));
        card("other", 2, false, "",
                List.of(new Source.NpmPackage("other", "1.0.0", 0, "", List.of("a"), Conversion.NONE)));
        var e = assertThrows(ProcessingException.class, () -> catalogue().fetch("net", false, run()));
        assertEquals("models.no-network", e.code());
        assertTrue(e.advice().contains("podstudio models fetch other --accept-license"), e.advice());
    }

    @Test
    @Timeout(20)
    void a_server_that_does_not_answer_does_not_hold_up_a_cancel() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/silent", exchange -> {
            asked.countDown();
            awaited(over);
            exchange.close();
        });
        card("net", 1, true, hash(), List.of(https("/silent", hash())));
        FakeRun run = run();
        var ended = CompletableFuture.supplyAsync(
                () -> assertThrows(CanceledException.class, () -> catalogue().fetch("net", false, run)));
        asked.await();
        run.cancel();
        try {
            ended.get(2, TimeUnit.SECONDS);
        } finally {
            over.countDown();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_canceled_fetch_leaves_nothing() throws IOException {
        card("net", 1, true, hash(), List.of(https("/weights", hash())));
        assertThrows(CanceledException.class, () -> catalogue().fetch("net", false, run().cancelAt(0)));
        assertEquals(Optional.empty(), catalogue().installed("net"));
    }

    @Test
    void what_is_not_installed_says_how_to_get_it() throws IOException {
        card("net", 1, false, hash(), List.of(https("/weights", hash())));
        var e = assertThrows(ProcessingException.class, () -> catalogue().require("net"));
        assertEquals("models.not-installed", e.code());
        assertTrue(e.advice().contains("podstudio models fetch net --accept-license"), e.advice());
    }

    @Test
    void a_file_that_changed_is_refused() throws IOException {
        card("net", 1, true, hash(), List.of(https("/weights", hash())));
        Catalogue catalogue = catalogue();
        Path file = catalogue.fetch("net", false, run());
        byte[] changed = WEIGHTS.clone();
        changed[0]++;
        Files.write(file, changed);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertEquals("models.wrong-hash",
                assertThrows(ProcessingException.class, () -> catalogue.require("net")).code());
        assertEquals("models.wrong-hash",
                assertThrows(ProcessingException.class, () -> catalogue.verify("net")).code());
        catalogue.fetch("net", false, run());
        catalogue.verify("net");
    }

    @Test
    void a_bundled_model_is_installed_without_a_fetch() throws IOException {
        Files.write(folder.resolve("cards/net.onnx"), WEIGHTS);
        card("net", 1, true, hash(), List.of(new Source.Bundled("net.onnx")));
        assertEquals(hash(), Sha256.of(catalogue().require("net")));
        assertEquals("models.bundled", assertThrows(ProcessingException.class, () -> catalogue().remove("net")).code());
    }

    @Test
    void a_bundled_model_that_was_damaged_is_unpacked_again() throws IOException {
        Files.write(folder.resolve("cards/net.onnx"), WEIGHTS);
        card("net", 1, true, hash(), List.of(new Source.Bundled("net.onnx")));
        Path file = catalogue().require("net");
        byte[] damaged = WEIGHTS.clone();
        damaged[0]++;
        Files.write(file, damaged);
        assertEquals(hash(), Sha256.of(catalogue().require("net")));
        Files.write(file, damaged);
        assertEquals(hash(), Sha256.of(catalogue().fetch("net", false, run())));
    }

    @Test
    void an_id_that_leads_out_of_the_folder_is_refused_by_name() throws IOException {
        Path mine = Files.write(folder.resolve("mine.onnx"), WEIGHTS);
        for (String id : List.of("../evil", "..", "a/b", "")) {
            var e = assertThrows(ProcessingException.class,
                    () -> trying().importOnnx(id, mine, "upscale", run()));
            assertEquals(Optional.of("id"), e.parameter());
            assertThrows(IllegalArgumentException.class, () -> new ModelsFolder(folder.resolve("models")).file(id));
        }
        assertFalse(Files.exists(folder.resolve("evil")));
    }

    @Test
    void an_own_model_whose_file_changed_can_be_removed_and_imported_again() throws IOException {
        Path mine = Files.write(folder.resolve("mine.onnx"), WEIGHTS);
        trying().importOnnx("mine", mine, "upscale", run());
        Files.writeString(folder.resolve("models/mine/mine.onnx"), "of another size");
        trying().remove("mine");
        assertEquals("mine", trying().importOnnx("mine", mine, "upscale", run()).id());
    }

    @Test
    void what_a_crash_left_is_swept() throws IOException {
        Path left = Files.createDirectories(folder.resolve("models/.staging-1"));
        Files.write(left.resolve("half"), WEIGHTS);
        Files.setLastModifiedTime(left, FileTime.fromMillis(1));
        Path young = Files.createDirectories(folder.resolve("models/.staging-2"));
        ModelsFolder.delete(new ModelsFolder(folder.resolve("models")).staging());
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(young), "another program may be at work there");
    }

    @Test
    void a_bundled_path_cannot_leave_its_folder() throws IOException {
        Files.write(folder.resolve("secret"), WEIGHTS);
        card("net", 1, true, hash(), List.of(new Source.Bundled("../secret")));
        assertEquals(Optional.empty(), catalogue().installed("net"));
    }

    @Test
    void removed_is_gone() throws IOException {
        card("net", 1, true, hash(), List.of(https("/weights", hash())));
        catalogue().fetch("net", false, run());
        catalogue().remove("net");
        assertEquals("models.not-installed",
                assertThrows(ProcessingException.class, () -> catalogue().require("net")).code());
    }

    @Test
    void what_a_user_brings_is_tried_registered_and_removed_with_its_card() throws IOException {
        Path mine = Files.write(folder.resolve("mine.onnx"), WEIGHTS);
        Catalogue catalogue = trying();
        Card card = catalogue.importOnnx("mine", mine, "upscale", run());
        assertEquals(4, card.number("scale", 0));
        assertEquals(hash(), catalogue().card("mine").sha256());
        assertEquals("models.exists",
                assertThrows(ProcessingException.class, () -> catalogue.importOnnx("mine", mine, "upscale", run()))
                        .code());
        catalogue.remove("mine");
        assertTrue(catalogue().cards().isEmpty());
    }

    @Test
    void every_card_that_ships_is_whole() {
        Catalogue shipped = new Catalogue(
                List.of(Path.of("../../models/org.podstudio.models.catalogue/cards"),
                        Path.of("../../models/org.podstudio.models.blazeface/cards"),
                        Path.of("../../models/org.podstudio.models.realesr-animevideov3/cards")),
                folder.resolve("models"));
        assertTrue(shipped.cards().size() >= 17, "cards: " + shipped.cards().size());
        for (Card card : shipped.cards()) {
            assertFalse(card.sources().isEmpty(), card.id());
            assertTrue(card.licence().url().startsWith("https://"), card.id());
            card.sources().forEach(source -> whole(card, source));
        }
        shipped.verify("realesr-animevideov3");
        shipped.verify("blazeface");
    }

    private static void whole(Card card, Source source) {
        String sha256 = switch (source) {
            case Source.Https https -> https.sha256();
            case Source.NpmPackage npm -> npm.sha256();
            case Source.Bundled bundled -> card.sha256();
        };
        assertTrue(sha256.matches("[0-9a-f]{64}"), card.id() + " " + source);
    }

    private Catalogue catalogue() {
        return new Catalogue(List.of(folder.resolve("cards")), folder.resolve("models"));
    }

    /** With what tries imported models, and takes them all. */
    private Catalogue trying() {
        Trial trial = (model, task, run) -> Map.of("scale", 4);
        return new Catalogue(List.of(), folder.resolve("models"), () -> Optional.of(trial));
    }

    private FakeRun run() {
        return new FakeRun(folder);
    }

    private Source https(String path, String sha256) {
        return new Source.Https("http://127.0.0.1:" + server.getAddress().getPort() + path, WEIGHTS.length, sha256,
                Conversion.NONE);
    }

    private void card(String id, int rank, boolean permissive, String sha256, List<Source> sources) throws IOException {
        Licence licence = new Licence("LicenseRef-some", "Some Licence", "https://example.org/licence", permissive);
        CardFile.write(folder.resolve("cards").resolve(id + ".json"), new Card(id, "Net " + id, "upscale", rank,
                Map.of(), licence, sha256.isEmpty() ? 0 : WEIGHTS.length, sha256, sources));
    }

    private static String hash() {
        var digest = Sha256.digest();
        digest.update(WEIGHTS);
        return Sha256.hex(digest);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
