package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.junit.jupiter.api.Test;

/** A4: what holds for places wherever they are kept. */
abstract class PlacesContract {
    static final Duration LEASE = Duration.ofHours(1);

    static Admission rules(int limit, Order order) {
        return new Admission(limit, order, LEASE);
    }

    static final Admission TWO = rules(2, Order.FIFO);

    /** With nobody in them; the same ones within a test. */
    abstract Places places();

    /** Lets so much time go by, as the places see it. */
    abstract void pass(Duration time);

    /** Little beside a lease, and yet more than goes by by itself between two steps of a test. */
    abstract Duration moment();

    private Standing enter(String ticket, Admission rules) {
        return enter(ticket, new Asker(ticket, "of " + ticket), rules).standing();
    }

    private Places.Entered enter(String ticket, Asker asker, Admission rules) {
        return places().enter(ticket, asker, rules).orElseThrow();
    }

    /** A4 */
    @Test
    void who_comes_above_the_limit_waits_and_is_told_how_many_do() {
        assertThat(enter("a", TWO)).isEqualTo(new Standing(true, new Numbers(1, 0, 2)));
        assertThat(enter("b", TWO)).isEqualTo(new Standing(true, new Numbers(2, 0, 2)));
        assertThat(enter("c", TWO)).isEqualTo(new Standing(false, new Numbers(2, 1, 2)));
        assertThat(enter("d", TWO)).isEqualTo(new Standing(false, new Numbers(2, 2, 2)));
    }

    /** A4 */
    @Test
    void a_place_that_is_given_back_goes_to_who_waits() {
        List.of("a", "b", "c", "d").forEach(ticket -> enter(ticket, TWO));
        places().leave("a", TWO);
        assertThat(places().look(TWO)).isEqualTo(new Places.Overview(Set.of("b", "c"), new Numbers(2, 1, 2)));
        assertThat(places().renew("a", TWO)).isEmpty();
    }

    /** A4 */
    @Test
    void giving_up_while_waiting_takes_nobodys_place() {
        List.of("a", "b", "c", "d").forEach(ticket -> enter(ticket, TWO));
        places().leave("c", TWO);
        places().leave("unknown", TWO);
        assertThat(places().look(TWO)).isEqualTo(new Places.Overview(Set.of("a", "b"), new Numbers(2, 1, 2)));
    }

    /** A4: free again within one lease */
    @Test
    void the_place_of_a_silent_client_is_free_after_one_lease() {
        List.of("a", "b", "c").forEach(ticket -> enter(ticket, TWO));
        pass(LEASE.minus(moment()));
        places().renew("b", TWO);
        places().renew(List.of("c", "unknown"), TWO);
        assertThat(places().look(TWO).granted()).containsExactlyInAnyOrder("a", "b");
        pass(moment().multipliedBy(2));
        assertThat(places().look(TWO)).isEqualTo(new Places.Overview(Set.of("b", "c"), new Numbers(2, 0, 2)));
        assertThat(places().renew("a", TWO)).isEmpty();
    }

    /** A4 */
    @Test
    void who_is_silent_while_waiting_is_waited_for_by_nobody() {
        List.of("a", "b", "c", "d").forEach(ticket -> enter(ticket, TWO));
        pass(LEASE.minus(moment()));
        places().renew(List.of("a", "b", "d"), TWO);
        pass(moment().multipliedBy(2));
        assertThat(places().look(TWO).numbers()).isEqualTo(new Numbers(2, 1, 2));
        places().leave("a", TWO);
        assertThat(places().look(TWO).granted()).containsExactlyInAnyOrder("b", "d");
    }

    /** A4: a new place counts from when it was given, not from when it was asked for */
    @Test
    void who_gets_a_place_has_a_whole_lease_to_begin() {
        List.of("a", "b", "c").forEach(ticket -> enter(ticket, TWO));
        pass(LEASE.minus(moment()));
        places().renew("b", TWO);
        places().leave("a", TWO);
        pass(LEASE.minus(moment()));
        assertThat(places().look(TWO).granted()).containsExactlyInAnyOrder("b", "c");
    }

    /** A4: changed while running */
    @Test
    void a_higher_limit_lets_those_in_who_wait() {
        List.of("a", "b", "c", "d", "e").forEach(ticket -> enter(ticket, TWO));
        assertThat(places().look(rules(4, Order.FIFO)))
                .isEqualTo(new Places.Overview(Set.of("a", "b", "c", "d"), new Numbers(4, 1, 4)));
    }

    /** A4: changed while running */
    @Test
    void a_lower_limit_takes_no_place_away_and_gives_none_out_until_enough_are_back() {
        Admission three = rules(3, Order.FIFO);
        List.of("a", "b", "c", "d").forEach(ticket -> enter(ticket, three));
        Admission one = rules(1, Order.FIFO);
        assertThat(places().look(one).granted()).containsExactlyInAnyOrder("a", "b", "c");
        places().leave("a", one);
        places().leave("b", one);
        assertThat(places().look(one).granted()).containsExactly("c");
        places().leave("c", one);
        assertThat(places().look(one).granted()).containsExactly("d");
    }

    /** A4 */
    @Test
    void fifo_keeps_the_order_of_asking() {
        Admission one = rules(1, Order.FIFO);
        List<String> order = List.of("m", "z", "a", "q", "b");
        order.forEach(ticket -> enter(ticket, one));
        assertThat(served(one, order.size())).isEqualTo(order);
    }

    /** A4: a waiting client is chosen at random */
    @Test
    void at_random_everyone_has_a_chance_to_be_next() {
        Admission one = rules(1, Order.RANDOM);
        Set<String> firsts = new HashSet<>();
        for (int round = 0; round < 60 && firsts.size() < 3; round++) {
            enter("holder", one);
            List.of("x", "y", "z").forEach(ticket -> enter(ticket, one));
            firsts.add(served(one, 4).get(1));
        }
        assertThat(firsts).containsExactlyInAnyOrder("x", "y", "z");
    }

    /** A4: one client has one ticket, however often it asks */
    @Test
    void who_asks_anew_has_the_new_ticket_in_place_of_the_old_one() {
        Asker again = new Asker("again", "192.0.2.7");
        assertThat(enter("first", again, TWO))
                .isEqualTo(new Places.Entered(new Standing(true, new Numbers(1, 0, 2)), Optional.empty()));
        assertThat(enter("second", again, TWO))
                .isEqualTo(new Places.Entered(new Standing(true, new Numbers(1, 0, 2)), Optional.of("first")));
        assertThat(places().renew("first", TWO)).isEmpty();
        assertThat(places().look(TWO)).isEqualTo(new Places.Overview(Set.of("second"), new Numbers(1, 0, 2)));
    }

    /** A4 */
    @Test
    void who_asks_anew_while_it_waits_stays_where_it_is_in_the_line() {
        Admission one = rules(1, Order.FIFO);
        enter("holder", one);
        enter("w1", new Asker("w", "192.0.2.7"), one);
        enter("x", one);
        enter("w2", new Asker("w", "192.0.2.7"), one);
        assertThat(places().look(one).numbers()).isEqualTo(new Numbers(1, 2, 1));
        assertThat(served(one, 3)).containsExactly("holder", "w2", "x");
    }

    /** A4: a PC that makes up others keeps nobody out */
    @Test
    void while_others_wait_one_address_has_half_of_the_places() {
        Admission four = rules(4, Order.FIFO);
        for (int i = 0; i < 20; i++) {
            enter("flood" + i, new Asker("flood" + i, "192.0.2.66"), four);
        }
        assertThat(places().look(four).granted()).containsExactlyInAnyOrder("flood0", "flood1", "flood2", "flood3");
        List.of("a", "b", "c").forEach(ticket -> enter(ticket, new Asker(ticket, "192.0.2.1" + ticket.length()), four));
        List.of("flood0", "flood1", "flood2").forEach(ticket -> places().leave(ticket, four));
        assertThat(places().look(four).granted()).containsExactlyInAnyOrder("flood3", "flood4", "a", "b");
        places().leave("flood3", four);
        places().leave("a", four);
        places().leave("b", four);
        assertThat(places().look(four).granted()).containsExactlyInAnyOrder("flood4", "flood5", "c", "flood6");
    }

    private List<String> served(Admission rules, int count) {
        List<String> served = new ArrayList<>();
        while (served.size() < count) {
            String next = places().look(rules).granted().iterator().next();
            served.add(next);
            places().leave(next, rules);
        }
        return served;
    }
}
