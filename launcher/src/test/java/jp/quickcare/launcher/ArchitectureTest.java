package jp.quickcare.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.quickcare.launcher");

    @Test
    void the_launcher_never_knows_the_server() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jp.quickcare.server..", "io.undertow..")
                .check(CLASSES);
    }

    @Test
    void the_launcher_never_knows_windows_by_name() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jp.quickcare.windows..", "com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void the_click_needs_no_library() {
        noClasses()
                .that()
                .resideInAnyPackage("jp.quickcare.launcher.click..", "jp.quickcare.launcher.receipt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml..",
                        "org.apache..",
                        "ch.qos..",
                        "org.slf4j..",
                        "picocli..",
                        "io.airlift..",
                        "javax.swing..",
                        "java.awt..")
                .check(CLASSES);
    }

    @Test
    void only_the_windows_own_process_knows_what_draws_on_a_display() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jp.quickcare.launcher.window.screen..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.swing..", "java.awt..", "com.formdev..")
                .check(CLASSES);
    }

    @Test
    void only_the_download_knows_the_http_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jp.quickcare.launcher.fetch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "io.airlift..")
                .check(CLASSES);
    }

    @Test
    void only_the_download_and_the_package_for_it_know_archives() {
        noClasses()
                .that()
                .resideOutsideOfPackages("jp.quickcare.launcher.fetch..", "jp.quickcare.launcher.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.commons.compress..")
                .check(CLASSES);
    }

    @Test
    void only_a_proxy_script_needs_what_runs_it() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jp.quickcare.launcher.proxy.script..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mozilla..")
                .check(CLASSES);
    }
}
