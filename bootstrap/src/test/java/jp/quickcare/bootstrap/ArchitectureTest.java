package jp.quickcare.bootstrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.quickcare.bootstrap");

    @Test
    void the_bootstrap_knows_only_itself_and_the_jdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "jp.quickcare.bootstrap..")
                .check(CLASSES);
    }

    /** A20: what every click pays for stays small. */
    @Test
    void the_bootstrap_needs_no_expensive_part_of_the_jdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.regex..", "java.util.stream..", "java.util.logging..", "java.time..")
                .check(CLASSES);
    }
}
