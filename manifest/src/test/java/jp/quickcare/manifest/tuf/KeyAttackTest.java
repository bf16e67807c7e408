package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MT16, MT17, MT18: keys and signatures that a lenient verifier takes. */
class KeyAttackTest {
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
    private static final KeyPair EC = TestKeys.ecPair("secp256r1");
    private static final KeyPair RSA = TestKeys.rsaPair(2048);

    static Stream<Arguments> attacks() {
        List<Arguments> all = new ArrayList<>();
        all.addAll(ed25519());
        all.addAll(ecdsa());
        all.addAll(rsa());
        return all.stream();
    }

    /** MT16, MT17, MT18 */
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void a_key_or_signature_that_is_not_sound_signs_nothing(String what, PublicKeyInfo key, UnaryOperator<byte[]> sign)
            throws Exception {
        TestRepository repository = new TestRepository();
        Victim victim = new Victim(repository);
        repository.signers("timestamp").clear();
        repository.signers("timestamp").add(new FixedSigner(key, sign));
        repository.publishRoot().publish();

        ThresholdException refusal = victim.refuses(ThresholdException.class, "timestamp.json");

        assertThat(refusal.role()).isEqualTo("timestamp");
        assertThat(refusal.valid()).isZero();
        repository.rotate("timestamp").publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    private static List<Arguments> ed25519() {
        Ed25519Signer good = TestKeys.signer();
        PublicKeyInfo key = good.key();
        List<Arguments> all = new ArrayList<>();
        all.add(Arguments.of("MT16 S + L", key, of(m -> plusGroupOrder(good.sign(m)))));
        all.add(Arguments.of("MT16 63 bytes", key, of(m -> Arrays.copyOf(good.sign(m), 63))));
        all.add(Arguments.of("MT16 65 bytes", key, of(m -> Arrays.copyOf(good.sign(m), 65))));
        all.add(Arguments.of("MT16 0 bytes", key, of(m -> new byte[0])));
        all.add(Arguments.of("MT16 zeros", key, of(m -> new byte[64])));
        String hex = key.publicValue();
        for (String wrong : List.of(hex.toUpperCase(Locale.ROOT), hex.substring(2), hex + "00", hex.substring(1), "")) {
            all.add(Arguments.of("MT16 key hex " + wrong.length(), ed25519(wrong), of(good::sign)));
        }
        // With the neutral element as key, R = neutral and S = 0 fit every message.
        byte[] forged = new byte[64];
        forged[0] = 1;
        for (String small : smallOrderKeys()) {
            all.add(Arguments.of("MT16 small order " + small.substring(0, 8), ed25519(small), of(m -> forged)));
        }
        return all;
    }

    /** The eight points of small order, each also with the other sign bit and in encodings that are not canonical. */
    private static List<String> smallOrderKeys() {
        return List.of(
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    }

    private static List<Arguments> ecdsa() {
        PublicKeyInfo key = ecdsa(EC.getPublic().getEncoded());
        UnaryOperator<byte[]> good = m -> TestKeys.sign("SHA256withECDSA", EC, 0, m);
        KeyPair p384 = TestKeys.ecPair("secp384r1");
        byte[] offCurve = EC.getPublic().getEncoded().clone();
        offCurve[offCurve.length - 1] ^= 1;
        List<Arguments> all = new ArrayList<>();
        all.add(Arguments.of("MT17 r = s = 0", key, of(m -> HexFormat.of().parseHex("3006020100020100"))));
        all.add(Arguments.of("MT17 r = s = n", key, of(m -> der(order(), order()))));
        all.add(Arguments.of("MT17 trailing byte", key, of(m -> concat(good.apply(m), new byte[1]))));
        all.add(Arguments.of("MT17 P1363", key, of(m -> TestKeys.sign("SHA256withECDSAinP1363Format", EC, 0, m))));
        all.add(Arguments.of("MT17 padded integer", key, of(m -> padded(good.apply(m)))));
        all.add(Arguments.of("MT17 long length", key, of(m -> longLength(good.apply(m)))));
        all.add(Arguments.of("MT17 empty", key, of(m -> new byte[0])));
        all.add(Arguments.of(
                "MT17 P-384",
                ecdsa(p384.getPublic().getEncoded()),
                of(m -> TestKeys.sign("SHA256withECDSA", p384, 0, m))));
        all.add(Arguments.of("MT17 secp256k1", ecdsa(secp256k1Generator()), good));
        all.add(Arguments.of("MT17 off the curve", ecdsa(offCurve), good));
        byte[] trailing =
                Arrays.copyOf(EC.getPublic().getEncoded(), EC.getPublic().getEncoded().length + 1);
        all.add(Arguments.of("MT17 key with a trailing byte", ecdsa(trailing), good));
        return all;
    }

    private static List<Arguments> rsa() {
        PublicKeyInfo key = rsa(RSA.getPublic().getEncoded());
        UnaryOperator<byte[]> good = m -> TestKeys.sign("RSASSA-PSS", RSA, 32, m);
        KeyPair weak = TestKeys.rsaPair(1024);
        KeyPair cheap = TestKeys.rsaPair(2048, RSAKeyGenParameterSpec.F0);
        BigInteger n = ((RSAPublicKey) RSA.getPublic()).getModulus();
        PublicKeyInfo ed25519 = TestKeys.signer().key();
        String pem = key.publicValue();
        return List.of(
                Arguments.of(
                        "MT18 1024 bits",
                        rsa(weak.getPublic().getEncoded()),
                        of(m -> TestKeys.sign("RSASSA-PSS", weak, 32, m))),
                Arguments.of("MT18 salt 20", key, of(m -> TestKeys.sign("RSASSA-PSS", RSA, 20, m))),
                Arguments.of("MT18 salt 222", key, of(m -> TestKeys.sign("RSASSA-PSS", RSA, 222, m))),
                Arguments.of("MT18 PKCS#1 v1.5", key, of(m -> TestKeys.sign("SHA256withRSA", RSA, 0, m))),
                Arguments.of("MT18 e = 1", rsa(rsaSpki(n, BigInteger.ONE)), good),
                Arguments.of(
                        "MT18 e = 3",
                        rsa(cheap.getPublic().getEncoded()),
                        of(m -> TestKeys.sign("RSASSA-PSS", cheap, 32, m))),
                Arguments.of("MT18 e even", rsa(rsaSpki(n, BigInteger.valueOf(65538))), good),
                Arguments.of("MT18 n even", rsa(rsaSpki(n.add(BigInteger.ONE), BigInteger.valueOf(65537))), good),
                Arguments.of("MT18 leading zero", key, of(m -> prefixed(good.apply(m)))),
                Arguments.of(
                        "MT18 scheme v1.5",
                        new PublicKeyInfo("rsa", "rsa-pkcs1v15-sha256", pem),
                        of(m -> TestKeys.sign("SHA256withRSA", RSA, 0, m))),
                Arguments.of("MT18 rsa as ecdsa", new PublicKeyInfo("ecdsa", "ecdsa-sha2-nistp256", pem), good),
                Arguments.of("MT18 keytype ed25519", new PublicKeyInfo("ed25519", "rsassa-pss-sha256", pem), good),
                Arguments.of("MT18 scheme ed25519", new PublicKeyInfo("rsa", "ed25519", pem), good),
                Arguments.of(
                        "MT18 ed25519 as rsa",
                        new PublicKeyInfo("rsa", "rsassa-pss-sha256", ed25519.publicValue()),
                        good));
    }

    /** MT16, MT17, MT18 */
    @Test
    void sound_keys_of_all_three_kinds_sign() {
        for (Signer signer : List.of(TestKeys.signer(), TestKeys.ecdsa(), TestKeys.rsa(2048), TestKeys.rsa(3072))) {
            VerificationKey key = VerificationKey.of(signer.key()).orElseThrow();

            assertThat(key.verifies(MESSAGE, signer.sign(MESSAGE))).isTrue();
            assertThat(key.verifies("another".getBytes(StandardCharsets.UTF_8), signer.sign(MESSAGE)))
                    .isFalse();
        }
    }

    /** MT16 */
    @Test
    void the_vectors_of_rfc_8032_verify() {
        PublicKeyInfo key = ed25519("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] signature = HexFormat.of()
                .parseHex(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");

        assertThat(VerificationKey.of(key).orElseThrow().verifies(new byte[0], signature))
                .isTrue();
    }

    /** MT17 */
    @Test
    void the_legacy_keytype_of_ecdsa_is_the_same_key() {
        String pem = TestKeys.pem(EC.getPublic().getEncoded());
        PublicKeyInfo legacy = new PublicKeyInfo("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", pem);

        assertThat(VerificationKey.of(legacy))
                .isPresent()
                .isEqualTo(VerificationKey.of(ecdsa(EC.getPublic().getEncoded())));
    }

    private static UnaryOperator<byte[]> of(UnaryOperator<byte[]> sign) {
        return sign;
    }

    private static PublicKeyInfo ed25519(String hex) {
        return new PublicKeyInfo("ed25519", "ed25519", hex);
    }

    private static PublicKeyInfo ecdsa(byte[] subjectPublicKeyInfo) {
        return new PublicKeyInfo("ecdsa", "ecdsa-sha2-nistp256", TestKeys.pem(subjectPublicKeyInfo));
    }

    private static PublicKeyInfo rsa(byte[] subjectPublicKeyInfo) {
        return new PublicKeyInfo("rsa", "rsassa-pss-sha256", TestKeys.pem(subjectPublicKeyInfo));
    }

    private static byte[] plusGroupOrder(byte[] signature) {
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] sum = reversed(new BigInteger(1, s).add(order).toByteArray());
        byte[] malleated = signature.clone();
        System.arraycopy(sum, 0, malleated, 32, Math.min(32, sum.length));
        return malleated;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static BigInteger order() {
        return ((ECPublicKey) EC.getPublic()).getParams().getOrder();
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        return tagged(0x30, concat(tagged(2, r.toByteArray()), tagged(2, s.toByteArray())));
    }

    /** The same numbers, the first with a superfluous zero in front. */
    private static byte[] padded(byte[] signature) {
        int length = signature[3];
        byte[] r = Arrays.copyOfRange(signature, 4, 4 + length);
        byte[] rest = Arrays.copyOfRange(signature, 4 + length, signature.length);
        return tagged(0x30, concat(tagged(2, prefixed(r)), rest));
    }

    private static byte[] longLength(byte[] signature) {
        byte[] body = Arrays.copyOfRange(signature, 2, signature.length);
        return concat(new byte[] {0x30, (byte) 0x81, (byte) body.length}, body);
    }

    private static byte[] prefixed(byte[] bytes) {
        return concat(new byte[] {0}, bytes);
    }

    private static byte[] secp256k1Generator() {
        return HexFormat.of()
                .parseHex("3056301006072a8648ce3d020106052b8104000a03420004"
                        + "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                        + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    }

    private static byte[] rsaSpki(BigInteger n, BigInteger e) {
        byte[] key = tagged(0x30, concat(tagged(2, n.toByteArray()), tagged(2, e.toByteArray())));
        byte[] algorithm = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
        return tagged(0x30, concat(algorithm, tagged(3, prefixed(key))));
    }

    private static byte[] tagged(int tag, byte[] body) {
        byte[] length = body.length < 128
                ? new byte[] {(byte) body.length}
                : new byte[] {(byte) 0x82, (byte) (body.length >> 8), (byte) body.length};
        return concat(concat(new byte[] {(byte) tag}, length), body);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private record FixedSigner(PublicKeyInfo key, UnaryOperator<byte[]> how) implements Signer {
        @Override
        public byte[] sign(byte[] canonical) {
            return how.apply(canonical);
        }
    }
}
