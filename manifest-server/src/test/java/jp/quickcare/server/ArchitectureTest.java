package jp.quickcare.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.quickcare.server");

    /** Packages that answer over HTTP. */
    private static final String[] ANSWERING = {
        "jp.quickcare.server.admission..",
        "jp.quickcare.server.console",
        "jp.quickcare.server.http..",
        "jp.quickcare.server.metrics..",
        "jp.quickcare.server.serve..",
        "jp.quickcare.server.reports..",
        "jp.quickcare.server.presence..",
    };

    @Test
    void the_server_never_knows_launcher_or_bootstrap() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jp.quickcare.launcher..", "jp.quickcare.bootstrap..", "jp.quickcare.windows..")
                .check(CLASSES);
    }

    @Test
    void what_is_decided_and_kept_knows_nothing_of_the_http_server() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ANSWERING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(CLASSES);
    }
}
