package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files have Japanese names wherever the product is started from (SPEC F1). */
class LocaleE2EIT {
    @TempDir
    static Path shared;

    private static World world;

    @TempDir
    Path temp;

    @BeforeAll
    static void a_site_offers_the_first_release() {
        world = World.offering(shared, "optional");
    }

    @AfterAll
    static void the_server_ends() {
        world.close();
    }

    /** F1, A20, A31: under cron there is no locale, and on a lean system the one that is named may not be installed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "C", "zz_ZZ.UTF-8", "ja_ZZ.eucJP"})
    void install_and_start_work_in_a_folder_with_a_japanese_name(String locale) {
        Map<String, String> environment = Map.of("LC_ALL", locale);
        Client client = new Client(temp.resolve("クイックケア"), "tiny");

        run(world.installCommand(client.home()), environment);

        String start = client.home().resolve("bin/start").toString();
        assertThat(run(List.of(start), environment).out()).contains("APP 1 UP");
        String launcher = client.home().resolve("bin/launcher").toString();
        run(List.of(launcher, "verify"), environment);
    }

    /** F1 */
    @Test
    void the_server_names_japanese_files_under_a_locale_that_is_not_installed() throws Exception {
        Vendor vendor = Vendor.init(temp.resolve("vendor"), "tiny");
        Path release = TinyApplication.write(temp, 1);
        Files.writeString(release.resolve("説明書.txt"), "日本語");
        Path site = temp.resolve("施設");
        Map<String, String> environment = Map.of("LC_ALL", "zz_ZZ.UTF-8");

        List<String> publish = new ArrayList<>(List.of(
                Product.server(), "publish", "--dir", temp.resolve("vendor").toString(), "--app", "tiny"));
        publish.addAll(List.of("--version", "1.0", "--from", release.toString()));
        publish.addAll(
                List.of("--release-file", release.resolveSibling("r1.json").toString()));
        run(publish, environment);
        run(
                List.of(
                        Product.server(),
                        "init",
                        "site",
                        "--dir",
                        site.toString(),
                        "--vendor-root",
                        vendor.root().toString()),
                environment);

        assertThat(site.resolve("repository")).isDirectory();
    }

    private static Command.Result run(List<String> command, Map<String, String> environment) {
        return Command.run(command, environment, "").expect(0);
    }
}
