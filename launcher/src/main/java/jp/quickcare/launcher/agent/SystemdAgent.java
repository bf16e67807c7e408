package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;

/** systemd: a unit among those of the machine's administrator, and {@code systemctl}. */
final class SystemdAgent implements AgentServices {
    private static final Path UNITS = Path.of("/etc/systemd/system");

    /** There where systemd runs the machine, and nowhere else. */
    private static final Path RUNS_HERE = Path.of("/run/systemd/system");

    @Override
    public boolean fits() {
        return Files.isDirectory(RUNS_HERE);
    }

    private Path unit(Home home) {
        return UNITS.resolve(name(home) + ".service");
    }

    /** The agent may do what the installation's owner may, and nothing more. */
    static String unitText(Home home, String owner) {
        return String.join(
                "\n",
                "# Written by: launcher agent install",
                "[Unit]",
                "Description=QuickCare Launcher agent (" + escaped(home.folder().toString()) + ")",
                "After=network.target",
                "# Tried again for as long as it takes: nobody is there to start one that systemd has given up.",
                "StartLimitIntervalSec=0",
                "",
                "[Service]",
                "Type=exec",
                "User=" + escaped(owner),
                "UMask=0022",
                "# By the shell, for systemd takes no program with a quote, a backslash or a dollar in its path.",
                "ExecStart=/bin/sh " + quoted(home.bin().resolve("launcher").toString()) + " agent serve",
                "Restart=always",
                "RestartSec=2",
                "# What cannot be used as it is stays so.",
                "RestartPreventExitStatus=2",
                "SuccessExitStatus=75 143",
                "KillMode=mixed",
                "TimeoutStopSec=60",
                "PrivateTmp=yes",
                "NoNewPrivileges=yes",
                "",
                "[Install]",
                "WantedBy=multi-user.target",
                "");
    }

    /** {@code %} begins a specifier everywhere in a unit. */
    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    /** One word of a command line, whatever is in it. */
    private static String quoted(String text) {
        return '"' + escaped(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + '"';
    }

    @Override
    public void install(Home home) throws KeepFailure {
        if (home.folder().toString().chars().anyMatch(Character::isISOControl)) {
            throw new KeepFailure(FailureCode.DISK, "no line of a unit holds it", null, home.folder());
        }
        if (state(home) != State.NONE) {
            stop(home);
        }
        Path unit = unit(home);
        try {
            String owner = Files.getOwner(home.folder()).getName();
            DurableFiles.write(unit, unitText(home, owner).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write " + unit, e, unit);
        }
        systemctl("daemon-reload");
        systemctl("enable", name(home));
    }

    @Override
    public void start(Home home) throws KeepFailure {
        systemctl("start", name(home));
    }

    @Override
    public void stop(Home home) throws KeepFailure {
        systemctl("stop", name(home));
    }

    @Override
    public void remove(Home home) throws KeepFailure {
        Path unit = unit(home);
        if (Files.notExists(unit)) {
            return;
        }
        systemctl("disable", "--now", name(home));
        try {
            DurableFiles.delete(unit);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot delete " + unit, e, unit);
        }
        systemctl("daemon-reload");
    }

    @Override
    public State state(Home home) throws KeepFailure {
        if (Files.notExists(unit(home))) {
            return State.NONE;
        }
        String active = systemctl("show", "--property=ActiveState", name(home));
        return active.contains("=active") ? State.RUNNING : State.STOPPED;
    }

    private static String systemctl(String... arguments) throws KeepFailure {
        List<String> command = new ArrayList<>(List.of("systemctl", "--no-pager", "--no-ask-password"));
        command.addAll(List.of(arguments));
        String line = String.join(" ", command);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                String why = said.lines().findFirst().orElse(line);
                throw new KeepFailure(FailureCode.SERVICES, line + ": " + said, null, why);
            }
            return said;
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.SERVICES, line, e, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, line, e);
        }
    }
}
