package org.podstudio.packs;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.podstudio.api.project.Asset;
import org.podstudio.packs.Finding.Severity;

/** What is wrong with a pack, found without building it. */
final class PackLint {

    private final PackContents contents;
    private final LeakGate gate;
    private final List<Finding> findings = new ArrayList<>();

    private PackLint(PackContents contents, LeakGate gate) {
        this.contents = contents;
        this.gate = gate;
    }

    /** Errors first, else in the pack's order. */
    static List<Finding> check(PackContents contents, LeakGate gate) {
        PackLint lint = new PackLint(contents, gate);
        lint.words();
        lint.unknown();
        contents.items().forEach(lint::item);
        lint.duplicates();
        lint.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(lint.findings);
    }

    private void words() {
        if (contents.pack().assets().isEmpty()) {
            add(Severity.ERROR, "pack.empty", "", "The pack has no assets.", "Add at least one asset.");
        }
        if (contents.pack().author().isBlank()) {
            add(Severity.WARNING, "pack.no-author", "",
                    "Nobody is named as the author, so the licence does not say who grants it.", "Name the author.");
        }
        if (contents.pack().description().isBlank()) {
            add(Severity.WARNING, "pack.no-description", "",
                    "The pack has no description for its README and the store.", "Write two or three sentences.");
        }
    }

    private void unknown() {
        contents.unknown()
                .forEach(id -> add(Severity.ERROR, "pack.missing-asset", "",
                        "The project has no asset %s (any more).".formatted(id),
                        "Take it out of the pack, or import its file again."));
    }

    private void item(PackItem item) {
        Asset asset = item.asset();
        if (!Files.isRegularFile(item.file())) {
            add(Severity.ERROR, "pack.missing-file", asset.path(), "The file %s is missing.".formatted(asset.path()),
                    "Put it back, or take the asset out of the pack.");
        }
        if (!asset.labels().approved()) {
            add(Severity.WARNING, "pack.unapproved", asset.path(), "%s is not approved.".formatted(asset.fileName()),
                    "Look at it and approve it, or take it out of the pack.");
        }
        findings.addAll(gate.of(item));
    }

    private void duplicates() {
        Map<String, PackItem> seen = new HashMap<>();
        for (PackItem item : contents.items()) {
            PackItem first = seen.putIfAbsent(item.asset().content().sha256(), item);
            if (first != null) {
                add(Severity.WARNING, "pack.duplicate", item.asset().path(),
                        "%s has the same content as %s.".formatted(item.asset().path(), first.asset().path()),
                        "Keep one of the two.");
            }
        }
    }

    private void add(Severity severity, String code, String file, String message, String advice) {
        findings.add(new Finding(severity, code, file, message, advice));
    }
}
