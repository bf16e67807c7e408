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

    @Test
    void the_server_never_knows_launcher_or_bootstrap() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jp.quickcare.launcher..", "jp.quickcare.bootstrap..", "jp.quickcare.windows..")
                .check(CLASSES);
    }

    @Test
    void only_serve_knows_the_http_server() {
        noClasses()
                .that()
                .resideOutsideOfPackage("jp.quickcare.server.serve..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(CLASSES);
    }
}
