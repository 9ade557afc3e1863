package org.podstudio.models.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.podstudio.models.onnx.OnnxWriter;

/** A PyTorch checkpoint: a ZIP with a pickle that names tensors and one entry for each tensor's memory. Close it. */
public final class Checkpoint implements AutoCloseable {

    private static final int MAX_PICKLE = 16 << 20;

    private final String name;
    private final ZipFile zip;
    private final String root;
    private final Map<?, ?> tensors;

    private Checkpoint(String name, ZipFile zip) throws IOException {
        this.name = name;
        this.zip = zip;
        String pickle = zip.stream().map(ZipEntry::getName).filter(entry -> entry.endsWith("/data.pkl")).findFirst()
                .orElseThrow();
        this.root = pickle.substring(0, pickle.length() - "data.pkl".length());
        Map<?, ?> top = (Map<?, ?>) Pickle.read(name, bytes(pickle, 0, MAX_PICKLE));
        this.tensors = top.get("params_ema") instanceof Map<?, ?> ema
                ? ema
                : top.get("params") instanceof Map<?, ?> plain ? plain : top;
    }

    /**
     * Converts a checkpoint of RRDBNet (x4, or x2 and x1 by pixel unshuffle) or SRVGGNetCompact; the same file gives the same bytes.
     *
     * @throws org.podstudio.api.ProcessingException {@code models.bad-file}
     * @throws IOException of the file system
     */
    public static void toOnnx(Path pth, Path onnx) throws IOException {
        String name = String.valueOf(pth.getFileName());
        try (ZipFile zip = new ZipFile(pth.toFile()); Checkpoint checkpoint = new Checkpoint(name, zip)) {
            OnnxWriter writer = new OnnxWriter("realesrgan", 13).note("source", name);
            writer.input("input", "batch", 3, "height", "width");
            String result = checkpoint.has("conv_first.weight")
                    ? new Rrdb(checkpoint, writer).build()
                    : new Srvgg(checkpoint, writer).build();
            writer.node("Identity", List.of(result), List.of("output"), Map.of())
                    .output("output", "batch", 3, "out_height", "out_width").save(onnx);
        } catch (ZipException e) {
            throw BadModel.because(name, "it is not a PyTorch checkpoint of version 1.6 or later", e);
        } catch (BufferUnderflowException | NoSuchElementException | ClassCastException | NullPointerException
                | IndexOutOfBoundsException | NumberFormatException | ArithmeticException e) {
            throw BadModel.because(name, "it is damaged or of another kind of network", e);
        }
    }

    boolean has(String key) {
        return tensors.containsKey(key);
    }

    /** Keys of the tensors, in the order of the file. */
    List<String> keys() {
        return tensors.keySet().stream().map(String::valueOf).toList();
    }

    long[] shape(String key) {
        return tensor(key).shape();
    }

    /** The values, widened to 32 bit. */
    float[] values(String key) throws IOException {
        Pickle.Tensor tensor = tensor(key);
        boolean half = tensor.storage().type().equals("HalfStorage");
        int width = half ? 2 : 4;
        ByteBuffer raw = ByteBuffer
                .wrap(bytes(root + "data/" + tensor.storage().key(), tensor.offset() * width, tensor.count() * width))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[tensor.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = half ? Float.float16ToFloat(raw.getShort()) : raw.getFloat();
        }
        return values;
    }

    RuntimeException unsupported(String what) {
        return BadModel.because(name, what);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Pickle.Tensor tensor(String key) {
        if (tensors.get(key) instanceof Pickle.Tensor tensor) {
            return tensor;
        }
        throw BadModel.because(name, "it has no " + key);
    }

    /** Up to {@code limit} bytes of an entry. */
    private byte[] bytes(String entry, long offset, int limit) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw BadModel.because(name, "it has no " + entry);
        }
        try (InputStream in = zip.getInputStream(found)) {
            in.skipNBytes(offset);
            return in.readNBytes(limit);
        }
    }
}
