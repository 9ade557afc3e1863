package org.podstudio.exporters.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.testkit.FakeRun;

class ZipExporterTest {

    private final ZipExporter exporter = new ZipExporter();
    private final Path temp;
    private final Path pack;

    ZipExporterTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        this.pack = folder("pack");
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name).resolve("assets")).resolveSibling("");
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("assets/Drache Ä 日本 🐉.png"), noise);
        Files.write(folder.resolve("assets/empty.wav"), new byte[0]);
        Files.writeString(folder.resolve("README.md"), "Lorem ipsum. ".repeat(10_000));
        Files.writeString(folder.resolve("empty.txt"), "");
        return folder;
    }

    private Path export(Path folder, String name) throws IOException {
        Path zip = temp.resolve(name);
        exporter.export(folder, zip, new FakeRun(temp));
        return zip;
    }

    @Test
    void the_same_files_give_the_same_bytes_at_another_place_time_and_time_zone() throws IOException {
        Path first = export(pack, "a.zip");
        Path other = folder("elsewhere");
        Files.setLastModifiedTime(other.resolve("README.md"), FileTime.fromMillis(0));
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            assertEquals(-1, Files.mismatch(first, export(other, "b.zip")));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void entries_are_sorted_media_is_stored_and_text_deflated() throws IOException {
        try (ZipFile zip = new ZipFile(export(pack, "a.zip").toFile())) {
            assertEquals(List.of("README.md", "assets/Drache Ä 日本 🐉.png", "assets/empty.wav", "empty.txt"),
                    zip.stream().map(ZipEntry::getName).toList());
            assertEquals(List.of(ZipEntry.DEFLATED, ZipEntry.STORED, ZipEntry.STORED, ZipEntry.DEFLATED),
                    zip.stream().map(ZipEntry::getMethod).toList());
            assertEquals("1980-01-01T00:00", zip.getEntry("README.md").getTimeLocal().toString());
        }
    }

    @Test
    void what_is_unpacked_is_what_was_packed() throws IOException {
        try (ZipFile zip = new ZipFile(export(pack, "a.zip").toFile())) {
            for (FolderFile file : FolderFile.list(pack)) {
                assertArrayEquals(Files.readAllBytes(file.path()),
                        zip.getInputStream(zip.getEntry(file.name())).readAllBytes());
            }
        }
    }

    @Test
    void a_good_archive_passes() throws IOException {
        Path zip = export(pack, "a.zip");
        FakeRun run = new FakeRun(temp);
        exporter.verify(pack, zip, run);
        assertEquals(1.0, run.progressSeen().getLast());
    }

    @Test
    void any_flipped_byte_of_content_name_size_or_checksum_is_found() throws IOException {
        Files.write(pack.resolve("assets/Drache Ä 日本 🐉.png"), new byte[100]);
        Files.writeString(pack.resolve("README.md"), "short");
        Path zip = export(pack, "a.zip");
        byte[] good = Files.readAllBytes(zip);
        List<Integer> missed = new ArrayList<>();
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x41;
            Files.write(zip, bad);
            if (passes(zip)) {
                missed.add(at);
            }
        }
        // Of each entry: versions, flags, time stamps, attributes, disk, a size written twice;
        // no reader gets other content by them.
        assertTrue(missed.size() <= 4 * 31, missed.size() + " of " + good.length + " missed: " + missed);
    }

    private boolean passes(Path zip) throws IOException {
        try {
            exporter.verify(pack, zip, new FakeRun(temp));
            return true;
        } catch (ProcessingException e) {
            assertEquals("pack.verify-failed", e.code());
            return false;
        }
    }

    @Test
    void a_flipped_byte_in_a_picture_names_the_picture() throws IOException {
        Path zip = export(pack, "a.zip");
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 1;
        Files.write(zip, bytes);
        ProcessingException e = assertThrows(ProcessingException.class,
                () -> exporter.verify(pack, zip, new FakeRun(temp)));
        assertTrue(e.message().contains("Drache Ä 日本 🐉.png"), e.message());
    }

    @Test
    void an_entry_too_few_or_too_many_is_found() throws IOException {
        Path zip = export(pack, "a.zip");
        Path more = Files.writeString(pack.resolve("zz.txt"), "");
        assertThrows(ProcessingException.class, () -> exporter.verify(pack, zip, new FakeRun(temp)));
        Files.delete(more);
        Files.delete(pack.resolve("empty.txt"));
        assertThrows(ProcessingException.class, () -> exporter.verify(pack, zip, new FakeRun(temp)));
    }

    @Test
    void cancel_leaves_nothing_behind() {
        Path zip = temp.resolve("a.zip");
        assertThrows(CanceledException.class, () -> exporter.export(pack, zip, new FakeRun(temp).cancelAt(0.5)));
        assertFalse(Files.exists(zip));
    }

    @Test
    void an_existing_file_is_not_overwritten() throws IOException {
        Path zip = Files.writeString(temp.resolve("a.zip"), "somebody's");
        assertThrows(IOException.class, () -> exporter.export(pack, zip, new FakeRun(temp)));
        assertEquals("somebody's", Files.readString(zip));
    }

    @Test
    void more_than_65535_entries_need_zip64() throws IOException, InterruptedException {
        Path zip = temp.resolve("many.zip");
        Meter meter = new Meter(0, new FakeRun(temp));
        try (ZipWriter writer = new ZipWriter(zip)) {
            for (int i = 0; i < 65_600; i++) {
                writer.add("%05d.wav".formatted(i), ZipWriter.Method.STORED, 0,
                        Channels.newChannel(new ByteArrayInputStream(new byte[0])), meter);
            }
            writer.finish();
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertEquals(65_600, file.size());
        }
        assertEquals(0, tool("unzip", "-tqq", zip.toString()));
    }

    @Test
    void a_size_beyond_32_bits_stands_in_the_zip64_field_of_both_headers() {
        ZipRecord record = new ZipRecord("a", ZipWriter.Method.STORED, 0, 5L << 30, 5L << 30, 6L << 30);
        assertEquals(30 + 1 + 4 + 16, record.localHeader().remaining());
        assertEquals(46 + 1 + 4 + 24, record.centralHeader().remaining());
    }

    @Test
    void unzip_and_zipinfo_have_no_complaint() throws IOException, InterruptedException {
        Path zip = export(pack, "a.zip");
        assertEquals(0, tool("unzip", "-tqq", zip.toString()));
        assertEquals(0, tool("zipinfo", "-v", zip.toString()));
    }

    private int tool(String... command) throws IOException, InterruptedException {
        assertTrue(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0]))), command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(temp.resolve("tool.log").toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
