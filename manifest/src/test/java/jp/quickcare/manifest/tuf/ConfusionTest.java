package jp.quickcare.manifest.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.quickcare.manifest.json.CanonicalJson;
import jp.quickcare.manifest.json.JsonInteger;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MT8, MT12, MT13, MT14, MT15: files that are not what was announced, or that two readers could read differently. */
class ConfusionTest {
    private final TestRepository repository = new TestRepository();

    /** MT8 */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets"})
    void a_file_of_another_hash_is_refused(String role) throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        String name = "2." + role + ".json";
        repository.serve(name, flipOneSignatureDigit(text(name)));

        HashException refusal = victim.refuses(HashException.class, name);

        assertThat(refusal.role()).isEqualTo(role);
        assertThat(refusal.algorithm()).isEqualTo("sha256");
        victim.takesTheNextHonestUpdate();
    }

    /** MT8 */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets"})
    void a_well_signed_file_of_another_length_is_refused(String role) throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        String name = "2." + role + ".json";
        repository.serve(name, (text(name) + " ").getBytes(StandardCharsets.UTF_8));

        LengthException refusal = victim.refuses(LengthException.class, name);

        assertThat(refusal.allowedBytes()).isEqualTo(repository.file(name).length - 1);
        victim.takesTheNextHonestUpdate();
    }

    /** MT8 */
    @Test
    void a_shorter_file_than_announced_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        byte[] whole = repository.file("2.snapshot.json");
        repository.serve("2.snapshot.json", Arrays.copyOf(whole, whole.length - 1));

        victim.refuses(LengthException.class, "2.snapshot.json");

        victim.takesTheNextHonestUpdate();
    }

    /** MT8 */
    @Test
    void a_delegated_file_of_another_hash_is_refused() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "qc");
        repository.publish();
        repository.serve("2.qc.json", flipOneSignatureDigit(text("2.qc.json")));

        HashException refusal = victim.refusesToFind(HashException.class, "2.qc.json");

        assertThat(refusal.role()).isEqualTo("qc");
        repository.removeTarget("qc", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT8 */
    @Test
    void a_delegated_file_that_was_swapped_for_another_of_the_same_version_is_refused() throws Exception {
        repository.delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        repository.publish();
        byte[] honest = repository.file("2.qc.json");
        Victim.poison(repository, "qc");
        repository.version("qc", 1).publishTargets("qc");
        repository.announce("qc", Optional.of(MetaFile.of(2, honest)));

        victim.refusesToFind(LengthException.class, "2.qc.json");

        repository.removeTarget("qc", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    /** MT8 */
    @Test
    void a_stored_file_that_was_tampered_with_is_fetched_again() throws Exception {
        Victim victim = new Victim(repository);
        byte[] good = repository.file("1.targets.json");
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            victim.store().store(role, "{}".getBytes(StandardCharsets.UTF_8));
        }

        repository.client(victim.store()).refresh();

        assertThat(victim.store().files().get("targets")).isEqualTo(good);
        victim.takesTheNextHonestUpdate();
    }

    /** MT12 */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets", "root"})
    void metadata_of_another_type_is_refused_though_the_timestamp_key_signed_it(String type) throws Exception {
        Victim victim = new Victim(repository);
        repository.alter("timestamp", signed -> TestJson.with(signed, "_type", new JsonString(type)));
        repository.publish();

        MalformedException refusal = victim.refuses(MalformedException.class, "timestamp.json");

        assertThat(refusal).hasMessageContaining("_type");
        repository.alterNothing("timestamp");
        victim.takesTheNextHonestUpdate();
    }

    /** MT12 */
    @Test
    void a_snapshot_served_as_timestamp_is_refused_though_one_key_signs_both() throws Exception {
        repository.signers("snapshot").clear();
        repository.signers("snapshot").addAll(repository.signers("timestamp"));
        repository.publishRoot().publish();
        Victim victim = new Victim(repository);
        repository.announce("snapshot", Optional.of(MetaFile.ofVersion(9))).publishSnapshot();
        repository.serve("timestamp.json", repository.file("snapshot.json"));

        MalformedException refusal = victim.refuses(MalformedException.class, "timestamp.json");

        assertThat(refusal).hasMessageContaining("_type");
        repository.rotate("snapshot").announce("snapshot", Optional.empty()).publishRoot();
        victim.takesTheNextHonestUpdate();
    }

    /** MT12 */
    @Test
    void the_file_of_one_delegated_role_served_as_another_is_refused() throws Exception {
        repository.delegate("targets", "xe", true, "xe/*/*").delegate("targets", "qc", true, "qc/*/*");
        repository.publish();
        Victim victim = new Victim(repository);
        Victim.poison(repository, "xe");
        repository.publish();
        repository.serve("2.qc.json", repository.file("2.xe.json"));
        repository
                .announce("qc", Optional.of(MetaFile.ofVersion(2)))
                .publishSnapshot()
                .publishTimestamp();

        ThresholdException refusal = victim.refusesToFind(ThresholdException.class, "2.xe.json");

        assertThat(refusal.role()).isEqualTo("qc");
        assertThat(refusal.delegator()).isEqualTo("targets");
        repository.removeTarget("xe", Victim.EVIL);
        victim.takesTheNextHonestUpdate();
    }

    static Stream<JsonValue> wrongSpecVersions() {
        return Stream.of(
                new JsonString("2.0.0"),
                new JsonString("0.9"),
                new JsonString("1"),
                new JsonString("1.0.0.0"),
                new JsonString("1.x"),
                new JsonString(" 1.0.0"),
                new JsonString("11.0.0"),
                new JsonString(""),
                new JsonInteger(1));
    }

    /** MT13 */
    @ParameterizedTest
    @MethodSource("wrongSpecVersions")
    void another_major_version_of_the_specification_is_refused(JsonValue version) throws Exception {
        refusesAltered(signed -> TestJson.with(signed, "spec_version", version), "spec_version");
    }

    /** MT13 */
    @Test
    void a_missing_version_of_the_specification_is_refused() throws Exception {
        refusesAltered(signed -> TestJson.without(signed, "spec_version"), "spec_version");
    }

    /** MT13 */
    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.0.99", "1.7", "1.0.34"})
    void any_minor_version_of_the_specification_is_read(String version) throws Exception {
        repository.alter("timestamp", signed -> TestJson.with(signed, "spec_version", new JsonString(version)));
        repository.publish();

        repository.client(repository.newStore()).refresh();
    }

    /** MT9 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2031-01-01",
                "2031-01-01T00:00:00",
                "2031-01-01T00:00:00+00:00",
                "2031-02-30T00:00:00Z",
                "2031-01-01T00:00:00.5Z",
                "2031-01-01T24:00:00Z",
                "+12031-01-01T00:00:00Z",
                "2031-1-01T00:00:00Z",
                ""
            })
    void a_date_in_another_form_is_refused(String date) throws Exception {
        refusesAltered(signed -> TestJson.with(signed, "expires", new JsonString(date)), "expires");
    }

    private void refusesAltered(UnaryOperator<JsonObject> alteration, String member) throws Exception {
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            TestRepository fresh = new TestRepository();
            Victim victim = new Victim(fresh);
            fresh.alter(role, alteration).publish();

            MalformedException refusal = victim.refuses(
                    MalformedException.class, role.equals("timestamp") ? "timestamp.json" : "2." + role + ".json");

            assertThat(refusal).hasMessageContaining(member);
            fresh.alterNothing(role);
            victim.takesTheNextHonestUpdate();
        }
    }

    static Stream<UnaryOperator<String>> ambiguousSpellings() {
        return Stream.of(
                file -> file.replace("\"version\":2}", "\"version\":2,\"version\":2}"),
                file -> file.replace("\"version\":2}", "\"version\":2,\"v\\u0065rsion\":2}"),
                file -> file.replace("\"version\":2}", "\"version\":2.0}"),
                file -> file.replace("\"version\":2}", "\"version\":2e0}"),
                file -> file.replace("\"version\":2}", "\"version\":02}"),
                file -> file.replace("\"version\":2}", "\"version\":+2}"),
                file -> file + "x",
                file -> file + file,
                file -> "\uFEFF" + file,
                file -> file.replace("\"meta\"", "'meta'"),
                file -> file.replace("}}", "},}"),
                file -> "[".repeat(100_000) + file,
                file -> file.replace("{\"signatures\"", "{\"x\":\"" + "y".repeat(70_000) + "\",\"signatures\""));
    }

    /** MT14 */
    @ParameterizedTest
    @MethodSource("ambiguousSpellings")
    void a_well_signed_file_that_could_be_read_in_two_ways_is_refused(UnaryOperator<String> spelling) throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        String altered = spelling.apply(text("timestamp.json"));
        assertThat(altered).isNotEqualTo(text("timestamp.json"));
        repository.serve("timestamp.json", altered.getBytes(StandardCharsets.UTF_8));

        TufException refusal = victim.refuses(TufException.class, "timestamp.json");

        assertThat(refusal).isInstanceOfAny(MalformedException.class, LengthException.class);
        victim.takesTheNextHonestUpdate();
    }

    /** MT14 */
    @Test
    void utf_16_is_refused() throws Exception {
        Victim victim = new Victim(repository);
        repository.publish();
        repository.serve("timestamp.json", text("timestamp.json").getBytes(StandardCharsets.UTF_16));

        victim.refuses(MalformedException.class, "timestamp.json");

        victim.takesTheNextHonestUpdate();
    }

    /** MT15 */
    @Test
    void another_order_other_space_and_other_escapes_verify() throws Exception {
        repository
                .hashesInMeta(false)
                .alter(
                        "timestamp",
                        signed -> TestJson.with(signed, "x-note", new JsonString("a/b \u00e9 \uD83D\uDE00 \"\\ \n")));
        repository.publish();
        JsonObject envelope = TestJson.parse(text("timestamp.json"));
        List<String> names = new ArrayList<>(envelope.object("signed").members().keySet());
        Collections.reverse(names);
        JsonObject.Builder reordered = JsonObject.builder();
        for (String name : names) {
            reordered.put(name, envelope.object("signed").find(name).orElseThrow());
        }
        String signed = loosely(reordered.build()).replace("a/b \u00e9 \uD83D\uDE00", "a\\/b \\u00e9 \\uD83D\\ude00");
        String spaced =
                "{ \"signed\" :\n" + signed + ",\t\"signatures\":" + loosely(envelope.array("signatures")) + " }\r\n";
        repository.serve("timestamp.json", spaced.getBytes(StandardCharsets.UTF_8));
        MemoryStore store = repository.newStore();

        repository.client(store).refresh();

        assertThat(store.files().get("timestamp")).isEqualTo(spaced.getBytes(StandardCharsets.UTF_8));
    }

    /** MT15 */
    @Test
    void a_changed_unknown_field_is_refused() throws Exception {
        repository
                .alter("timestamp", signed -> TestJson.with(signed, "x-note", new JsonString("one")))
                .publish();
        Victim victim = new Victim(repository);
        repository.publish();
        repository.serve(
                "timestamp.json",
                text("timestamp.json").replace("\"one\"", "\"two\"").getBytes(StandardCharsets.UTF_8));

        victim.refuses(ThresholdException.class, "timestamp.json");

        victim.takesTheNextHonestUpdate();
    }

    @Test
    void unknown_fields_everywhere_are_read_over_and_signed() throws Exception {
        JsonValue extra = TestJson.parse("{\"a\":[1,null,true]}");
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            repository.alter(role, signed -> TestJson.with(signed, "x-extra", extra));
        }
        repository.publishRoot().publish();

        TufClient client = repository.client(repository.newStore());
        client.refresh();

        assertThat(client.root().version()).isEqualTo(2);
    }

    /** JSON with a space after every comma and colon outside texts, in the order of the members. */
    private static String loosely(JsonValue value) {
        if (value instanceof JsonObject object) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                members.add(loosely(new JsonString(member.getKey())) + " : " + loosely(member.getValue()));
            }
            return "{ " + String.join(" , ", members) + " }";
        }
        return new String(JsonText.encode(value), StandardCharsets.UTF_8);
    }

    @Test
    void what_is_signed_is_the_canonical_form() throws Exception {
        Signer signer = TestKeys.signer();
        JsonObject signed = TestJson.parse("{\"b\":1,\"a\":\"x\\n\"}");
        SignedMetadata read = SignedMetadata.parse(SignedMetadata.sign(signed, List.of(signer)));
        assertThat(read.signatures()).containsOnlyKeys(signer.keyId());
        byte[] signature = VerificationKey.hex(
                        read.signatures().values().iterator().next())
                .orElseThrow();

        assertThat(VerificationKey.of(signer.key()).orElseThrow().verifies(CanonicalJson.encode(signed), signature))
                .isTrue();
    }

    private String text(String fileName) {
        return new String(repository.file(fileName), StandardCharsets.UTF_8);
    }

    private static byte[] flipOneSignatureDigit(String file) {
        int at = file.indexOf("\"sig\":\"") + 7;
        char flipped = file.charAt(at) == '0' ? '1' : '0';
        return (file.substring(0, at) + flipped + file.substring(at + 1)).getBytes(StandardCharsets.UTF_8);
    }
}
