package org.podstudio.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.api.project.UserFolder;
import org.podstudio.models.internal.Ncnn;
import org.podstudio.models.internal.Sha256;
import org.podstudio.network.Breakers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every model that is known, and the files of those that are on disk. For any thread; the network is used by {@link #fetch} alone. */
@Component(service = Catalogue.class)
public final class Catalogue {

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final Licence OWN = new Licence("LicenseRef-own", "brought by the user", "", true);
    /** Behind every card of the catalogue: what a user brings is used when it is named. */
    private static final int OWN_RANK = 500;

    /** Size, time and hash of a file that was verified. */
    private record Verified(long bytes, long modified, String sha256) {}

    private final List<Rack> racks;
    private final ModelsFolder folder;
    private final Supplier<Optional<Trial>> trial;
    private final Fetcher fetcher = new Fetcher(new Breakers("models"));
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    /** The catalogue of the installed bundles and of the user's folder. */
    @Activate
    public Catalogue(BundleContext context) {
        this(List.of(new BundleRack(context)), new ModelsFolder(UserFolder.current().models()), () -> service(context));
    }

    /**
     * A catalogue outside OSGi.
     *
     * @param cardFolders folders of {@code *.json}, files beside them
     * @param userModels where fetched and imported models are kept; need not exist
     */
    public Catalogue(List<Path> cardFolders, Path userModels) {
        this(cardFolders, userModels, Optional::empty);
    }

    /** As the other, with what tries imported models. */
    public Catalogue(List<Path> cardFolders, Path userModels, Supplier<Optional<Trial>> trial) {
        this(cardFolders.stream().<Rack>map(FolderRack::new).toList(), new ModelsFolder(userModels), trial);
    }

    private Catalogue(List<Rack> racks, ModelsFolder folder, Supplier<Optional<Trial>> trial) {
        this.racks = racks;
        this.folder = folder;
        this.trial = trial;
    }

    /** All cards, by task, then by rank. */
    public List<Card> cards() {
        Map<String, Card> cards = new HashMap<>();
        Stream.concat(racks.stream().flatMap(rack -> rack.cards().stream()), folder.ownCards().stream())
                .forEach(card -> cards.putIfAbsent(card.id(), card));
        return cards.values().stream().map(this::completed)
                .sorted(Comparator.comparing(Card::task).thenComparing(Card::rank).thenComparing(Card::id)).toList();
    }

    /** The cards of a task, best first. */
    public List<Card> cards(String task) {
        return cards().stream().filter(card -> card.task().equals(task)).toList();
    }

    /** Those of a task that are on disk or ship with their cards, best first. Nothing is unpacked. */
    public List<Card> there(String task) {
        return cards(task).stream().filter(card -> bundled(card) || fileOf(card).isPresent()).toList();
    }

    /**
     * One card; of a model on disk with the size and hash of its file.
     *
     * @throws ProcessingException {@code models.unknown}, listing the known ones
     */
    public Card card(String id) {
        List<Card> all = cards();
        return all.stream().filter(card -> card.id().equals(id)).findFirst()
                .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "models.unknown",
                        "There is no model '" + id + "'.",
                        "Use one of: " + all.stream().map(Card::id).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * The model's file, if it is on disk or ships with its card; not verified.
     *
     * @throws ProcessingException {@code models.unknown}
     */
    public Optional<Path> installed(String id) {
        return installed(card(id));
    }

    /**
     * The model's file, verified once per process and again when it has changed. A damaged one that ships with its card is
     * unpacked again.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.wrong-hash}
     */
    public Path require(String id) {
        Card card = card(id);
        Path file = installed(card).orElseThrow(() -> notInstalled(card));
        Verified before = verified.get(id);
        if (before == null || !before.equals(stamp(file, before.sha256())) || !before.sha256().equals(expected(card))) {
            heal(card, file);
        }
        return file;
    }

    private void heal(Card card, Path file) {
        try {
            verify(card, file);
        } catch (ProcessingException e) {
            if (unpack(card).isEmpty()) {
                throw e;
            }
            LOG.warn("The model {} was damaged and has been unpacked again.", card.id());
            verify(card, file);
        }
    }

    /**
     * Gets the model from the first source that works, verifies it, converts it where it must be, and puts it in place at once or not at
     * all. A model that is there and intact is left as it is.
     *
     * @param licenceAccepted whether the user accepts the card's licence; asked for only when it is not permissive
     * @return the usable file
     * @throws ProcessingException {@code models.licence}, {@code models.no-network}, {@code models.unreachable-for-now},
     *         {@code models.not-served}, {@code models.wrong-hash}, {@code models.no-npm}
     * @throws IOException of the file system
     */
    public Path fetch(String id, boolean licenceAccepted, Run run) throws IOException {
        Card card = card(id);
        if (intact(card)) {
            run.note(id + " is there already.");
            return folder.file(id);
        }
        if (!card.licence().permissive() && !licenceAccepted) {
            throw licence(card);
        }
        Path staging = folder.staging();
        try {
            Staged staged = firstThatWorks(card, staging, run);
            String accepted = card.licence().permissive() ? "" : Instant.now().toString();
            folder.put(id, staged.file(), Fetcher.describe(staged.source()), accepted);
            run.progress(1);
            return require(id);
        } finally {
            ModelsFolder.delete(staging);
        }
    }

    /**
     * As {@link #fetch}, but when the model cannot be had, another one of the same task takes its place, with a note: one that is on disk, or
     * else the smallest that can be fetched under a permissive licence.
     *
     * @return the card of what is on disk then
     * @throws ProcessingException as {@link #fetch}, of the model that was wanted, when none of the others can be had either
     * @throws IOException of the file system
     */
    public Card fetchOrAnother(String id, boolean licenceAccepted, Run run) throws IOException {
        try {
            fetch(id, licenceAccepted, run);
            return card(id);
        } catch (ProcessingException e) {
            if (e.code().equals("models.unknown") || e.code().equals("models.licence")) {
                throw e;
            }
            Card other = another(card(id), run).orElseThrow(() -> e);
            run.note(e.message() + " The model " + other.id() + " takes its place.");
            return other;
        }
    }

    private Optional<Card> another(Card wanted, Run run) throws IOException {
        List<Card> others = cards(wanted.task()).stream().filter(card -> !card.id().equals(wanted.id())).toList();
        Optional<Card> there = others.stream().filter(card -> installed(card).isPresent()).findFirst();
        if (there.isPresent()) {
            return there;
        }
        for (Card card : others.stream().filter(card -> card.licence().permissive())
                .sorted(Comparator.comparingLong(Card::bytes)).toList()) {
            try {
                fetch(card.id(), false, run);
                return Optional.of(card(card.id()));
            } catch (ProcessingException e) {
                LOG.debug("{} cannot be had either: {}", card.id(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Converts an ncnn upscaler, tries it on a picture and registers it as the user's own.
     *
     * @throws ProcessingException {@code models.bad-id}, {@code models.bad-file}, {@code models.trial-failed},
     *        {@code models.exists}
     * @throws IOException of the file system
     */
    public Card importNcnn(String id, Path param, Path bin, Run run) throws IOException {
        return register(id, "upscale", param, staged -> Ncnn.toOnnx(param, bin, staged), run);
    }

    /**
     * Copies an ONNX file, tries it on a picture and registers it as the user's own.
     *
     * @param task {@code upscale}, {@code matting} or {@code face-restore}
     * @throws ProcessingException {@code models.bad-id}, {@code models.bad-file}, {@code models.trial-failed},
     *        {@code models.exists}
     * @throws IOException of the file system
     */
    public Card importOnnx(String id, Path onnx, String task, Run run) throws IOException {
        return register(id, task, onnx, staged -> Files.copy(onnx, staged), run);
    }

    /**
     * Deletes a fetched or imported model, whole, damaged or without a card; the card of an imported one goes too.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.bundled}
     * @throws IOException of the file system
     */
    public void remove(String id) throws IOException {
        if (cards().stream().anyMatch(card -> card.id().equals(id) && bundled(card))) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "models.bundled",
                    "The model " + id + " ships with the product.", "Leave it, or remove the plug-in that brings it.");
        }
        if (!folder.holds(id)) {
            throw notInstalled(card(id));
        }
        folder.remove(id);
        verified.remove(id);
    }

    /**
     * Reads the whole file again and compares its hash.
     *
     * @throws ProcessingException {@code models.unknown}, {@code models.not-installed}, {@code models.wrong-hash}
     */
    public void verify(String id) {
        Card card = card(id);
        verify(card, installed(card).orElseThrow(() -> notInstalled(card)));
    }

    private Card completed(Card card) {
        return card.sha256().isEmpty()
                ? folder.installation(card.id()).map(known -> card.with(known.bytes(), known.sha256())).orElse(card)
                : card;
    }

    private Optional<Path> installed(Card card) {
        return fileOf(card).or(() -> unpack(card));
    }

    private Optional<Path> fileOf(Card card) {
        return folder.installation(card.id())
                .filter(known -> card.sha256().isEmpty() || card.sha256().equals(known.sha256()))
                .map(known -> folder.file(card.id()));
    }

    /** Copies a bundled file out of its bundle, where no native library could read it. */
    private synchronized Optional<Path> unpack(Card card) {
        for (Source source : card.sources()) {
            if (source instanceof Source.Bundled bundled && unpack(card, bundled)) {
                return Optional.of(folder.file(card.id()));
            }
        }
        return Optional.empty();
    }

    private boolean unpack(Card card, Source.Bundled source) {
        try {
            Path staging = folder.staging();
            try {
                Path file = staging.resolve(card.id());
                if (!copy(card, source, file)) {
                    return false;
                }
                folder.put(card.id(), file, Fetcher.describe(source), "");
                return true;
            } finally {
                ModelsFolder.delete(staging);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + card.id() + " cannot be unpacked", e);
        }
    }

    private boolean copy(Card card, Source.Bundled source, Path file) throws IOException {
        for (Rack rack : racks) {
            Optional<InputStream> found = rack.open(card.id(), source.path());
            if (found.isPresent()) {
                try (InputStream in = found.get()) {
                    Files.copy(in, file);
                    return true;
                }
            }
        }
        return false;
    }

    private void verify(Card card, Path file) {
        try {
            String actual = Sha256.of(file);
            if (!actual.equals(expected(card))) {
                verified.remove(card.id());
                throw wrongHash(card, file, expected(card), actual);
            }
            verified.put(card.id(), stamp(file, actual));
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + card.id() + " cannot be read", e);
        }
    }

    private String expected(Card card) {
        return card.sha256().isEmpty()
                ? folder.installation(card.id()).map(Installation::sha256).orElse("")
                : card.sha256();
    }

    private static Verified stamp(Path file, String sha256) {
        try {
            return new Verified(Files.size(file), Files.getLastModifiedTime(file).toMillis(), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + file + " cannot be read", e);
        }
    }

    private boolean intact(Card card) {
        return installed(card).map(file -> {
            try {
                verify(card, file);
                return true;
            } catch (ProcessingException e) {
                return false;
            }
        }).orElse(false);
    }

    /** A finished file and where it came from. */
    private record Staged(Path file, Source source) {}

    private Staged firstThatWorks(Card card, Path staging, Run run) throws IOException {
        List<ProcessingException> failures = new ArrayList<>();
        for (Source source : card.sources()) {
            run.checkCanceled();
            try {
                Path here = Files.createDirectory(staging.resolve(Integer.toString(failures.size())));
                return new Staged(stage(card, source, here, run), source);
            } catch (ProcessingException e) {
                run.note(e.message());
                failures.add(e);
            }
        }
        throw worst(card, failures);
    }

    private Path stage(Card card, Source source, Path here, Run run) throws IOException {
        if (!(source instanceof Source.Bundled bundled)) {
            return fetcher.fetch(card, source, here, run);
        }
        Path file = here.resolve(card.id());
        if (!copy(card, bundled, file)) {
            throw notInstalled(card);
        }
        return file;
    }

    /** A wrong hash is worse than a source that is out of reach; of those the first is told. */
    private ProcessingException worst(Card card, List<ProcessingException> failures) {
        ProcessingException worst = failures.stream().filter(e -> e.kind() == ErrorKind.TOOL).findFirst()
                .orElseGet(() -> failures.stream().findFirst().orElseGet(() -> notInstalled(card)));
        String other = cards(card.task()).stream().filter(c -> !c.id().equals(card.id()))
                .filter(c -> c.sources().stream().anyMatch(Source.NpmPackage.class::isInstance)).findFirst()
                .map(c -> " Or take another model of the same task, through npm: " + command(c) + ".").orElse("");
        return new ProcessingException(worst.kind(), worst.code(), worst.message(), worst.advice() + other, worst);
    }

    /** Writes the ONNX file of what a user brings. */
    @FunctionalInterface
    private interface Staging {
        void write(Path staged) throws IOException;
    }

    private Card register(String id, String task, Path original, Staging staging, Run run) throws IOException {
        if (!Card.isId(id)) {
            throw ProcessingException.parameter("id", "models.bad-id", "'" + id + "' cannot be the id of a model.",
                    "Use letters, digits, dots, dashes and underscores, a letter or a digit first.");
        }
        if (cards().stream().anyMatch(card -> card.id().equals(id))) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "models.exists",
                    "There is a model '" + id + "' already.", "Choose another id, or remove that one first.");
        }
        Path temporary = folder.staging();
        try {
            Path staged = temporary.resolve("model.onnx");
            staging.write(staged);
            Map<String, Object> contract = new LinkedHashMap<>(trial().examine(staged, task, run));
            Installation installation = folder.put(id, staged, original.toString(), "");
            Card card = new Card(id, id, task, OWN_RANK, contract, OWN, installation.bytes(), installation.sha256(),
                    List.of());
            folder.putCard(card);
            return card;
        } finally {
            ModelsFolder.delete(temporary);
        }
    }

    private Trial trial() {
        return trial.get().orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION, "models.no-trial",
                "Models cannot be tried here.", "Install the plug-in that runs models, org.podstudio.inference."));
    }

    private static Optional<Trial> service(BundleContext context) {
        ServiceReference<Trial> reference = context.getServiceReference(Trial.class);
        return reference == null ? Optional.empty() : Optional.ofNullable(context.getService(reference));
    }

    private static boolean bundled(Card card) {
        return card.sources().stream().anyMatch(Source.Bundled.class::isInstance);
    }

    private static String command(Card card) {
        return "podstudio models fetch " + card.id() + (card.licence().permissive() ? "" : " --accept-license");
    }

    private static ProcessingException notInstalled(Card card) {
        return new ProcessingException(ErrorKind.CONFIGURATION, "models.not-installed",
                "The model " + card.id() + " (" + card.title() + ") is not on this machine.",
                "Get it with: " + command(card)
                        + (card.licence().permissive()
                                ? "."
                                : " (licence: " + card.licence().name() + ", " + card.licence().url() + ")."));
    }

    private static ProcessingException wrongHash(Card card, Path file, String expected, String actual) {
        return new ProcessingException(ErrorKind.TOOL, "models.wrong-hash",
                "The model file " + file + " has changed since it was verified: its SHA-256 is " + actual + " and not "
                        + expected + ".",
                bundled(card)
                        ? "Install the plug-in that brings it again."
                        : "Get it again with: " + command(card) + ".");
    }

    private static ProcessingException licence(Card card) {
        Licence licence = card.licence();
        return new ProcessingException(ErrorKind.CONFIGURATION, "models.licence",
                "The model " + card.id() + " comes under the licence " + licence.name() + " (" + licence.url()
                        + "), which must be accepted.",
                "Read it, and if you accept it: podstudio models fetch " + card.id() + " --accept-license.");
    }
}
