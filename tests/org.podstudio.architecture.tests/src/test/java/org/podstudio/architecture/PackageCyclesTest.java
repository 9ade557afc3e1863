package org.podstudio.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** No two packages know each other, neither directly nor around a corner. */
class PackageCyclesTest {

    @Test
    void packages_are_free_of_cycles() {
        List<Path> compiled = Bundles.read().all().stream().map(b -> b.folder().resolve("target/classes"))
                .filter(Files::isDirectory).toList();
        assertTrue(compiled.size() >= 2, "the bundles are compiled before this test runs");
        JavaClasses classes = new ClassFileImporter().importPaths(compiled);
        slices().matching("org.podstudio.(**)").should().beFreeOfCycles().check(classes);
    }
}
