package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.admission.TicketRequest;
import jp.quickcare.server.serve.FilesRequest.Asked;
import jp.quickcare.server.serve.FilesRequest.BadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A5: the list of files that a client asks for, and a place along with it (A4). */
class FilesRequestTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String WISH = "{\"client\":{\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"pc\":\"PC-07\","
            + "\"user\":\"田中\",\"app\":\"qc\",\"channel\":\"QC\",\"platform\":\"win-x64\",\"launcher\":\"1.0.0\"},"
            + "\"release\":\"" + A + "\",\"kind\":\"full\"}";

    private static FilesRequest parse(String json) throws BadRequest {
        return FilesRequest.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static FilesRequest withObjects(String objects) throws BadRequest {
        return parse("{\"release\":\"" + A + "\",\"objects\":" + objects + "}");
    }

    private static FilesRequest withTicket(String before, String ticket) throws BadRequest {
        return parse("{" + before + "\"ticket\":" + ticket + ",\"release\":\"" + A + "\",\"objects\":[]}");
    }

    /** A5 */
    @Test
    void objects_are_read_in_their_order_with_the_form_and_the_offset_that_are_wanted() throws Exception {
        FilesRequest request =
                withObjects("[{\"sha256\":\"" + B + "\",\"zst\":true,\"offset\":9000000000},{\"sha256\":\"" + A
                        + "\"},{\"zst\":false,\"sha256\":\"" + B + "\"}]");

        assertThat(request.release()).isEqualTo(Sha256.ofHex(A));
        assertThat(request.objects())
                .containsExactly(
                        new Asked(Sha256.ofHex(B), true, 9_000_000_000L),
                        new Asked(Sha256.ofHex(A), null, 0),
                        new Asked(Sha256.ofHex(B), false, 0));
        assertThat(request.ticket()).isEmpty();
    }

    /** A5: a later client may say more. */
    @Test
    void members_that_are_not_known_are_passed_over() throws Exception {
        FilesRequest request =
                parse("{\"later\":{\"release\":[1,{}]},\"objects\":[{\"later\":[{\"sha256\":7}],\"sha256\":\"" + B
                        + "\"}],\"release\":\"" + A + "\"}");

        assertThat(request.objects()).containsExactly(new Asked(Sha256.ofHex(B), null, 0));
    }

    /** A5, SA4: whoever wrote the client is told what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}  | is no array",
                "[7]  | is no object",
                "[[]]  | is no object",
                "[{}]  | lacks \"sha256\"",
                "[{\"sha256\":\"abc\"}]  | \"sha256\" is not 64",
                "[{\"sha256\":7}]  | \"sha256\" is not 64",
                "[{\"zst\":1}]  | \"zst\" is neither",
                "[{\"zst\":null}]  | \"zst\" is neither",
                "[{\"offset\":-1}]  | \"offset\" is negative",
                "[{\"offset\":1.0}]  | \"offset\" is no whole number",
                "[{\"offset\":\"1\"}]  | \"offset\" is no whole number",
                "[{\"offset\":99999999999999999999}]  | is no JSON",
                "[{\"offset\":1,\"offset\":2}]  | Duplicate field",
                "[  | is no JSON"
            })
    void what_is_no_list_of_objects_is_told_why(String objects, String why) {
        assertThatThrownBy(() -> withObjects(objects))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(why)
                .message()
                .hasLineCount(1);
    }

    /** A5 */
    @Test
    void an_upper_case_digest_is_none() {
        assertThatThrownBy(() -> withObjects("[{\"sha256\":\"" + "A".repeat(64) + "\"}]"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("lower-case");
    }

    /** A5, SA4 */
    @Test
    void as_many_objects_as_a_request_may_name_are_read_and_one_more_is_refused() throws Exception {
        String one = "{\"sha256\":\"" + A + "\"}";
        String most = (one + ",").repeat(FilesRequest.MOST_OBJECTS - 1) + one;

        assertThat(withObjects("[" + most + "]").objects()).hasSize(FilesRequest.MOST_OBJECTS);
        assertThatThrownBy(() -> withObjects("[" + most + "," + one + "]"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("More than " + FilesRequest.MOST_OBJECTS);
    }

    /** A5, SA4 */
    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null", "\"x\""})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(BadRequest.class).hasMessageContaining("no JSON object");
    }

    /** A5, SA4 */
    @Test
    void a_body_that_lacks_a_member_or_goes_on_is_refused() {
        String whole = "{\"release\":\"" + A + "\",\"objects\":[]}";
        assertThatThrownBy(() -> parse("{\"release\":\"" + A + "\"}")).hasMessageContaining("lacks");
        assertThatThrownBy(() -> parse("{\"objects\":[]}")).hasMessageContaining("lacks");
        assertThatThrownBy(() -> parse(whole + "{}")).hasMessageContaining("goes on");
        assertThatThrownBy(() -> parse(whole.replace(A, "x"))).hasMessageContaining("\"release\" is not 64");
    }

    /** A4: read as it is where it comes alone, whatever stands before and behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"before\":\"介護\\n\",", " \n\t", "\"before\":{\"ticket\":{}},"})
    void a_question_for_a_ticket_that_comes_along_is_the_same_as_alone(String before) throws Exception {
        FilesRequest request = withTicket(before, WISH);

        assertThat(request.ticket()).contains(TicketRequest.parse(WISH.getBytes(StandardCharsets.UTF_8)));
        assertThat(request.ticket().orElseThrow().client().user()).isEqualTo("田中");
    }

    /** A4, SA4: as alone, and however long a list of files may be. */
    @Test
    void a_question_for_a_ticket_may_be_as_long_as_alone_and_no_longer() throws Exception {
        String more = WISH.substring(0, WISH.length() - 1) + ",\"more\":\"";
        int bytes = more.getBytes(StandardCharsets.UTF_8).length + 2;
        String longest = more + "x".repeat(TicketRequest.LARGEST_BYTES - bytes) + "\"}";

        assertThat(withTicket("", longest).ticket()).isPresent();
        assertThatThrownBy(() -> withTicket("", longest.replace("x\"}", "xx\"}")))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("16 KiB");
    }

    /** A4, SA4 */
    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "\"x\""})
    void what_is_no_object_is_no_question_for_a_ticket(String ticket) {
        assertThatThrownBy(() -> withTicket("", ticket))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("\"ticket\" is no JSON object");
    }

    /** A4, SA4: what alone is refused is refused along with files, in the same words. */
    @Test
    void a_question_for_a_ticket_that_cannot_be_understood_is_refused_as_alone() {
        assertThatThrownBy(() -> withTicket("", WISH.replace("\"full\"", "\"most\"")))
                .isInstanceOf(BadRequest.class)
                .hasMessage("\"kind\" is none of new, differential, full, repair, import.");
        assertThatThrownBy(() -> withTicket("\"ticket\":" + WISH + ",", WISH))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("Duplicate field");
    }

    /** A4, SA4: where a question begins and ends is known in UTF-8 alone. */
    @Test
    void a_question_for_a_ticket_in_another_encoding_is_refused() {
        byte[] wide = ("{\"ticket\":" + WISH + ",\"release\":\"" + A + "\",\"objects\":[]}")
                .getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> FilesRequest.parse(wide))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("not UTF-8");
    }
}
