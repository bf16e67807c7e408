package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.manifest.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata as it is written and read back. */
class MetadataFormTest {
    private static final Instant DATE = Instant.parse("2031-02-03T04:05:06Z");
    private static final Ed25519Signer SIGNER = TestKeys.signer();
    private static final RoleKeys ROLE = new RoleKeys(List.of(SIGNER.keyId()), 1);
    private static final Map<String, PublicKeyInfo> KEYS = Map.of(SIGNER.keyId(), SIGNER.key());

    @Test
    void every_role_is_read_back_as_it_was_written() throws Exception {
        Root root = new Root(
                3, DATE, true, KEYS, Map.of("root", ROLE, "timestamp", ROLE, "snapshot", ROLE, "targets", ROLE));
        Timestamp timestamp = new Timestamp(4, DATE, MetaFile.of(7, new byte[] {1, 2}));
        Snapshot snapshot =
                new Snapshot(5, DATE, Map.of("qc.json", new MetaFile(9, OptionalLong.of(0), Map.of("sha512", "ab"))));
        JsonObject custom = JsonObject.builder().put("counter", 42).build();
        TargetInfo target = new TargetInfo("qc/1/any.json", 0, Map.of("sha256", "cd"), Optional.of(custom), "targets");
        DelegatedRole byPath = DelegatedRole.terminating("qc", ROLE, List.of("qc/*/*"));
        DelegatedRole byHash = new DelegatedRole("bin", ROLE, false, List.of(), List.of("0", "1f"));
        Targets targets =
                new Targets(6, DATE, Map.of(target.path(), target), new Delegations(KEYS, List.of(byPath, byHash)));

        assertThat(Root.fromJson(root.toJson())).isEqualTo(root);
        assertThat(Timestamp.fromJson(timestamp.toJson())).isEqualTo(timestamp);
        assertThat(Snapshot.fromJson(snapshot.toJson())).isEqualTo(snapshot);
        assertThat(Targets.fromJson("targets", targets.toJson())).isEqualTo(targets);
        assertThat(timestamp.toJson().string("expires")).isEqualTo("2031-02-03T04:05:06Z");
        assertThat(snapshot.find("qc")).map(MetaFile::version).contains(9L);
        assertThat(snapshot.find("xe")).isEmpty();
    }

    @Test
    void equal_metadata_signed_by_the_same_key_gives_equal_bytes() {
        Timestamp timestamp = new Timestamp(4, DATE, MetaFile.ofVersion(7));

        assertThat(SignedMetadata.sign(timestamp.toJson(), List.of(SIGNER)))
                .isEqualTo(SignedMetadata.sign(timestamp.toJson(), List.of(SIGNER)));
    }

    /** The identifier is what securesystemslib, the library of the reference implementation, computes. */
    @Test
    void a_keyid_is_the_digest_of_the_canonical_key() {
        PublicKeyInfo key = new PublicKeyInfo(
                "ed25519", "ed25519", "edcd0a32a07dce33f7c7873aaffbff36d20ea30787574ead335eefd337e4dacd");

        assertThat(key.keyId()).isEqualTo("2345a90ad8d76f3677f9ad6695b0ba0b5c7b7fbf27fb0ed35fbdf7b71264a679");
    }

    @Test
    void only_an_ed25519_key_pair_signs_as_one() {
        assertThatThrownBy(() -> new Ed25519Signer(TestKeys.ecPair("secp256r1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SIGNER.key().publicValue()).hasSize(64);
    }

    @Test
    void values_that_cannot_be_are_not_made() {
        assertThatThrownBy(() -> new RoleKeys(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RoleKeys(List.of("a", "a"), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Root(1, DATE, true, KEYS, Map.of("root", ROLE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DelegatedRole("a", ROLE, true, List.of("a"), List.of("0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_repository_written_to_a_folder_has_everything_under_the_names_that_clients_ask_for(@TempDir Path folder)
            throws Exception {
        TestRepository repository = new TestRepository();
        byte[] content = {1, 2, 3};
        repository
                .delegate("targets", "qc", true, "qc/*/*")
                .addTarget("qc", "qc/1/any.json", content, Optional.empty());
        repository.publish().writeTo(folder);

        assertThat(folder.resolve("metadata/1.qc.json")).hasBinaryContent(repository.file("1.qc.json"));
        assertThat(folder.resolve("metadata/timestamp.json")).isRegularFile();
        try (var files = Files.list(folder.resolve("targets/qc/1"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(content));
        }
    }
}
