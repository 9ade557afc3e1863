package org.podstudio.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;

class ConversionTest {

    /** One convolution of 3 channels onto 3, 1 by 1, with bias. */
    private static final String PARAM = """
        7767517
        2 2
        Input input 0 1 data
        Convolution conv 1 1 data output 0=3 1=1 5=1 6=9
        """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void ncnn_gives_the_same_bytes_each_time() throws IOException {
        Path bin = bin(4 + 9 * 4 + 3 * 4);
        Ncnn.toOnnx(param(PARAM), bin, folder.resolve("a.onnx"));
        Ncnn.toOnnx(param(PARAM), bin, folder.resolve("b.onnx"));
        assertEquals(-1, Files.mismatch(folder.resolve("a.onnx"), folder.resolve("b.onnx")));
    }

    @Test
    void weights_must_be_used_up() throws IOException {
        Path bin = bin(4 + 9 * 4 + 3 * 4 + 4);
        assertTrue(refused(PARAM, bin).contains("4 bytes of weights are left over"));
    }

    @Test
    void weights_that_end_too_early_are_named() throws IOException {
        Path bin = bin(20);
        assertTrue(refused(PARAM, bin).contains("ends before"));
    }

    @Test
    void a_layer_that_is_not_known_is_named() throws IOException {
        Path bin = bin(0);
        assertTrue(refused("7767517\n2 2\nInput input 0 1 data\nLSTM magic 1 1 data output\n", bin)
                .contains("magic (LSTM)"));
    }

    @Test
    void what_is_no_network_is_refused() throws IOException {
        Path bin = bin(0);
        assertTrue(refused("hello\nworld\nhow are you\n", bin).contains("not the text form"));
        assertTrue(refused("7767517\n1 1\nInput input x y\n", bin).contains("not the text form"));
        assertTrue(
                refused("7767517\n2 2\nInput input 0 1 data\nConvolution conv 1 1 data output 0=3 1=1 6=2000000000\n",
                        bin).contains("ends before"));
    }

    @Test
    void a_checkpoint_that_would_run_something_is_refused() throws IOException {
        Path pth = checkpoint("cos\nsystem\n(X\u0004\0\0\0truetR.".getBytes(StandardCharsets.ISO_8859_1));
        var e = assertThrows(ProcessingException.class, () -> Checkpoint.toOnnx(pth, folder.resolve("x.onnx")));
        assertTrue(e.message().contains("os.system"), e.message());
    }

    @Test
    void a_damaged_checkpoint_is_refused() throws IOException {
        Path old = Files.write(folder.resolve("old.pth"), new byte[100]);
        assertEquals("models.bad-file",
                assertThrows(ProcessingException.class, () -> Checkpoint.toOnnx(old, folder.resolve("x.onnx"))).code());
        Path cut = checkpoint(new byte[]{(byte) 0x80, 2, '}'});
        assertEquals("models.bad-file",
                assertThrows(ProcessingException.class, () -> Checkpoint.toOnnx(cut, folder.resolve("x.onnx"))).code());
    }

    @Test
    void a_tar_gives_what_is_wanted_under_short_and_long_names() throws IOException {
        Path archive = folder.resolve("a.tgz");
        String deep = "package/" + "d/".repeat(60) + "deep.txt";
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            entry(out, "package/short.txt", '0', "short");
            entry(out, "x", 'x', pax(deep));
            entry(out, "cut-off", '0', "deep");
            entry(out, "package/other.txt", '0', "other");
            out.write(new byte[1024]);
        }
        assertEquals(2, Tar.extract(archive, name -> name.equals("package/short.txt") || name.equals(deep), folder));
        assertEquals("short", Files.readString(folder.resolve("short.txt")));
        assertEquals("deep", Files.readString(folder.resolve("deep.txt")));
    }

    @Test
    void a_name_in_a_tar_cannot_lead_out() throws IOException {
        Path archive = folder.resolve("a.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            entry(out, "package/..", '0', "x");
            out.write(new byte[1024]);
        }
        assertThrows(IOException.class, () -> Tar.extract(archive, name -> true, folder));
    }

    @Test
    void chunks_are_joined_and_each_is_checked() throws IOException {
        String a = chunk("first ");
        String b = chunk("second");
        Files.writeString(folder.resolve("index.json"), """
            {"/m": {"size": 12, "chunks": [{"hash": "%s", "offsets": [0, 6]}, {"hash": "%s", "offsets": [6, 12]}]}}"""
                .formatted(a, b));
        Chunks.join(folder, "index.json", "/m", folder.resolve("joined"));
        assertEquals("first second", Files.readString(folder.resolve("joined")));
        Files.writeString(folder.resolve(b), "forged");
        var e = assertThrows(ProcessingException.class,
                () -> Chunks.join(folder, "index.json", "/m", folder.resolve("joined")));
        assertTrue(e.message().contains(b), e.message());
    }

    private String refused(String param, Path bin) throws IOException {
        Path file = param(param);
        var e = assertThrows(ProcessingException.class, () -> Ncnn.toOnnx(file, bin, folder.resolve("x.onnx")));
        assertEquals("models.bad-file", e.code());
        return e.message();
    }

    private Path param(String text) throws IOException {
        return Files.writeString(folder.resolve("net.param"), text);
    }

    private Path bin(int bytes) throws IOException {
        return Files.write(folder.resolve("net.bin"), new byte[bytes]);
    }

    private Path checkpoint(byte[] pickle) throws IOException {
        Path file = folder.resolve("net.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
        }
        return file;
    }

    private String chunk(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("chunk"), text);
        String hash = Sha256.of(file);
        Files.move(file, folder.resolve(hash));
        return hash;
    }

    private static String pax(String path) {
        String rest = " path=" + path + "\n";
        int length = rest.length() + Integer.toString(rest.length() + 3).length();
        return length + rest;
    }

    private static void entry(OutputStream out, String name, char type, String content) throws IOException {
        byte[] header = new byte[512];
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(0, name.getBytes(StandardCharsets.UTF_8)).put(124,
                "%011o".formatted(data.length).getBytes(StandardCharsets.US_ASCII));
        header[156] = (byte) type;
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write(header);
        padded.write(data);
        padded.write(new byte[(512 - data.length % 512) % 512]);
        padded.writeTo(out);
    }
}
