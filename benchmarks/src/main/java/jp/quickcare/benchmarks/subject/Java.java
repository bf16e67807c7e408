package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JDK this benchmark runs on, and commands that only set things up and are not measured. */
final class Java {
    private Java() {}

    /** Returns a program of the JDK, so that every subject runs on the same one. */
    static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    static String run(Path folder, List<String> words) throws IOException, InterruptedException {
        return run(folder, words, Map.of());
    }

    static String run(Path folder, List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("Exit %d: %s%n%s".formatted(status, String.join(" ", words), output));
        }
        return output;
    }

    /** Makes an RSA key with a certificate, the kind of key both peers take. */
    static Path makeKey(Path folder, String storeType) throws IOException, InterruptedException {
        Path store = folder.resolve("keys");
        run(
                folder,
                List.of(
                        program("keytool"),
                        "-genkeypair",
                        "-alias",
                        "vendor",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "365",
                        "-dname",
                        "CN=vendor",
                        "-storetype",
                        storeType,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password",
                        "-keypass",
                        "password"));
        return store;
    }

    static Path exportCertificate(Path folder, Path store) throws IOException, InterruptedException {
        Path certificate = folder.resolve("vendor.crt");
        run(
                folder,
                List.of(
                        program("keytool"),
                        "-exportcert",
                        "-alias",
                        "vendor",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password",
                        "-file",
                        certificate.toString()));
        return certificate;
    }
}
