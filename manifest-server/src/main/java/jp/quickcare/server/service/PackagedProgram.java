package jp.quickcare.server.service;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** The program that people and services start. */
public final class PackagedProgram {
    /** Set by the script that runs the packaged server: the folder in which it lies. */
    private static final String PACKAGE = "quickcare.package";

    private PackagedProgram() {}

    /** Where it lies. @throws ServerFailure this Java was started in another way */
    public static Path path() throws ServerFailure {
        String home = System.getProperty(PACKAGE, "");
        Path program = Path.of(home, File.separatorChar == '\\' ? "manifest-server.cmd" : "manifest-server");
        if (home.isEmpty() || !Files.isRegularFile(program)) {
            throw ServerFailure.badInput(Sentence.of("service.not-packaged"));
        }
        return program;
    }
}
