package org.podstudio.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.podstudio.api.Run;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens networks and keeps the ones used last in memory, up to a total size of their files. For any thread. Nothing native is loaded before
 * the first {@link #open}.
 */
@Component(service = Sessions.class)
public final class Sessions implements AutoCloseable {

    static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final long KEEP_BYTES = 512L << 20;

    /** A network is the same as long as its file is. */
    private record Key(Path model, long bytes, long modified, Tuning tuning) {

        Key on(Device device) {
            return new Key(model, bytes, modified, tuning.on(device));
        }
    }

    /** A loaded network and how many hold it. */
    private static final class Warm {
        private final OrtNetwork network;
        private int holders;

        Warm(OrtNetwork network) {
            this.network = network;
        }
    }

    private final Path natives;
    private final long keepBytes;
    /** In order of use, the oldest first. */
    private final Map<Key, Warm> warm = new LinkedHashMap<>(16, 0.75f, true);
    /** Networks that were to run on the GPU and do not. */
    private final Set<Key> withoutGpu = new HashSet<>();
    private int loads;
    private boolean prepared;
    private boolean closed;

    /** Keeps native libraries in the user's folder. */
    @Activate
    public Sessions() {
        this(UserFolder.current().natives(), KEEP_BYTES);
    }

    /**
     * @param natives where native libraries are unpacked once
     * @param keepBytes total size of the model files whose networks stay loaded while nobody holds them; the one used last stays in any case,
     *            unless this is 0
     */
    public Sessions(Path natives, long keepBytes) {
        this.natives = natives;
        this.keepBytes = keepBytes;
    }

    /**
     * A network that is ready to run; close it to hand it back.
     *
     * @param model an ONNX file that is verified: a broken one can end the process
     * @throws org.podstudio.api.ProcessingException {@code inference.failed}, {@code inference.no-memory},
     *             {@code inference.unsupported-input}, {@code inference.unsupported-output}
     */
    public synchronized Session open(Path model, Tuning tuning) {
        prepare();
        Key key = key(model, tuning);
        Warm entry = warm.get(key);
        if (entry == null) {
            entry = load(model, key);
        }
        entry.holders++;
        evict();
        return new Handle(entry);
    }

    /**
     * Works with a network on the device of the tuning. When a device other than the CPU fails or has too little memory, the work is done
     * anew on the CPU, with a note.
     *
     * @param work done in the calling thread, perhaps twice; does not close the session
     * @throws org.podstudio.api.ProcessingException as {@link #open}, and what the work throws on the CPU
     */
    public <T> T with(Path model, Tuning tuning, Run run, Function<Session, T> work) {
        return InTurn.work(device -> open(model, tuning.on(device)), tuning.device(), run, work);
    }

    /**
     * As {@link #open}, but the network is freed when it is closed: for a file that will not be there again.
     */
    public Session openOnce(Path model, Tuning tuning) {
        prepare();
        return new Once(OrtNetwork.load(model, tuning));
    }

    private synchronized void prepare() {
        if (!prepared) {
            Natives.prepare(natives);
            FirstTouch.make();
            prepared = true;
        }
    }

    private Warm load(Path model, Key key) {
        Warm entry = new Warm(OrtNetwork.load(model, key.tuning()));
        loads++;
        LOG.debug("Loaded {} on {}", model, entry.network.device());
        boolean fallen = key.tuning().device() == Device.GPU && entry.network.device().equals(SessionOptions.CPU);
        if (fallen) {
            withoutGpu.add(key);
        }
        Key real = fallen ? key.on(Device.CPU) : key;
        Warm there = warm.putIfAbsent(real, entry);
        if (there == null) {
            return entry;
        }
        entry.network.close();
        return there;
    }

    /** Frees every network that nobody holds; the others go when they are handed back. */
    @Override
    @Deactivate
    public synchronized void close() {
        closed = true;
        evict();
    }

    /** How often a network has been loaded from its file so far: once for a batch that keeps it warm. */
    public synchronized int loads() {
        return loads;
    }

    /** Number of networks in memory. */
    synchronized int loaded() {
        return warm.size();
    }

    private synchronized void giveBack(Warm entry) {
        entry.holders--;
        evict();
    }

    private void evict() {
        long limit = closed ? 0 : keepBytes;
        long total = warm.keySet().stream().mapToLong(Key::bytes).sum();
        List<OrtNetwork> gone = new ArrayList<>();
        for (Iterator<Map.Entry<Key, Warm>> i = warm.entrySet().iterator(); total > limit && i.hasNext();) {
            Map.Entry<Key, Warm> oldest = i.next();
            if (limit > 0 && !i.hasNext()) {
                break; // the one used last stays, however large: a batch would load it for each picture
            }
            if (oldest.getValue().holders == 0) {
                total -= oldest.getKey().bytes();
                gone.add(oldest.getValue().network);
                i.remove();
            }
        }
        gone.forEach(OrtNetwork::close);
    }

    /** With the device that will really be used, so that nothing is loaded twice under two names for one. */
    private Key key(Path model, Tuning tuning) {
        try {
            Device device = SessionOptions.triesGpu(tuning.device()) ? Device.GPU : Device.CPU;
            Key key = new Key(model.toAbsolutePath().normalize(), Files.size(model),
                    Files.getLastModifiedTime(model).toMillis(), tuning.on(device));
            return withoutGpu.contains(key) ? key.on(Device.CPU) : key;
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + model + " cannot be read", e);
        }
    }

    /** One holder's view of a network. */
    private static class Once implements Session {

        private final OrtNetwork network;
        private boolean open = true;

        Once(OrtNetwork network) {
            this.network = network;
        }

        @Override
        public long[] inputShape() {
            return network.inputShape();
        }

        @Override
        public String device() {
            return network.device();
        }

        @Override
        public List<Port> inputs() {
            return network.inputs();
        }

        @Override
        public List<Port> outputs() {
            return network.outputs();
        }

        @Override
        public Tensor run(Tensor input, Run run) {
            return network.run(input, run);
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs, Run run) {
            return network.run(inputs, outputs, run);
        }

        @Override
        public void run(Tensor input, Tensor output, Run run) {
            network.run(input, output, run);
        }

        @Override
        public final void close() {
            if (open) {
                open = false;
                release();
            }
        }

        void release() {
            network.close();
        }
    }

    /** One of several holders of a warm network. */
    private final class Handle extends Once {

        private final Warm entry;

        Handle(Warm entry) {
            super(entry.network);
            this.entry = entry;
        }

        @Override
        void release() {
            giveBack(entry);
        }
    }
}
