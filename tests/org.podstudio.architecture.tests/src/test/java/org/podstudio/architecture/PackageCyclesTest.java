package org.podstudio.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.architecture.Bundles.Bundle;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** No two packages know each other, neither directly nor around a corner. */
class PackageCyclesTest {

    @Test
    void packages_are_free_of_cycles() {
        List<Path> compiled = Bundles.read().all().stream().map(Bundle::folder)
                .filter(f -> Files.isDirectory(f.resolve("src/main/java"))).map(f -> f.resolve("target/classes"))
                .toList();
        assertEquals(List.of(), compiled.stream().filter(f -> !Files.isDirectory(f.resolve("org"))).toList(),
                "the bundles are compiled before this test runs");
        JavaClasses classes = new ClassFileImporter().importPaths(compiled);
        slices().matching("org.podstudio.(**)").should().beFreeOfCycles().check(classes);
    }
}
