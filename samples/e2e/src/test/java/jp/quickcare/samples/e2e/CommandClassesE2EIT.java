package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher carries a list of the classes that an install and an update load, of which archives of class data are made
 * (F6). With {@code -Dcommand.classes=write} the list is written anew.
 */
class CommandClassesE2EIT {
    private static final Path LIST =
            Product.ROOT.resolve("launcher/src/main/resources/jp/quickcare/launcher/archive/commands.classes");
    private static final double MOST_UNLISTED = 0.04;

    /** In which order Java goes through its providers of security is another each time. */
    private static final int INSTALLS = 3;

    @TempDir
    Path temp;

    @Test
    void an_install_and_an_update_load_hardly_a_class_that_is_not_listed() throws IOException {
        Set<String> loaded = record();
        if ("write".equals(System.getProperty("command.classes"))) {
            Files.writeString(LIST, String.join("\n", loaded) + "\n");
        }

        List<String> listed = Files.readAllLines(LIST);
        List<String> names =
                loaded.stream().filter(line -> !line.startsWith("@")).toList();
        List<String> unlisted =
                names.stream().filter(name -> !listed.contains(name)).toList();
        assertThat(names).hasSizeGreaterThan(1_500);
        assertThat((double) unlisted.size() / names.size())
                .as("not listed, see CONTRIBUTING.md: %s", unlisted)
                .isLessThan(MOST_UNLISTED);
    }

    private Set<String> record() throws IOException {
        Vendor vendor = Vendor.init(temp.resolve("vendor"), "tiny");
        vendor.publish("tiny", "1.0", library(1));
        Site site = Site.init(temp.resolve("site"), vendor);
        site.importFrom(vendor);
        site.offer("tiny", "1.0", "required");
        try (World world = new World(temp, vendor, site.serve())) {
            for (int i = 0; i < INSTALLS; i++) {
                recorded(world.installCommand(temp.resolve("home" + i)));
            }
            vendor.publish("tiny", "2.0", library(2));
            site.importFrom(vendor);
            world.offer(2, "required");
            recorded(List.of(temp.resolve("home0/bin/launcher").toString(), "update", "--silent", "--start"));
            // The same behind a click.
            recorded(List.of(temp.resolve("home1/bin/start").toString()));
        }
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> lists = Files.list(temp)) {
            for (Path list :
                    lists.filter(file -> file.toString().endsWith(".recorded")).toList()) {
                lines.addAll(ofCommand(Files.readString(list, StandardCharsets.UTF_8)));
            }
        }
        return lines;
    }

    private Path library(int release) throws IOException {
        return TinyLibrary.write(temp, release, entry -> entry % 100 == 50);
    }

    /** Each Java that takes part writes a list of its own. */
    private void recorded(List<String> command) {
        String option = "-XX:DumpLoadedClassList=" + temp.resolve("%p.recorded");
        Command.run(
                        command,
                        Map.of("JAVA_TOOL_OPTIONS", option, "QUICKCARE_ARCHIVES", "off", "QUICKCARE_SILENT", "1"),
                        "")
                .expect(0);
    }

    /** Of a command, not of the click or the application. Lambdas of the launcher's own classes are found in these. */
    private static List<String> ofCommand(String recorded) {
        List<String> lines = new ArrayList<>();
        if (recorded.contains("\njp/quickcare/launcher/cli/Main\n")) {
            for (String line : recorded.substring(0, recorded.lastIndexOf('\n')).split("\n", -1)) {
                String name = line.split(" ", -1)[0];
                if (line.startsWith("@lambda-form-invoker ")
                        || (line.startsWith("@lambda-proxy ") && !line.startsWith("@lambda-proxy jp/quickcare/"))) {
                    lines.add(line);
                } else if (Character.isLetter(name.charAt(0))
                        && !line.contains(" source:")
                        && !name.contains("$$")
                        && !name.contains("$Proxy")) {
                    lines.add(name);
                }
            }
        }
        return lines;
    }
}
