package jp.quickcare.server.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Moving clock = new Moving();
    private final Sessions sessions = new Sessions(clock);

    /** SA4 */
    @Test
    void only_a_session_that_was_begun_goes_on() {
        String id = sessions.begin();

        assertThat(sessions.goesOn(id, true)).isTrue();
        assertThat(sessions.goesOn(Sessions.newId(), true)).isFalse();
        assertThat(sessions.goesOn("", true)).isFalse();
    }

    /** SA4: replay after logging out. */
    @Test
    void a_session_that_was_ended_never_comes_back() {
        String id = sessions.begin();
        sessions.end(id);

        assertThat(sessions.goesOn(id, true)).isFalse();
        sessions.begin();
        assertThat(sessions.goesOn(id, true)).isFalse();
    }

    /** A11 */
    @Test
    void a_session_ends_when_nobody_does_anything_though_its_page_looks_again() {
        String id = sessions.begin();
        clock.on(Sessions.IDLE.minusSeconds(1));
        assertThat(sessions.goesOn(id, false)).isTrue();

        clock.on(Duration.ofSeconds(2));
        assertThat(sessions.goesOn(id, false)).isFalse();
    }

    /** A11 */
    @Test
    void a_session_ends_after_half_a_day_however_busy() {
        String id = sessions.begin();
        for (Duration gone = Duration.ZERO; gone.compareTo(Sessions.LONGEST) <= 0; gone = gone.plusMinutes(20)) {
            sessions.goesOn(id, true);
            clock.on(Duration.ofMinutes(20));
        }
        assertThat(sessions.goesOn(id, true)).isFalse();
    }

    /** SA4: ids of 128 random bits. */
    @Test
    void ids_are_long_and_never_the_same() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3 * Sessions.MOST; i++) {
            ids.add(sessions.begin());
        }
        assertThat(ids).hasSize(3 * Sessions.MOST).allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        assertThat(ids.stream().filter(id -> sessions.goesOn(id, true))).hasSize(Sessions.MOST);
    }
}
