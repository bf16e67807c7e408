package jp.quickcare.manifest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MT14: JSON that is read in one way or not at all. */
class StrictJsonTest {
    /** MT14 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"\\n\":1,\"\\u000a\":1}",
                "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}",
                "1.0",
                "1.5",
                "1e3",
                "1E3",
                "1e+3",
                "-0",
                "00",
                "01",
                "-01",
                "+1",
                "-",
                ".5",
                "1.",
                "0x10",
                "NaN",
                "Infinity",
                "9223372036854775808",
                "-9223372036854775809",
                "1 2",
                "{}{}",
                "{}x",
                "[]]",
                "",
                " ",
                "{",
                "[",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{1:1}",
                "{'a':1}",
                "'a'",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u\uFF11\uFF11\uFF11\uFF11\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\u0000\"",
                "\"\\uD800\"",
                "\"\\uDC00\"",
                "\"\\uD800x\"",
                "\"\\uD800\\uD800\"",
                "\"\\uDC00\\uD800\"",
                "{\"\\uD800\":1}",
                "true false",
                "tru",
                "True",
                "nul",
                "nulll",
                "// x\n1",
                "/* x */1",
                "#\n1",
                "\uFEFF1",
                "\u00A01",
                "1\u000B",
            })
    void what_could_be_read_in_two_ways_is_refused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonException.class);
    }

    /** MT14 */
    @ParameterizedTest
    @CsvSource({
        "overlong slash, 22C0AF22",
        "overlong quote, 22C0A222",
        "overlong of three bytes, 22E080AF22",
        "overlong of four bytes, 22F08080AF22",
        "encoded lone surrogate, 22EDA08022",
        "encoded surrogate pair, 22EDA0BDEDB88022",
        "beyond Unicode, 22F490808022",
        "continuation alone, 228022",
        "sequence cut short, 22C3",
        "byte order mark, EFBBBF31",
        "UTF-16 big endian, FEFF0031",
        "UTF-16 little endian, 3100",
        "UTF-32, 00000031",
        "byte FF, 22FF22",
    })
    void what_is_not_plain_utf_8_is_refused(String what, String hex) {
        assertThatThrownBy(() -> StrictJson.parse(HexFormat.of().parseHex(hex)))
                .as(what)
                .isInstanceOf(JsonException.class);
    }

    /** MT14 */
    @Test
    void depth_is_bounded() throws Exception {
        int max = StrictJson.MAX_DEPTH;
        parse("[".repeat(max) + "]".repeat(max));

        assertThatThrownBy(() -> parse("[".repeat(max + 1) + "]".repeat(max + 1)))
                .hasMessageContaining("nest");
        assertThatThrownBy(() -> parse("[".repeat(100_000))).hasMessageContaining("nest");
        assertThatThrownBy(() -> parse("{\"a\":".repeat(100_000))).hasMessageContaining("nest");
    }

    /** MT14 */
    @Test
    void the_length_of_a_text_is_bounded() throws Exception {
        int max = StrictJson.MAX_STRING_LENGTH;
        parse("\"" + "a".repeat(max) + "\"");
        parse("\"" + "\\u0061".repeat(max) + "\"");

        assertThatThrownBy(() -> parse("\"" + "a".repeat(max + 1) + "\"")).hasMessageContaining("longer");
        assertThatThrownBy(() -> parse("\"" + "\\u0061".repeat(max + 1) + "\"")).hasMessageContaining("longer");
        assertThatThrownBy(() -> parse("\"" + "a".repeat(50_000_000) + "\"")).hasMessageContaining("longer");
    }

    /** MT14 */
    @Test
    void the_size_of_a_document_is_bounded() {
        byte[] spaces = new byte[StrictJson.MAX_DOCUMENT_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');

        assertThatThrownBy(() -> StrictJson.parse(spaces)).hasMessageContaining("bytes");
    }

    @Test
    void every_kind_of_value_is_read() throws Exception {
        JsonObject object = (JsonObject) parse(
                " {\"s\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\",\n\"i\":[0,-1,9223372036854775807,-9223372036854775808],"
                        + "\"b\":[true,false],\"n\":null,\"o\":{},\"e\":[]}\r\n\t ");

        assertThat(object.string("s")).isEqualTo("a\"\\/\b\f\n\r\t\u00e9\uD83D\uDE00");
        assertThat(object.array("i").items())
                .containsExactly(
                        new JsonInteger(0),
                        new JsonInteger(-1),
                        new JsonInteger(Long.MAX_VALUE),
                        new JsonInteger(Long.MIN_VALUE));
        assertThat(object.array("b").items()).containsExactly(new JsonBoolean(true), new JsonBoolean(false));
        assertThat(object.find("n")).contains(new JsonNull());
        assertThat(object.object("o")).isEqualTo(new JsonObject(Map.of()));
        assertThat(object.array("e").items()).isEmpty();
        assertThat(object.members().keySet()).containsExactly("s", "i", "b", "n", "o", "e");
    }

    @Test
    void a_member_of_another_kind_or_none_is_told_by_name() throws Exception {
        JsonObject object = (JsonObject) parse("{\"text\":\"1\",\"number\":1}");

        assertThatThrownBy(() -> object.integer("text")).hasMessageContaining("\"text\"");
        assertThatThrownBy(() -> object.string("number")).hasMessageContaining("\"number\"");
        assertThatThrownBy(() -> object.bool("gone")).hasMessageContaining("\"gone\" is missing");
        assertThatThrownBy(() -> object.object("text")).hasMessageContaining("not an object");
        assertThatThrownBy(() -> object.array("text")).hasMessageContaining("not an array");
        assertThat(object.find("gone")).isEmpty();
        assertThat(object.has("text")).isTrue();
        assertThat(object.integer("number")).isEqualTo(1);
    }

    @Test
    void a_document_that_must_be_an_object_is_one() throws Exception {
        assertThat(StrictJson.parseObject("{}".getBytes(StandardCharsets.UTF_8)).members())
                .isEmpty();
        assertThatThrownBy(() -> StrictJson.parseObject("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void arrays_are_read_as_texts_or_objects_only_when_all_are() throws Exception {
        assertThat(((JsonArray) parse("[\"a\",\"b\"]")).strings()).isEqualTo(List.of("a", "b"));
        assertThatThrownBy(() -> ((JsonArray) parse("[\"a\",1]")).strings()).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> ((JsonArray) parse("[{},1]")).objects()).isInstanceOf(JsonException.class);
    }

    private static JsonValue parse(String text) throws JsonException {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
