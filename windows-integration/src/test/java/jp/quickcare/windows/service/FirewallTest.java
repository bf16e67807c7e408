package jp.quickcare.windows.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC A1, A2: that PCs reach the service. Wine's netsh does nothing, so what is typed is what is shown here. */
class FirewallTest {
    private static final String ADD =
            "netsh advfirewall firewall add rule name=\"QuickCare Server\" dir=in action=allow"
                    + " protocol=TCP localport=80,443 profile=domain,private";

    private final List<List<String>> typed = new ArrayList<>();

    @Test
    void the_rule_replaces_the_one_before_and_has_the_services_name() {
        Firewall firewall = new Firewall(command -> {
            typed.add(command);
            return command.contains("delete") ? 1 : 0;
        });
        assertThat(firewall.open("quickcare-server", List.of(80, 443))).isEmpty();
        firewall.close("second");

        assertThat(typed)
                .containsExactly(
                        List.of("netsh", "advfirewall", "firewall", "delete", "rule", "name=QuickCare Server"),
                        List.of(
                                "netsh",
                                "advfirewall",
                                "firewall",
                                "add",
                                "rule",
                                "name=QuickCare Server",
                                "dir=in",
                                "action=allow",
                                "protocol=TCP",
                                "localport=80,443",
                                "profile=domain,private"),
                        List.of(
                                "netsh",
                                "advfirewall",
                                "firewall",
                                "delete",
                                "rule",
                                "name=QuickCare Server (second)"));
    }

    @Test
    void what_windows_refuses_is_told_as_it_can_be_typed() {
        assertThat(new Firewall(command -> 1).open("quickcare-server", List.of(80, 443)))
                .contains(ADD);
        assertThat(new Firewall(command -> {
                            throw new IOException("no netsh");
                        })
                        .open("quickcare-server", List.of(80, 443)))
                .contains(ADD);
    }
}
