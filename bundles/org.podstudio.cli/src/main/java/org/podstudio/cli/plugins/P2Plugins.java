package org.podstudio.cli.plugins;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.equinox.p2.core.IProvisioningAgent;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.engine.IProfile;
import org.eclipse.equinox.p2.engine.IProfileRegistry;
import org.eclipse.equinox.p2.engine.ProvisioningContext;
import org.eclipse.equinox.p2.engine.query.UserVisibleRootQuery;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.operations.InstallOperation;
import org.eclipse.equinox.p2.operations.ProfileChangeOperation;
import org.eclipse.equinox.p2.operations.ProvisioningJob;
import org.eclipse.equinox.p2.operations.ProvisioningSession;
import org.eclipse.equinox.p2.operations.UninstallOperation;
import org.eclipse.equinox.p2.operations.Update;
import org.eclipse.equinox.p2.operations.UpdateOperation;
import org.eclipse.equinox.p2.query.IQueryable;
import org.eclipse.equinox.p2.query.QueryUtil;
import org.eclipse.equinox.p2.repository.metadata.IMetadataRepositoryManager;
import org.eclipse.jdt.annotation.Nullable;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

/**
 * Plug-ins by p2, in the profile that is running. Only the named site is asked, never one that a site refers to. Content need not be signed: the
 * user named the site, p2 compares every file with the checksum in the site's index, and nobody on the way can change either, as a site on another
 * machine is asked by https alone.
 */
public final class P2Plugins implements Plugins {

    private static final String OURS = "org.podstudio.";
    private static final String GROUP = ".feature.group";
    private static final String FEATURE = ".feature";
    private static final Set<String> ITSELF = Set.of("core", "platform", "launch", "workbench");
    private static final String HTTP_RULE = "p2.httpRule";
    // by address, not by what a name server says it is
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final IProvisioningAgent agent;
    private final ProvisioningSession session;

    /** Works with the agent of the running product. */
    public P2Plugins(IProvisioningAgent agent) {
        this.agent = agent;
        this.session = new ProvisioningSession(agent);
    }

    @Override
    public List<Plugin> installed() {
        return roots().stream().map(unit -> plugin(unit, true)).toList();
    }

    @Override
    public List<Plugin> available(URI site, Run run) {
        return newest(load(site, run)).stream().map(unit -> plugin(unit, isInstalled(unit.getId()))).toList();
    }

    @Override
    public Plugin install(String id, URI site, Consumer<List<Plugin>> agreement, Run run) {
        IInstallableUnit unit = pick(newest(load(site, run)), id, "The site " + site + " has no part");
        if (isInstalled(unit.getId())) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "plugins.conflict",
                    shortId(unit.getId()) + " is installed already.",
                    "Use podstudio plugins update " + shortId(unit.getId()) + " to get a newer version.");
        }
        perform(new InstallOperation(session, List.of(unit)), Optional.of(site), agreement, run);
        return plugin(unit, true);
    }

    @Override
    public List<Plugin> update(Optional<String> id, URI site, Consumer<List<Plugin>> agreement, Run run) {
        load(site, run);
        List<IInstallableUnit> units = id.map(i -> List.of(pick(roots(), i, "There is no installed part")))
                .orElseGet(this::roots);
        UpdateOperation operation = new UpdateOperation(session, units);
        operation.setProvisioningContext(context(Optional.of(site)));
        IStatus status = operation.resolveModal(new RunMonitor(run, 0.4));
        if (status.getCode() == UpdateOperation.STATUS_NOTHING_TO_UPDATE) {
            return List.of();
        }
        List<Update> updates = Arrays.asList(operation.getSelectedUpdates());
        perform(operation, Optional.of(site), agreement, run);
        return updates.stream().map(u -> plugin(u.replacement, true)).toList();
    }

    @Override
    public Plugin remove(String id, Run run) {
        IInstallableUnit unit = pick(roots(), id, "There is no installed part");
        if (ITSELF.contains(shortId(unit.getId()))) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "plugins.conflict",
                    shortId(unit.getId()) + " is what PODStudio itself is made of.",
                    "Name a part that was added to it.");
        }
        perform(new UninstallOperation(session, List.of(unit)), Optional.empty(), added -> {}, run);
        return plugin(unit, false);
    }

    private void perform(ProfileChangeOperation operation, Optional<URI> site, Consumer<List<Plugin>> agreement,
            Run run) {
        operation.setProfileId(IProfileRegistry.SELF);
        operation.setProvisioningContext(context(site));
        IStatus resolved = operation.resolveModal(new RunMonitor(run, 0.4));
        if (resolved.getSeverity() >= IStatus.ERROR) {
            throw stopped(resolved, "plugins.conflict",
                    "It does not fit what is installed: " + reason(resolved, operation),
                    "Choose another version, or update PODStudio first.");
        }
        agreement.accept(licensed(operation.getProvisioningPlan().getAdditions(), profile()));
        ProvisioningJob job = operation.getProvisioningJob(null);
        IStatus done = job.runModal(new RunMonitor(run, 1));
        if (done.getSeverity() >= IStatus.ERROR) {
            throw stopped(done, "plugins.failed", "It could not be done: " + reason(done),
                    "Nothing was changed; check the site, the disk and the permissions of the product's folder.");
        }
        run.checkCanceled();
    }

    private static RuntimeException stopped(IStatus status, String code, String message, String advice) {
        return status.getSeverity() == IStatus.CANCEL
                ? new CanceledException()
                : new ProcessingException(ErrorKind.CONFIGURATION, code, message, advice);
    }

    private static String reason(IStatus status, ProfileChangeOperation operation) {
        String details = Objects.requireNonNullElse(operation.getResolutionDetails(), "").strip();
        String words = details.isEmpty()
                ? reason(status)
                : details.lines().map(String::strip).limit(3).collect(Collectors.joining(" "));
        return words.endsWith(".") ? words : words + ".";
    }

    // p2 answers with a tree; what happened is in its leaves, beside one that only tells where
    private static String reason(IStatus status) {
        List<String> leaves = leaves(status).filter(words -> !words.startsWith("session context was")).distinct()
                .limit(2).toList();
        String words = leaves.isEmpty() ? "no reason was given" : String.join(" ", leaves);
        return words.endsWith(".") ? words : words + ".";
    }

    private static Stream<String> leaves(IStatus status) {
        if (status.getChildren().length > 0) {
            return Arrays.stream(status.getChildren()).flatMap(P2Plugins::leaves);
        }
        String own = Objects.requireNonNullElse(status.getMessage(), "");
        String cause = status.getException() == null ? "" : String.valueOf(status.getException().getMessage());
        return Stream.of(own, cause).flatMap(text -> text.lines().limit(1)).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private IQueryable<IInstallableUnit> load(URI site, Run run) {
        refuseUnencrypted(site);
        IMetadataRepositoryManager manager = Objects.requireNonNull(agent.getService(IMetadataRepositoryManager.class));
        try {
            return Objects.requireNonNull(manager.loadRepository(site, new RunMonitor(run, 0.2)));
        } catch (ProvisionException e) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, code(e.getStatus()),
                    "There is no update site at " + site + ": " + reason(e.getStatus()),
                    "Check the address; it must hold a p2 repository (content.jar or p2.index).", e);
        } catch (OperationCanceledException e) {
            throw new CanceledException();
        }
    }

    /** That nothing is there is another thing than that what is there could not be read. */
    static String code(IStatus status) {
        return status.getCode() == ProvisionException.REPOSITORY_NOT_FOUND
                ? "plugins.site.not-found"
                : "plugins.no-site";
    }

    // p2 turns http into https unless told otherwise; on this machine itself there is nobody to listen in
    static void refuseUnencrypted(URI site) {
        if (!"http".equals(site.getScheme())) {
            return;
        }
        if (!LOOPBACK.matcher(Objects.requireNonNullElse(site.getHost(), "")).matches()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "usage.not-encrypted",
                    "The site " + site + " is not encrypted: what it sends could be changed on the way.",
                    "Use the https: address of the site, or a folder.");
        }
        System.setProperty(HTTP_RULE, "allow");
    }

    private ProvisioningContext context(Optional<URI> site) {
        ProvisioningContext context = new ProvisioningContext(agent);
        URI[] sites = site.stream().toArray(URI[]::new);
        context.setMetadataRepositories(sites);
        context.setArtifactRepositories(sites);
        context.setProperty(ProvisioningContext.FOLLOW_REPOSITORY_REFERENCES, "false");
        return context;
    }

    private static List<IInstallableUnit> newest(IQueryable<IInstallableUnit> units) {
        return ours(units.query(QueryUtil.createLatestQuery(QueryUtil.createIUGroupQuery()), null).toUnmodifiableSet());
    }

    private List<IInstallableUnit> roots() {
        return ours(profile().query(new UserVisibleRootQuery(), null).toUnmodifiableSet());
    }

    private static List<IInstallableUnit> ours(Iterable<IInstallableUnit> units) {
        List<IInstallableUnit> ours = new ArrayList<>();
        for (IInstallableUnit unit : units) {
            if (unit.getId().startsWith(OURS) && unit.getId().endsWith(GROUP)) {
                ours.add(unit);
            }
        }
        ours.sort(Comparator.comparing(IInstallableUnit::getId));
        return ours;
    }

    private boolean isInstalled(String id) {
        return !profile().query(QueryUtil.createIUQuery(id), null).isEmpty();
    }

    private IProfile profile() {
        IProfileRegistry registry = Objects.requireNonNull(agent.getService(IProfileRegistry.class));
        IProfile profile = registry.getProfile(IProfileRegistry.SELF);
        if (profile == null) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "plugins.no-profile",
                    "This PODStudio was not installed by p2.",
                    "Use the product as it was built; parts cannot be added to one that was put together by hand.");
        }
        return profile;
    }

    private static IInstallableUnit pick(List<IInstallableUnit> units, String id, String nothing) {
        List<IInstallableUnit> found = units.stream().filter(unit -> means(unit.getId(), id)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String known = units.stream().map(unit -> shortId(unit.getId())).collect(Collectors.joining(", "));
        throw new ProcessingException(ErrorKind.INPUT, "plugins.not-found", nothing + " '" + id + "'.",
                known.isEmpty() ? "There is none at all." : "Use one of: " + known + ".");
    }

    /** {@code transcode}, {@code processors.transcode} and the complete id mean the same; so do a processor's id and its bundle's word. */
    static boolean means(String unit, String id) {
        String part = shortId(unit);
        String wanted = id.toLowerCase(Locale.ROOT).replace("-", "");
        return unit.equals(id) || part.equals(wanted) || part.endsWith("." + wanted);
    }

    /** {@code org.podstudio.processors.transcode.feature.feature.group} without what is the same for all. */
    static String shortId(String unit) {
        String id = unit.endsWith(GROUP) ? unit.substring(0, unit.length() - GROUP.length()) : unit;
        id = id.endsWith(FEATURE) ? id.substring(0, id.length() - FEATURE.length()) : id;
        return id.startsWith(OURS) ? id.substring(OURS.length()) : id;
    }

    private static Plugin plugin(IInstallableUnit unit, boolean installed) {
        String title = Objects.requireNonNullElse(unit.getProperty(IInstallableUnit.PROP_NAME, null), unit.getId());
        return new Plugin(shortId(unit.getId()), unit.getVersion().toString(), title, installed, licence(unit));
    }

    /** Those to be added, what the named one requires included, whose licence was not accepted with what is installed. */
    static List<Plugin> licensed(IQueryable<IInstallableUnit> added, IQueryable<IInstallableUnit> installed) {
        Set<String> accepted = groups(installed).map(P2Plugins::licence).collect(Collectors.toSet());
        return groups(added).map(unit -> plugin(unit, false))
                .filter(part -> !part.licence().isEmpty() && !accepted.contains(part.licence())).toList();
    }

    private static Stream<IInstallableUnit> groups(IQueryable<IInstallableUnit> units) {
        return units.query(QueryUtil.createIUGroupQuery(), null).toUnmodifiableSet().stream().sorted();
    }

    private static String licence(IInstallableUnit unit) {
        return unit.getLicenses(null).stream()
                .flatMap(l -> Stream.concat(l.getBody().lines(), Stream.ofNullable(l.getLocation()).map(URI::toString)))
                .map(String::strip).collect(Collectors.joining("\n"));
    }

    /** Progress to a run, cancel from it. */
    private static final class RunMonitor extends NullProgressMonitor {

        private final Run run;
        private final double upTo;
        private double total = 1;
        private double worked;

        RunMonitor(Run run, double upTo) {
            this.run = run;
            this.upTo = upTo;
        }

        @Override
        public void beginTask(@Nullable String name, int totalWork) {
            total = Math.max(1, totalWork);
        }

        @Override
        public void internalWorked(double work) {
            worked += work;
            run.progress(upTo * Math.min(1, worked / total));
        }

        @Override
        public void worked(int work) {
            internalWorked(work);
        }

        @Override
        public boolean isCanceled() {
            try {
                run.checkCanceled();
                return false;
            } catch (CanceledException e) {
                return true;
            }
        }
    }
}
