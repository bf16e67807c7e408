package jp.quickcare.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Signer;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.testing.MemoryFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** The first test vector of RFC 8032 7.1, as OpenSSL writes a private key (RFC 8410). */
    @Test
    void a_key_that_openssl_made_has_the_public_half_and_signature_that_the_standard_says() throws Exception {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] encoded = new byte[prefix.length + seed.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(seed, 0, encoded, prefix.length, seed.length);
        Files.writeString(
                temp.resolve("vector.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(encoded)
                        + "\n-----END PRIVATE KEY-----\n");

        Signer signer = KeyFolder.open(temp, List.of())
                .find("vector")
                .orElseThrow()
                .signer()
                .orElseThrow();

        assertThat(signer.key().publicValue())
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexFormat.of().formatHex(signer.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void a_key_made_is_private_to_its_owner_and_read_back_the_same() throws Exception {
        NamedKey made = KeyFolder.open(temp, List.of()).make("root-1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("root-1.pem"))))
                .isEqualTo("rw-------");
        NamedKey read = KeyFolder.open(temp, List.of()).find("root-1").orElseThrow();
        assertThat(read.key()).isEqualTo(made.key());
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        assertThat(read.signer().orElseThrow().sign(text))
                .isEqualTo(made.signer().orElseThrow().sign(text));
    }

    @Test
    void a_key_moved_offline_keeps_its_name_and_signs_from_the_stick() throws Exception {
        NamedKey made = KeyFolder.open(temp.resolve("keys"), List.of()).make("root-1");
        Path stick = Files.createDirectory(temp.resolve("stick"));
        Files.move(temp.resolve("keys/root-1.pem"), stick.resolve("root-1.pem"));
        RoleKeys role = new RoleKeys(List.of(made.key().keyId()), 1);

        KeyFolder without = KeyFolder.open(temp.resolve("keys"), List.of());
        assertThat(without.find("root-1").orElseThrow().signer()).isEmpty();
        assertThatThrownBy(() -> without.signers("root", role))
                .isInstanceOfSatisfying(
                        ServerFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BAD_INPUT))
                .hasMessageContaining("root-1")
                .hasMessageContaining("--keys");

        assertThat(KeyFolder.open(temp.resolve("keys"), List.of(stick)).signers("root", role))
                .hasSize(1);
    }

    @Test
    void a_key_is_never_replaced_and_a_file_that_is_no_key_is_named() throws Exception {
        KeyFolder keys = KeyFolder.open(temp, List.of());
        keys.make("root-1");

        assertThatThrownBy(() -> keys.make("root-1")).hasMessageContaining("never replaced");
        assertThatThrownBy(() -> keys.make("../x")).hasMessageContaining("../x");

        Files.writeString(temp.resolve("bad.pem"), "nonsense");
        assertThatThrownBy(() -> KeyFolder.open(temp, List.of()))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("bad.pem");
    }
}
