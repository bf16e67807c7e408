package jp.quickcare.server.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** systemd: a unit file among those of the machine's administrator, and {@code systemctl}. */
final class Systemd implements SystemService {
    private static final Path UNITS = Path.of("/etc/systemd/system");

    /** There where systemd runs the machine, and nowhere else. */
    private static final Path RUNS_HERE = Path.of("/run/systemd/system");

    @Override
    public boolean fits() {
        return Files.isDirectory(RUNS_HERE);
    }

    @Override
    public void install(ServiceDefinition definition) throws ServerFailure {
        Path unit = unit(definition.name());
        if (Files.exists(unit)) {
            requireOurs(definition.name());
        }
        byte[] text = UnitFile.of(definition, owner(definition)).getBytes(StandardCharsets.UTF_8);
        try {
            DurableFiles.write(unit, text);
        } catch (IOException e) {
            throw mayNot(Sentence.of("attempt.writing", unit), e);
        }
        systemctl("daemon-reload");
        systemctl(definition.atBoot() ? "enable" : "disable", definition.name());
    }

    @Override
    public void uninstall(String name) throws ServerFailure {
        requireOurs(name);
        systemctl("disable", "--now", name);
        try {
            Files.delete(unit(name));
            DurableFiles.flushFolder(UNITS);
        } catch (IOException e) {
            throw mayNot(Sentence.of("attempt.deleting", unit(name)), e);
        }
        systemctl("daemon-reload");
    }

    @Override
    public void start(String name) throws ServerFailure {
        requireOurs(name);
        if (state(name).running() == ServiceState.Running.FAILED) {
            // Else systemd refuses one that has failed several times in a row.
            systemctl("reset-failed", name);
        }
        systemctl("start", name);
    }

    @Override
    public void stop(String name) throws ServerFailure {
        requireOurs(name);
        systemctl("stop", name);
    }

    @Override
    public ServiceState state(String name) throws ServerFailure {
        if (!isOurs(name)) {
            return ServiceState.NONE;
        }
        Map<String, String> facts = facts(systemctl(
                "show",
                "--property=ActiveState,SubState,UnitFileState,WorkingDirectory,ExecMainStatus,ActiveEnterTimestamp",
                name));
        String active = facts.getOrDefault("ActiveState", "");
        boolean restarting = facts.getOrDefault("SubState", "").equals("auto-restart");
        ServiceState.Running running = switch (active) {
            case "active", "reloading", "deactivating" -> ServiceState.Running.RUNNING;
            case "activating" -> restarting ? ServiceState.Running.FAILED : ServiceState.Running.RUNNING;
            case "failed" -> ServiceState.Running.FAILED;
            default -> ServiceState.Running.STOPPED;
        };
        String detail = running == ServiceState.Running.FAILED
                ? "exit code " + facts.getOrDefault("ExecMainStatus", "unknown")
                : facts.getOrDefault("ActiveEnterTimestamp", "");
        return new ServiceState(
                running,
                facts.getOrDefault("UnitFileState", "").equals("enabled"),
                Optional.ofNullable(facts.get("WorkingDirectory")).map(Path::of),
                detail);
    }

    @Override
    public String messages(String name, Path site) {
        return "journalctl -u " + name;
    }

    private static Map<String, String> facts(List<String> lines) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && equals + 1 < line.length()) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return facts;
    }

    private static String owner(ServiceDefinition definition) throws ServerFailure {
        if (definition.user().isPresent()) {
            return definition.user().get();
        }
        try {
            return Files.getOwner(definition.site()).getName();
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading-owner", definition.site()), e);
        }
    }

    private static Path unit(String name) {
        return UNITS.resolve(name + ".service");
    }

    private static boolean isOurs(String name) throws ServerFailure {
        Path unit = unit(name);
        if (!Files.exists(unit)) {
            return false;
        }
        try {
            return Files.readString(unit, StandardCharsets.UTF_8).startsWith(UnitFile.FIRST_LINE);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", unit), e);
        }
    }

    private static void requireOurs(String name) throws ServerFailure {
        if (isOurs(name)) {
            return;
        }
        throw ServerFailure.badInput(
                Files.exists(unit(name))
                        ? Sentence.of("service.foreign", unit(name))
                        : Sentence.of("service.none", name));
    }

    private static ServerFailure mayNot(Sentence attempt, IOException cause) {
        return new ServerFailure(
                FailureCode.DISK, Sentence.of("service.may-not", attempt, ServerFailure.reason(cause)), cause);
    }

    private static List<String> systemctl(String... arguments) throws ServerFailure {
        List<String> command = new ArrayList<>(List.of("systemctl", "--no-pager", "--no-ask-password"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerFailure(
                        FailureCode.DISK,
                        Sentence.of(
                                "service.systemctl",
                                String.join(" ", arguments),
                                said.strip().replace("\n", " ")));
            }
            return said.lines().toList();
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.systemctl"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure(FailureCode.DISK, Sentence.of("service.ended"), e);
        }
    }
}
