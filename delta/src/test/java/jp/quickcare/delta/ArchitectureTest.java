package jp.quickcare.delta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.quickcare.delta");

    @Test
    void deltas_know_the_contract_the_packer_and_the_jdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.tukaani.xz..",
                        "org.jspecify..",
                        "jp.quickcare.manifest..",
                        "jp.quickcare.delta..")
                .check(CLASSES);
    }

    @Test
    void applying_knows_nothing_of_making() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jp.quickcare.delta.create..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jp.quickcare.delta.create..")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_know_each_other_in_circles() {
        slices().matching("jp.quickcare.delta.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
