package jp.quickcare.manifest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** MT15: the one form that signatures cover. */
class CanonicalJsonTest {
    /** MT15 */
    @Test
    void names_are_sorted_by_code_point_and_nothing_is_spaced() throws Exception {
        // U+FF5E is a greater UTF-16 unit than the first of U+1F600, and a smaller code point.
        assertThat(canonical("{ \"b\" : [ 1 , true , null ] , \"a\" : { } , \"\uD83D\uDE00\" : 1 , \"\uFF5E\" : [] }"))
                .isEqualTo("{\"a\":{},\"b\":[1,true,null],\"\uFF5E\":[],\"\uD83D\uDE00\":1}");
        assertThat(canonical("{\"ab\":1,\"a\":2,\"\":3,\"B\":4}")).isEqualTo("{\"\":3,\"B\":4,\"a\":2,\"ab\":1}");
    }

    /** MT15 */
    @Test
    void only_quote_and_backslash_are_escaped() throws Exception {
        assertThat(canonical("\"\\\"\\\\\\/\\n\\u00e9\\u007f\\u0001\"")).isEqualTo("\"\\\"\\\\/\n\u00e9\u007f\u0001\"");
    }

    @Test
    void text_to_store_is_the_same_but_for_control_characters_and_is_read_back() throws Exception {
        JsonObject value = JsonObject.builder()
                .put("z", "line\n\u0001\"\\")
                .put("a", -5)
                .put("t", false)
                .put("n", new JsonNull())
                .build();

        byte[] text = JsonText.encode(value);

        assertThat(new String(text, StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":-5,\"n\":null,\"t\":false,\"z\":\"line\\u000a\\u0001\\\"\\\\\"}");
        assertThat(CanonicalJson.encode(StrictJson.parse(text))).isEqualTo(CanonicalJson.encode(value));
    }

    @Test
    void lone_surrogates_cannot_be_written() {
        assertThatThrownBy(() -> new JsonString("\uD800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("\uDC00", 1).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String text) throws JsonException {
        return new String(
                CanonicalJson.encode(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
    }
}
