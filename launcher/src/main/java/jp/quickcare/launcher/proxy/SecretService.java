package jp.quickcare.launcher.proxy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The keyring of a Linux desktop (freedesktop's Secret Service), through {@code secret-tool}. A secret is handed over on
 * its input, never on a command line, which every user of the PC may read.
 */
final class SecretService implements SecretStore {
    private static final String TOOL = "secret-tool";
    private static final int PATIENCE_SECONDS = 20;

    private final Map<String, String> environment;

    SecretService(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean fits() {
        return environment.containsKey("DBUS_SESSION_BUS_ADDRESS") && isInPath();
    }

    private boolean isInPath() {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, TOOL))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> find(String name) {
        try {
            return run("", "lookup", "application", "quickcare-launcher", "proxy", name)
                    .filter(secret -> !secret.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(String name, String secret) throws IOException {
        String label = "--label=QuickCare Launcher: " + name;
        if (run(secret, "store", label, "application", "quickcare-launcher", "proxy", name)
                .isEmpty()) {
            throw new IOException("the keyring did not take it");
        }
    }

    /** @return what it said; empty where it failed or somebody who was asked did not answer */
    private Optional<String> run(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TOOL));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            // A keyring that is locked asks its user; what it says is short and needs no reader of its own.
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
