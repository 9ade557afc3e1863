package org.podstudio.library;

import java.util.List;

/**
 * What became of every file of an import.
 *
 * @param files in the order they were found, folders by name
 */
public record ImportReport(List<ImportedFile> files) {

    /** Copies the list. */
    public ImportReport {
        files = List.copyOf(files);
    }

    /** How many ended so. */
    public long count(ImportedFile.Outcome outcome) {
        return files.stream().filter(file -> file.outcome() == outcome).count();
    }
}
