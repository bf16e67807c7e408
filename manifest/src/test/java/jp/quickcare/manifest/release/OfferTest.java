package jp.quickcare.manifest.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.StrictJson;
import jp.quickcare.manifest.tuf.TargetInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
    private static final String PATH = "qc/1.4.26/linux-x64.json";
    private static final String OFFER =
            "{\"app\":\"qc\",\"channel\":\"QC\",\"mode\":\"required\",\"message\":{\"en\":\"now\",\"ja\":\"今\"},"
                    + "\"newInstalls\":true,\"requiredCounter\":7}";

    @Test
    void offers_read_back_as_they_were_written() throws Exception {
        List<Offer> offers = Offer.of(List.of(target(PATH, OFFER + "," + OFFER.replace("QC", "XE"))));
        assertThat(offers).extracting(Offer::channel).containsExactly("QC", "XE");
        String written = new String(JsonText.encode(Offer.toCustom(offers)), UTF_8);
        TargetInfo again = new TargetInfo(
                PATH,
                1,
                Map.of("sha256", "x"),
                Optional.of(StrictJson.parseObject(written.getBytes(UTF_8))),
                "targets");
        assertThat(Offer.of(List.of(again)))
                .usingRecursiveComparison()
                .ignoringFields("target")
                .isEqualTo(offers);
    }

    @Test
    void a_target_without_offers_offers_nothing() throws Exception {
        TargetInfo bare = new TargetInfo("sites/revoked.json", 1, Map.of("sha256", "x"), Optional.empty(), "targets");
        assertThat(Offer.of(List.of(bare))).isEmpty();
    }

    /** SA3 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mode\":\"required\"|\"mode\":\"mandatory\"",
                "\"mode\":\"required\"|\"mode\":\"REQUIRED\"",
                "\"mode\":\"required\"|\"mode\":1",
                "\"requiredCounter\":7|\"requiredCounter\":-1",
                "\"requiredCounter\":7|\"requiredCounter\":\"7\"",
                "\"newInstalls\":true|\"newInstalls\":\"yes\"",
                "\"channel\":\"QC\"|\"channel\":\"../QC\"",
                "\"app\":\"qc\"|\"app\":\"launcher\"",
                "\"en\":\"now\"|\"en\":\"\\u001b[2J\"",
                "\"en\":\"now\"|\"en\":\"\\u202e\"",
                "\"en\":\"now\"|\"EN!\":\"now\"",
            })
    void offers_out_of_bounds_are_refused(String from, String to) {
        assertThat(OFFER).contains(from);
        assertThatThrownBy(() -> Offer.of(List.of(target(PATH, OFFER.replace(from, to)))))
                .isInstanceOf(InvalidReleaseException.class);
    }

    /** SA3 */
    @Test
    void a_message_has_at_most_2000_characters() throws Exception {
        String longest = OFFER.replace("now", "x".repeat(2000));
        assertThat(Offer.of(List.of(target(PATH, longest))).get(0).message(Locale.ENGLISH))
                .hasSize(2000);
        assertThatThrownBy(() -> Offer.of(List.of(target(PATH, OFFER.replace("now", "x".repeat(2001))))))
                .hasMessageContaining("2001 characters");
    }

    /** SA3 */
    @Test
    void markup_in_a_message_is_text() throws Exception {
        String html = OFFER.replace("now", "<b>now</b>\\nplease");
        assertThat(Offer.of(List.of(target(PATH, html))).get(0).message(Locale.ENGLISH))
                .isEqualTo("<b>now</b>\nplease");
    }

    @Test
    void two_offers_for_one_place_are_refused() {
        assertThatThrownBy(() -> Offer.of(List.of(target(PATH, OFFER), target("qc/1.4.27/linux-x64.json", OFFER))))
                .hasMessageContaining("two offers for qc on QC for linux-x64");
    }

    @Test
    void a_pc_takes_the_offer_of_its_own_platform_before_that_for_any() throws Exception {
        List<Offer> offers = Offer.of(List.of(target("qc/1/any.json", OFFER), target("qc/1/linux-x64.json", OFFER)));
        assertThat(Offer.choose(offers, "qc", "QC", "linux-x64"))
                .hasValueSatisfying(offer -> assertThat(offer.platform()).isEqualTo("linux-x64"));
        assertThat(Offer.choose(offers, "qc", "QC", "win-x64"))
                .hasValueSatisfying(offer -> assertThat(offer.platform()).isEqualTo("any"));
        assertThat(Offer.choose(offers, "qc", "XE", "win-x64")).isEmpty();
    }

    @Test
    void the_message_comes_in_the_user_s_language_else_in_english() throws Exception {
        Offer offer = Offer.of(List.of(target(PATH, OFFER))).get(0);
        assertThat(offer.message(Locale.JAPANESE)).isEqualTo("今");
        assertThat(offer.message(Locale.FRENCH)).isEqualTo("now");
    }

    /** A34 */
    @ParameterizedTest
    @CsvSource({
        "OPTIONAL, 0, 5, 8, false",
        "OPTIONAL, 7, 5, 8, true",
        "OPTIONAL, 7, 7, 8, false",
        "OPTIONAL, 7, 6, 6, false",
        "REQUIRED, 7, 7, 8, true",
        "REQUIRED, 8, 8, 8, false",
        "REFUSED, 0, 5, 8, false"
    })
    void required_is_sticky(StartMode mode, long requiredCounter, long installed, long offered, boolean required)
            throws Exception {
        Offer base = Offer.of(List.of(target(PATH, OFFER))).get(0);
        Offer offer = new Offer(
                base.app(),
                base.channel(),
                base.platform(),
                mode,
                base.message(),
                true,
                requiredCounter,
                base.target());
        assertThat(offer.requiredFor(installed, offered)).isEqualTo(required);
    }

    private static TargetInfo target(String path, String offers) throws Exception {
        return new TargetInfo(
                path,
                1,
                Map.of("sha256", "x"),
                Optional.of(StrictJson.parseObject(("{\"offers\":[" + offers + "]}").getBytes(UTF_8))),
                "targets");
    }
}
