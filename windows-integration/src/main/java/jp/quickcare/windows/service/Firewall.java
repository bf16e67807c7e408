package jp.quickcare.windows.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The rule of Windows' firewall by which PCs of the site reach the service, in networks that are no public ones. It has
 * the service's name, so that it is replaced and removed with it.
 */
final class Firewall {
    /** Runs a command line. */
    @FunctionalInterface
    interface Shell {
        /** @return its exit code */
        int run(List<String> command) throws IOException, InterruptedException;
    }

    /** An installation goes on without a rule, which is told. */
    private static final long PATIENCE_SECONDS = 30;

    private final Shell shell;

    /** The one of this machine. */
    Firewall() {
        this(Firewall::run);
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no answer from " + command.get(0));
        }
        return process.exitValue();
    }

    Firewall(Shell shell) {
        this.shell = shell;
    }

    /**
     * Lets others reach these ports, in place of an older rule for the service.
     *
     * @return the command that Windows refused; empty when it is done
     */
    Optional<String> open(String service, List<Integer> ports) {
        close(service);
        String local = ports.stream().map(String::valueOf).collect(Collectors.joining(","));
        List<String> command = netsh("add", service);
        command.addAll(
                List.of("dir=in", "action=allow", "protocol=TCP", "localport=" + local, "profile=domain,private"));
        return succeeds(command) ? Optional.empty() : Optional.of(typed(command));
    }

    /** Takes the rule away; there may be none. */
    void close(String service) {
        succeeds(netsh("delete", service));
    }

    private static List<String> netsh(String verb, String service) {
        return new ArrayList<>(List.of("netsh", "advfirewall", "firewall", verb, "rule", "name=" + rule(service)));
    }

    private static String rule(String service) {
        return service.equals("quickcare-server") ? "QuickCare Server" : "QuickCare Server (" + service + ")";
    }

    private boolean succeeds(List<String> command) {
        try {
            return shell.run(command) == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As an administrator types it. */
    private static String typed(List<String> command) {
        return command.stream()
                .map(word -> word.indexOf(' ') < 0 ? word : word.replaceFirst("=(.*)", "=\"$1\""))
                .collect(Collectors.joining(" "));
    }
}
