package jp.quickcare.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.server.testing.ClientView;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.DishonestVendor;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA1: a site takes nothing over that a client would refuse, goes on serving what it had, and takes the next good one. */
class ImportTest {
    private static final int NO_SOURCE = 5;
    private static final int NOT_TRUSTED = 6;

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private Path bad = Path.of("");
    private World world = World.NONE;

    @BeforeEach
    void a_site_with_a_release_and_a_vendor_with_the_next() throws Exception {
        world = World.offering(temp, "required");
        world.publish("1.1");
        bad = temp.resolve("bad");
    }

    /** SA1, MT8 */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "3.snapshot.json", "3.qc.json"})
    void metadata_with_a_changed_signature_is_refused(String file) throws Exception {
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        Path metadata = vendor.folder().resolve("repository/release/metadata/" + file);
        String text = Files.readString(metadata);
        int at = text.indexOf("\"sig\":\"") + 7;
        char other = text.charAt(at) == 'a' ? 'b' : 'a';
        Files.writeString(metadata, text.substring(0, at) + other + text.substring(at + 1));

        requireRefused(NOT_TRUSTED, "not to be trusted");
    }

    @Test
    void a_vendor_root_whose_signatures_are_damaged_makes_no_site() throws Exception {
        Path damaged = temp.resolve("damaged.json");
        Files.writeString(
                damaged,
                Pattern.compile("(?<=\"sig\":\")[0-9a-f]")
                        .matcher(Files.readString(world.vendorRoot()))
                        .replaceAll(digit -> digit.group().equals("0") ? "1" : "0"));
        Path site = temp.resolve("another");

        Commands.Result result = Commands.run("init", "site", "--dir", site, "--vendor-root", damaged);

        assertThat(result.expect(2).err()).contains("no root metadata").contains("signed by 0");
        assertThat(site).doesNotExist();
    }

    /** SA1, MT5 */
    @Test
    void an_older_state_of_the_vendor_is_refused() throws Exception {
        Trees.copy(world.vendor(), bad);
        world.publish("1.2");
        Commands.run("import", "--dir", world.site(), "--from", world.vendor()).expect(0);
        world.offer("required");

        requireRefused(NOT_TRUSTED, "older than the trusted");
    }

    /** SA1, MT9 */
    @Test
    void an_expired_state_of_the_vendor_is_refused() throws Exception {
        DishonestVendor.of(world.vendor(), bad).signAt(Instant.now().minus(Duration.ofDays(800)));

        requireRefused(NOT_TRUSTED, "expired");
    }

    /** SA1, FS1, FS2, FS3, FS4, FS5, FS6 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../app.jar",
                "/app.jar",
                "C:/app.jar",
                "lib/../../app.jar",
                "lib\\\\app.jar",
                "//host/app.jar",
                "NUL",
                "app.jar:stream",
                "app.jar.",
                "LIB/SAME.jar",
                "lib/same.jar/app.jar"
            })
    void a_signed_release_with_an_unsafe_path_is_refused(String path) throws Exception {
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        vendor.replaceManifest(
                "1.1", vendor.manifest("1.1").replace("\"path\":\"app.jar\"", "\"path\":\"" + path + "\""));

        requireRefused(NOT_TRUSTED, "is refused");
    }

    /** CT2 */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "12", "10", "2147483648", "9223372036854775807", "9223372036854775808"})
    void a_signed_release_with_a_wrong_length_is_refused(String length) throws Exception {
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        vendor.replaceManifest("1.1", vendor.manifest("1.1").replace("\"length\":11,", "\"length\":" + length + ","));

        requireRefused(NOT_TRUSTED, "nothing was changed");
    }

    /** CT3 */
    @Test
    void a_release_listed_without_a_proper_sha256_is_refused() throws Exception {
        String honest = Sha256.of(DishonestVendor.of(world.vendor(), temp.resolve("look"))
                        .manifest("1.1")
                        .getBytes(StandardCharsets.UTF_8))
                .hex();
        for (Map<String, String> hashes : java.util.List.of(
                Map.of("blake9", "00"),
                Map.of("blake9", "00", "sha256", "0".repeat(64)),
                Map.of("sha256", honest.toUpperCase(java.util.Locale.ROOT)),
                Map.of("sha256", honest.substring(2)))) {
            Trees.delete(bad);
            DishonestVendor.of(world.vendor(), bad).relistHashes("1.1", hashes);
            Map<String, String> before = shown();
            Commands.Result result = Commands.run("import", "--dir", world.site(), "--from", bad);
            // A digest that names no file is a manifest that the source has not.
            assertThat(result.exitCode()).as("%s %s", hashes, result).isIn(NO_SOURCE, NOT_TRUSTED);
            assertThat(shown()).isEqualTo(before);
        }
        requireNextImportSucceeds();
    }

    /** CT5 */
    @ParameterizedTest
    @CsvSource({
        "'\"app\":\"qc\"', '\"app\":\"xe\"'",
        "'\"version\":\"1.1\"', '\"version\":\"1.2\"'",
        "'\"platform\":\"any\"', '\"platform\":\"win-x64\"'",
        "'\"counter\":2', '\"counter\":3'",
        "'\"minLauncher\":\"1.0.0\"', '\"minLauncher\":\"0.0.1\"'"
    })
    void a_manifest_of_something_else_than_it_is_listed_as_is_refused(String honest, String lie) throws Exception {
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        String manifest = vendor.manifest("1.1");
        assertThat(manifest).contains(honest);
        vendor.replaceManifest("1.1", manifest.replace(honest, lie));

        requireRefused(NOT_TRUSTED, "is refused");
    }

    /** CT5 */
    @Test
    void a_release_without_its_facts_in_the_listing_is_refused() throws Exception {
        DishonestVendor.of(world.vendor(), bad)
                .relistCustom("1.1", JsonObject.builder().put("counter", 2).build());

        requireRefused(NOT_TRUSTED, "is refused");
    }

    /** SA1, A5 */
    @Test
    void a_missing_content_is_named() throws Exception {
        Files.delete(newObject(DishonestVendor.of(world.vendor(), bad)));

        requireRefused(NO_SOURCE, "lacks the content of app.jar");
    }

    /** SA1, CT1 */
    @ParameterizedTest
    @ValueSource(strings = {"version 1.2", "version", "version 1.1 and more"})
    void a_wrong_content_is_refused_and_never_becomes_visible(String content) throws Exception {
        Files.writeString(newObject(DishonestVendor.of(world.vendor(), bad)), content);

        requireRefused(NOT_TRUSTED, "the content of app.jar");
    }

    /** SA1, TR5 */
    @Test
    void a_compressed_content_that_is_damaged_or_expands_further_than_listed_is_refused() throws Exception {
        Path text = temp.resolve("app-1.2/big.txt");
        world.application("1.2");
        Files.writeString(text, "a".repeat(10_000));
        world.publish("1.2");
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        String hex =
                Sha256.of("a".repeat(10_000).getBytes(StandardCharsets.UTF_8)).hex();
        Path stored = vendor.folder().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex + ".zst");
        byte[] honest = Files.readAllBytes(stored);
        byte[] damaged = honest.clone();
        damaged[0] ^= 1;
        Files.write(stored, damaged);
        requireRefusedOnly(NOT_TRUSTED, "big.txt");

        Files.write(stored, honest);
        vendor.replaceManifest("1.2", vendor.manifest("1.2").replace("\"length\":10000,", "\"length\":9999,"));
        requireRefused(NOT_TRUSTED, "is longer than");
    }

    /** SA1 */
    @Test
    void another_vendor_is_refused() throws Exception {
        Path other = temp.resolve("bad");
        Commands.run("init", "vendor", "--dir", other, "--app", "qc").expect(0);

        requireRefused(NOT_TRUSTED, "not to be trusted");
    }

    @Test
    void contents_that_are_there_are_not_brought_again_and_the_rest_is_after_a_failure() throws Exception {
        Path app = world.application("1.2");
        for (int i = 0; i < 6; i++) {
            Files.writeString(app.resolve("file" + i), "content " + i);
        }
        world.publish("1.2");
        DishonestVendor vendor = DishonestVendor.of(world.vendor(), bad);
        String hex = Sha256.of("content 4".getBytes(StandardCharsets.UTF_8)).hex();
        Files.delete(vendor.folder().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex));
        requireRefusedOnly(NO_SOURCE, "file4");

        assertThat(Commands.run("import", "--dir", world.site(), "--from", world.vendor())
                        .expect(0)
                        .out())
                .contains("2 new contents");
    }

    @Test
    void a_damaged_content_of_the_site_is_brought_again() throws Exception {
        Commands.run("import", "--dir", world.site(), "--from", world.vendor()).expect(0);
        String hex = Sha256.of("version 1.1".getBytes(StandardCharsets.UTF_8)).hex();
        Files.writeString(world.site().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex), "damaged");

        assertThat(Commands.run("import", "--dir", world.site(), "--from", world.vendor())
                        .expect(0)
                        .out())
                .contains("1 new contents");
        world.requireWholeSite();
    }

    @Test
    void a_release_is_chosen_by_name_and_one_that_is_not_listed_is_named() throws Exception {
        assertThat(Commands.run("import", "--dir", world.site(), "--from", world.vendor(), "--release", "qc/9.9")
                        .expect(2)
                        .err())
                .contains("qc/9.9");
        world.publish("1.2");
        Commands.run("import", "--dir", world.site(), "--from", world.vendor(), "--release", "qc/1.1")
                .expect(0);
        assertThat(Commands.run("offer", "--dir", world.site(), "--app", "qc", "--channel", "QC", "--mode", "optional")
                        .expect(0)
                        .out())
                .contains("qc 1.1");
    }

    /** MT1, MT2: a chain of roots is followed, also where keys of the timestamp change between two imports. */
    @Test
    void the_vendors_new_keys_are_followed() throws Exception {
        Path vendor = world.vendor();
        for (String role : new String[] {"root", "timestamp", "snapshot", "targets", "qc"}) {
            String old = role.equals("root") ? "root-1" : role;
            Commands.run("key", "make", "--dir", vendor, "--name", "new-" + role)
                    .expect(0);
            Commands.run("key", "rotate-root", "--dir", vendor, "--role", role, "--add", "new-" + role, "--remove", old)
                    .expect(0);
        }
        requireNextImportSucceeds();
        Files.delete(vendor.resolve("keys/timestamp.pem"));
        world.publish("2.1").importAll().offer("optional").requireWholeSite();
    }

    private Path newObject(DishonestVendor vendor) {
        String hex = Sha256.of("version 1.1".getBytes(StandardCharsets.UTF_8)).hex();
        return vendor.folder().resolve("repository/objects/" + hex.substring(0, 2) + "/" + hex);
    }

    private void requireRefused(int exitCode, String reason) throws Exception {
        requireRefusedOnly(exitCode, reason);
        requireNextImportSucceeds();
    }

    private void requireRefusedOnly(int exitCode, String reason) throws Exception {
        Map<String, String> before = shown();
        assertThat(Commands.run("import", "--dir", world.site(), "--from", bad)
                        .expect(exitCode)
                        .err())
                .contains(reason);
        assertThat(shown()).isEqualTo(before);
        requireEveryObjectIsWhatItsNameSays();
        world.requireWholeSite();
    }

    /** Everything that leads a client anywhere: all but the objects. */
    private Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.putAll(Trees.digests(world.site().resolve("repository/release")));
        shown.putAll(Trees.digests(world.site().resolve("repository/site")));
        return shown;
    }

    private void requireEveryObjectIsWhatItsNameSays() throws Exception {
        try (Stream<Path> objects = Files.walk(world.site().resolve("repository/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                byte[] stored = Files.readAllBytes(object);
                String name = object.getFileName().toString();
                if (name.endsWith(".zst")) {
                    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
                        stored = in.readAllBytes();
                    }
                }
                assertThat(name).startsWith(Sha256.of(stored).hex());
            }
        }
    }

    private void requireNextImportSucceeds() throws Exception {
        world.publish("2.0").importAll().offer("required").requireWholeSite();
        assertThat(ClientView.ofSite(world.site())).containsExactly("QC qc/2.0/any.json required");
    }
}
