package org.podstudio.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads the pickle of a PyTorch state dict. Knows the opcodes and the five globals that one needs and refuses all others, so nothing that
 * is in the file can run. Opcodes as in Python's {@code pickletools}.
 */
final class Pickle {

    /** A tensor's memory: the name of its entry and its element type ({@code FloatStorage}). */
    record Storage(String key, String type) {}

    /** A contiguous view of a storage; offset in elements. */
    record Tensor(Storage storage, long offset, long[] shape) {
        int count() {
            long count = 1;
            for (long side : shape) {
                count = Math.multiplyExact(count, side);
            }
            return Math.toIntExact(count);
        }
    }

    private record Global(String name) {}

    private static final Set<String> ALLOWED = Set.of("collections.OrderedDict", "torch._utils._rebuild_tensor_v2",
            "torch.FloatStorage", "torch.HalfStorage", "torch.LongStorage");
    private static final Object MARK = new Object();
    private static final Object NONE = new Object();

    private final String file;
    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(String file, byte[] bytes) {
        this.file = file;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The object that the pickle holds: maps, lists, texts, longs and {@link Tensor}s. */
    static Object read(String file, byte[] bytes) {
        Pickle pickle = new Pickle(file, bytes);
        int opcode = pickle.opcode();
        while (opcode != '.') {
            pickle.step(opcode);
            opcode = pickle.opcode();
        }
        return pickle.stack.pop();
    }

    private int opcode() {
        return in.get() & 0xFF;
    }

    private void step(int opcode) {
        if (!scalar(opcode) && !container(opcode) && !memory(opcode)) {
            throw BadModel.because(file, "its pickle has opcode 0x" + Integer.toHexString(opcode));
        }
    }

    private boolean scalar(int opcode) {
        switch (opcode) {
            case 'N' -> stack.push(NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) (in.get() & 0xFF));
            case 'M' -> stack.push((long) (in.getShort() & 0xFFFF));
            case 'J' -> stack.push((long) in.getInt());
            case 0x8A -> stack.push(longNumber());
            case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> stack.push(text(in.getInt()));
            case 'c' -> stack.push(global(line() + "." + line()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) {
        switch (opcode) {
            case '}' -> stack.push(new LinkedHashMap<>());
            case ']' -> stack.push(new ArrayList<>());
            case ')' -> stack.push(List.of());
            case '(' -> stack.push(MARK);
            case 0x85, 0x86, 0x87 -> stack.push(top(opcode - 0x84));
            case 't' -> stack.push(toMark());
            case 's' -> put(top(2));
            case 'u' -> put(toMark());
            case 'a' -> append(top(1));
            case 'e' -> append(toMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int opcode) {
        switch (opcode) {
            case 0x80 -> in.get();
            case 'q' -> memo.put(in.get() & 0xFF, Objects.requireNonNull(stack.peek()));
            case 'r' -> memo.put(in.getInt(), Objects.requireNonNull(stack.peek()));
            case 'h' -> stack.push(Objects.requireNonNull(memo.get(in.get() & 0xFF)));
            case 'j' -> stack.push(Objects.requireNonNull(memo.get(in.getInt())));
            case 'Q' -> stack.push(storage((List<?>) stack.pop()));
            case 'R' -> reduce((List<?>) stack.pop(), (Global) stack.pop());
            case 'b' -> stack.pop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private Global global(String name) {
        if (!ALLOWED.contains(name)) {
            throw BadModel.because(file, "it wants to run " + name);
        }
        return new Global(name);
    }

    private void reduce(List<?> arguments, Global function) {
        stack.push(switch (function.name()) {
            case "collections.OrderedDict" -> new LinkedHashMap<>();
            case "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
            default -> throw BadModel.because(file, "it wants to run " + function.name());
        });
    }

    private static Storage storage(List<?> id) {
        return new Storage((String) id.get(2), ((Global) id.get(1)).name().substring("torch.".length()));
    }

    private Tensor tensor(List<?> arguments) {
        long[] shape = longs(arguments.get(2));
        long[] strides = longs(arguments.get(3));
        long expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != expected) {
                throw BadModel.because(file, "a tensor in it is not contiguous");
            }
            expected *= shape[i];
        }
        return new Tensor((Storage) arguments.get(0), (Long) arguments.get(1), shape);
    }

    private static long[] longs(Object list) {
        return ((List<?>) list).stream().mapToLong(value -> (Long) value).toArray();
    }

    private List<Object> top(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(stack.pop());
        }
        Collections.reverse(values);
        return values;
    }

    private List<Object> toMark() {
        List<Object> values = new ArrayList<>();
        for (Object value = stack.pop(); value != MARK; value = stack.pop()) {
            values.add(value);
        }
        Collections.reverse(values);
        return values;
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) {
        Map<Object, Object> map = (Map<Object, Object>) Objects.requireNonNull(stack.peek());
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        ((List<Object>) Objects.requireNonNull(stack.peek())).addAll(values);
    }

    private long longNumber() {
        int bytes = in.get();
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xFFL) << 8 * i;
        }
        return value;
    }

    private String text(int length) {
        if (length < 0 || length > in.remaining()) {
            throw BadModel.because(file, "its pickle ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = in.get(); c != '\n'; c = in.get()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
