package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.Pack;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.packs.Finding;

class CommandsTest {

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();
    private Shell shell = new Shell(studio, folder);
    private FakeAssets assets = new FakeAssets(new ProjectFolder(folder));

    @BeforeEach
    void open() {
        shell = new Shell(studio, folder);
        ProjectFolder project = new ProjectFolder(folder);
        studio.create(project);
        assets = studio.assets(project);
    }

    @Test
    void init_makes_a_project() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("init", "new project", "--json"));
        assertEquals(folder.resolve("new project").toString(), shell.json().get("project").asText());
        assertTrue(Files.exists(folder.resolve("new project/config.json")));
    }

    @Test
    void import_counts_and_says_what_failed() throws IOException {
        Files.writeString(folder.resolve("a.png"), "x");
        assertEquals(ExitCode.PARTLY, shell.run("import", "a.png", "nowhere.png", "--theme", "sea", "--tag", "x",
                "--tag", "y", "--mirror-tree"));
        assertTrue(shell.out().contains("1 done, 0 skipped, 1 failed"), shell.out());
        assertEquals(Set.of("x", "y"), assets.wishes.getFirst().tags());
        assertTrue(assets.wishes.getFirst().mirrorTree());
    }

    @Test
    void assets_are_listed_and_shown() throws IOException {
        assets.add("Library/a.png", Optional.empty(), "0");
        assertEquals(ExitCode.DONE, shell.run("assets"));
        assertTrue(shell.out().contains("640x480"), shell.out());
        assertEquals(ExitCode.DONE, shell.run("--json", "show", "a.png"));
        assertEquals("image", shell.json().get("kind").asText());
        assertEquals(ExitCode.NOT_FOUND, shell.run("show", "b.png"));
        assertEquals(ExitCode.USAGE, shell.run("assets", "--kind", "poem"));
    }

    @Test
    void labels_change() throws IOException {
        assets.add("Library/a.png", Optional.empty(), "0");
        assertEquals(ExitCode.DONE, shell.run("tag", "a.png", "--add", "Calm", "--remove", "blue"));
        assertEquals(ExitCode.DONE, shell.run("rate", "4", "a.png"));
        assertEquals(ExitCode.DONE, shell.run("approve", "a.png", "--json"));
        assertEquals("{\"theme\":\"sea\",\"tags\":[\"calm\"],\"rating\":4,\"approved\":true}",
                shell.json().at("/0/labels").toString());
        assertEquals(ExitCode.USAGE, shell.run("rate", "6", "a.png"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("approve", "a.png", "b.png"));
    }

    @Test
    void packs_are_made_checked_and_built() throws IOException {
        assets.add("Library/a.png", Optional.empty(), "0");
        assertEquals(ExitCode.DONE,
                shell.run("pack", "create", "Sea & Sand", "a.png", "--licence", "extended", "--author", "Me"));
        Pack pack = studio.packs.all.getFirst();
        assertEquals(Pack.Licence.EXTENDED, pack.licence());
        assertEquals("sea", pack.theme());
        assertEquals(ExitCode.DONE, shell.run("pack", "lint", "sea & sand"));
        studio.packs.findings = List
                .of(new Finding(Finding.Severity.ERROR, "pack.leak", "a.png", "a.png has GPS.", "Strip it."));
        assertEquals(ExitCode.REFUSED, shell.run("pack", "lint", "Sea & Sand"));
        assertEquals(ExitCode.DONE, shell.run("pack", "build", "Sea & Sand", "--json"));
        assertEquals("abc", shell.json().get("sha256").asText());
        studio.packs.skipped = List.of("a.png: gone");
        assertEquals(ExitCode.PARTLY, shell.run("pack", "build", "Sea & Sand"));
        assertEquals(ExitCode.NOT_FOUND, shell.run("pack", "build", "Woods"));
        assertTrue(shell.err().contains("Use one of: Sea & Sand."), shell.err());
    }

    @Test
    void a_pack_made_again_stays_the_same_pack() {
        assets.add("Library/a.png", Optional.empty(), "0");
        shell.run("pack", "create", "Sea", "a.png");
        Pack first = studio.packs.all.getFirst();
        shell.run("pack", "create", "Sea", "a.png", "--theme", "beach");
        assertEquals(1, studio.packs.all.size());
        assertEquals(first.id(), studio.packs.all.getFirst().id());
        assertEquals(first.created(), studio.packs.all.getFirst().created());
    }

    @Test
    void models_with_strict_terms_are_fetched_only_when_accepted() {
        assertEquals(ExitCode.FAILED, shell.run("models", "fetch", "strict"));
        assertTrue(shell.err().contains("Licence: Terms of strict, https://example.org/strict"), shell.err());
        assertTrue(shell.err().contains("--accept-license"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("models", "fetch", "strict", "--accept-license"));
        assertEquals(List.of("free", "strict"), studio.models.fetched);
        assertEquals(ExitCode.NOT_FOUND, shell.run("models", "fetch", "nothing"));
    }

    @Test
    void models_are_listed_and_verified() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("models", "--json"));
        assertEquals("[true, false, false]", shell.json().findValues("installed").toString());
        assertEquals(ExitCode.DONE, shell.run("models", "verify"));
        studio.models.damaged = true;
        assertEquals(ExitCode.REFUSED, shell.run("models", "verify", "free"));
        assertTrue(shell.err().contains("is not what it should be"), shell.err());
    }

    @Test
    void a_model_of_ones_own_is_imported() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("models", "import", "mine", "--param", "p", "--bin", "b", "--json"));
        assertTrue(studio.models.fetched.contains("mine"));
        assertEquals("free", shell.json().get("id").asText());
        assertEquals(ExitCode.DONE, shell.run("models", "fetch", "sharper", "--or-another"));
        assertTrue(shell.out().contains("Fetched and verified free"), shell.out());
        assertEquals(ExitCode.USAGE, shell.run("models", "import", "mine", "--param", "p"));
        assertEquals(ExitCode.USAGE, shell.run("models", "import", "mine", "--onnx", "o"));
        assertEquals(ExitCode.DONE, shell.run("models", "import", "mine", "--onnx", "o", "--task", "matting"));
    }

    @Test
    void terms_are_shown_even_to_those_who_want_to_hear_nothing() {
        assertEquals(ExitCode.DONE, shell.run("-q", "models", "fetch", "strict", "--accept-license"));
        assertTrue(shell.err().contains("Licence: Terms of strict, https://example.org/strict"), shell.err());
    }

    @Test
    void a_part_with_a_licence_of_its_own_is_installed_when_that_was_shown_and_accepted() {
        String site = folder.toString();
        assertEquals(ExitCode.FAILED, shell.run("-q", "plugins", "install", "codecs", "--site", site));
        assertTrue(shell.err().contains("GNU General Public License"), shell.err());
        assertTrue(shell.err().contains("podstudio plugins install codecs --accept-license"), shell.err());
        assertEquals(List.of(), studio.plugins.done);
        assertEquals(ExitCode.DONE, shell.run("plugins", "install", "codecs", "--accept-license", "--site", site));
        assertTrue(shell.err().contains("GNU General Public License"), shell.err());
        assertEquals(List.of("installed codecs"), studio.plugins.done);
    }

    @Test
    void parts_are_updated_or_are_up_to_date() {
        assertEquals(ExitCode.DONE, shell.run("plugins", "update", "--site", folder.toString()));
        assertEquals("Everything is up to date.", shell.out().strip());
    }

    @Test
    void a_newer_version_under_another_licence_is_taken_when_that_was_shown_and_accepted() {
        String site = folder.toString();
        assertEquals(ExitCode.FAILED, shell.run("plugins", "update", "codecs", "--site", site));
        assertTrue(shell.err().contains("GNU General Public License"), shell.err());
        assertTrue(shell.err().contains("podstudio plugins update codecs --accept-license"), shell.err());
        assertEquals(ExitCode.DONE, shell.run("plugins", "update", "codecs", "--accept-license", "--site", site));
        assertTrue(shell.out().startsWith("Updated codecs"), shell.out());
    }

    @Test
    void plugins_need_a_site_and_show_what_is_not_installed() throws IOException {
        assertEquals(ExitCode.USAGE, shell.run("plugins", "available"));
        assertEquals(ExitCode.DONE, shell.run("plugins", "available", "--site", "http://127.0.0.1:1/", "--json"));
        assertEquals(List.of("transcode"), shell.json().findValuesAsText("id"));
        assertEquals(ExitCode.DONE, shell.run("plugins", "install", "transcode", "--site", folder.toString()));
        assertEquals(ExitCode.NOT_FOUND, shell.run("plugins", "install", "paint", "--site", folder.toString()));
        assertEquals(ExitCode.DONE, shell.run("plugins", "remove", "transcode"));
        assertEquals(List.of("asked http://127.0.0.1:1/", "installed transcode", "removed transcode"),
                studio.plugins.done);
        assertEquals(ExitCode.USAGE, shell.run("plugins", "available", "--site", "gopher://x/"));
        assertEquals(ExitCode.DONE, shell.run("plugins", "available", "--site", "C:/site"));
        assertTrue(studio.plugins.done.getLast().startsWith("asked file:/"), studio.plugins.done.toString());
    }

    @Test
    void the_machine_is_described() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("hardware", "--json"));
        assertEquals("yellow", shell.json().get("tier").asText());
        assertEquals(ExitCode.DONE, shell.run("hardware"));
        for (String told : List.of("ffmpeg  8.0, /opt/ffmpeg", "H.264: libx264\n", "H.265: no encoder\n",
                "burning subtitles in: no\n", "h264_nvenc: Cannot load libcuda.so.1.\n")) {
            assertTrue(shell.out().contains(told), shell.out());
        }
    }

    @Test
    void what_nobody_foresaw_is_one_sentence_and_a_log() throws IOException {
        studio.packs.skipped = java.util.Collections.singletonList(null);
        assets.add("Library/a.png", Optional.empty(), "0");
        shell.run("pack", "create", "Sea", "a.png");
        assertEquals(ExitCode.FAILED, shell.run("pack", "build", "Sea"));
        assertEquals(2, shell.err().lines().count(), shell.err());
        assertTrue(Files.readString(folder.resolve("Logs/app.log")).contains("NullPointerException"));
    }

    @Test
    void a_full_disk_is_to_be_tried_later_wherever_it_is_met() {
        for (IOException full : List.of(new FileSystemException("/tmp/x", null, "No space left on device"),
                new IOException("No space left on device"))) {
            studio.packs.failure = Optional.of(new UncheckedIOException(full));
            assertEquals(ExitCode.TRY_LATER, shell.run("pack", "list"), shell.err());
            assertTrue(shell.err().contains("Make room on the disk."), shell.err());
        }
    }

    @Test
    void a_folder_that_may_not_be_read_is_named() {
        studio.packs.failure = Optional.of(new UncheckedIOException(new AccessDeniedException("/x")));
        assertEquals(ExitCode.FAILED, shell.run("pack", "list"));
        assertTrue(shell.err().startsWith("error: /x cannot be used: no permission."), shell.err());
    }

    @Test
    void an_error_of_the_machine_is_no_success() {
        studio.packs.broken = true;
        assertEquals(ExitCode.FAILED, shell.run("pack", "list"));
        assertTrue(shell.err().contains("org/example/Missing"), shell.err());
    }

    @Test
    void the_generator_is_json_for_programs_and_shown_to_people() throws IOException {
        assets.add("Library/a.png", Optional.empty(), "0");
        assets.describe("a.png", "{\"seed\": 12345678901234567890, \"steps\": 20}", "prompt-7");
        assertEquals(ExitCode.DONE, shell.run("--json", "show", "a.png"));
        assertEquals("{\"seed\":12345678901234567890,\"steps\":20}", shell.json().get("generator").toString());
        shell.run("--json", "assets");
        assertEquals(20, shell.json().at("/0/generator/steps").asInt());
        shell.run("show", "a.png");
        assertTrue(shell.out().contains("prompt    prompt-7\n"), shell.out());
        assertTrue(shell.out().contains("\"seed\" : 12345678901234567890"), shell.out());
        assets.describe("a.png", "{a cat", "prompt-7");
        shell.run("--json", "show", "a.png");
        assertEquals("{a cat", shell.json().get("generator").asText());
    }

    @Test
    void a_pack_needs_a_name() {
        assets.add("Library/a.png", Optional.empty(), "0");
        assertEquals(ExitCode.USAGE, shell.run("pack", "create", " ", "a.png"));
        assertEquals(List.of(), studio.packs.all);
    }

    @Test
    void a_model_that_is_there_is_not_said_to_be_fetched() throws IOException {
        studio.models.folder = folder;
        Files.writeString(folder.resolve("free.onnx"), "x");
        assertEquals(ExitCode.DONE, shell.run("models", "fetch", "free"));
        assertEquals("There already: free: " + folder.resolve("free.onnx"), shell.out().strip());
        assertEquals("", shell.err());
    }

    @Test
    void that_there_is_no_network_is_said_once() {
        studio.models.fetched.clear();
        studio.models.offline.add("free");
        assertEquals(ExitCode.TRY_LATER, shell.run("models", "fetch", "free"));
        assertEquals("Neither can its mirror.\nerror: free cannot be reached.\n  Check the network.\n", shell.err());
    }

    @Test
    void an_unknown_scheme_is_no_folder() {
        assertEquals(ExitCode.USAGE, shell.run("plugins", "available", "--site", "xyz:foo"));
        assertEquals(List.of(), studio.plugins.done);
    }
}
