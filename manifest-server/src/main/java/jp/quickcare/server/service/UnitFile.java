package jp.quickcare.server.service;

import java.time.Duration;

/** The text of a systemd unit. */
final class UnitFile {
    /** By which a unit is known to be ours, so that no other is ever overwritten. */
    static final String FIRST_LINE = "# Written by: manifest-server service install";

    /** What the Java itself may take to end, beyond the transfers under way. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private UnitFile() {}

    /** @param user as whom it runs */
    static String of(ServiceDefinition definition, String user) {
        return String.join(
                        "\n",
                        FIRST_LINE,
                        "[Unit]",
                        "Description=" + ServiceDefinition.TITLE + " ("
                                + escaped(definition.site().toString()) + ")",
                        "Wants=network-online.target",
                        "After=network-online.target",
                        "",
                        "[Service]",
                        "Type=exec",
                        "User=" + escaped(user),
                        "WorkingDirectory=" + escaped(definition.site().toString()),
                        "Environment=" + quoted("JAVA_HOME=" + definition.javaHome()),
                        "Environment=" + ServiceDefinition.NAME_VARIABLE + "=" + definition.name(),
                        "ExecStart=" + quoted(definition.program().toString()) + " serve --dir "
                                + quoted(definition.site().toString()),
                        "# It ends cleanly when it is told to; settings or a repository that cannot be used stay so.",
                        "SuccessExitStatus=143",
                        "Restart=on-failure",
                        "RestartSec=5",
                        "RestartPreventExitStatus=2 6 11",
                        "TimeoutStopSec=" + definition.drain().plus(MARGIN).toSeconds(),
                        "KillMode=mixed",
                        "# Ports below 1024 without being root, and nothing else that a user has not.",
                        "AmbientCapabilities=CAP_NET_BIND_SERVICE",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=full",
                        "LimitNOFILE=65536",
                        "",
                        "[Install]",
                        "WantedBy=multi-user.target")
                + "\n";
    }

    /** {@code %} begins a specifier everywhere in a unit. */
    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    /** One word of a command line or assignment, whatever is in it. */
    private static String quoted(String text) {
        String escaped =
                escaped(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
        return '"' + escaped + '"';
    }
}
