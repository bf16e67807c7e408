package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.junit.jupiter.api.Test;

/** A4 */
class TicketsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private long nanos;
    private int asked;
    private int limit = 1;
    private final Changes changes = new Changes();
    private final Tickets tickets = new Tickets(
            new LocalPlaces(() -> nanos, new SplittableRandom(7)),
            () -> new Admission(limit, Order.FIFO, LEASE),
            () -> nanos,
            changes);
    private final List<Tickets.Answer> answers = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();

    private Ticket ask() {
        return ask("client " + asked++);
    }

    private Ticket ask(String client) {
        return tickets.ask(new Asker(client, "192.0.2.1")).orElseThrow();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        tickets.beat();
    }

    private static Tickets.Answer stands(Ticket ticket, boolean granted, int updating, int waiting, int limit) {
        return new Tickets.Stands(new Ticket(ticket.id(), granted, new Numbers(updating, waiting, limit), LEASE));
    }

    /** A4 */
    @Test
    void who_waits_is_told_at_once_when_a_place_is_his() {
        Ticket holder = ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        assertThat(answers).isEmpty();
        tickets.giveBack(holder.id());
        tickets.beat();
        assertThat(answers).containsExactly(stands(waiting, true, 1, 0, 1));
    }

    /** A4 */
    @Test
    void who_waits_is_told_when_others_come_and_go() {
        ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        Ticket other = ask();
        pass(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(stands(waiting, false, 1, 2, 1));
        tickets.giveBack(other.id());
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        assertThat(answers).hasSize(2).last().isEqualTo(stands(waiting, false, 1, 1, 1));
    }

    /** A4 */
    @Test
    void without_news_an_answer_comes_when_the_time_is_over() {
        ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(3), answers::add);
        pass(Duration.ofSeconds(2));
        assertThat(answers).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(stands(waiting, false, 1, 1, 1));
    }

    /** A4: a client that vanishes while it waits is silent, though its connection seems to be open */
    @Test
    void nobody_is_kept_waiting_longer_than_his_lease() {
        Ticket holder = ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(60), answers::add);
        pass(Duration.ofSeconds(23));
        tickets.renew(holder.id());
        assertThat(answers).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(answers).hasSize(1);
        pass(Duration.ofSeconds(6));
        assertThat(tickets.numbers()).isEqualTo(new Numbers(1, 0, 1));
    }

    /** A4: changed while running */
    @Test
    void a_higher_limit_is_heard_of_by_who_waits() {
        ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        limit = 2;
        tickets.wake();
        tickets.beat();
        assertThat(answers).containsExactly(stands(waiting, true, 2, 0, 2));
    }

    @Test
    void a_second_wait_for_a_ticket_ends_the_first() {
        ask();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        tickets.watch(waiting.id(), Duration.ofSeconds(20), second -> {});
        assertThat(answers).hasSize(1);
    }

    /** A4: a launcher that is killed while it waits */
    @Test
    void who_hangs_up_while_it_waits_leaves_the_line_at_once() {
        ask();
        Ticket waiting = ask();
        Consumer<Tickets.Answer> gone = answers::add;
        tickets.watch(waiting.id(), Duration.ofSeconds(5), gone);
        tickets.hungUp(waiting.id(), other -> {});
        assertThat(tickets.numbers().waiting()).isEqualTo(1);
        tickets.hungUp(waiting.id(), gone);
        tickets.beat();
        assertThat(tickets.numbers()).isEqualTo(new Numbers(1, 0, 1));
        assertThat(answers).isEmpty();
    }

    /** A4: it never heard of the place */
    @Test
    void a_place_that_comes_while_its_client_hangs_up_goes_to_the_next() {
        Ticket holder = ask();
        Ticket hangsUp = ask();
        Ticket next = ask();
        tickets.watch(hangsUp.id(), Duration.ofSeconds(5), answers::add);
        Consumer<Tickets.Answer> gone = answers::add;
        tickets.watch(hangsUp.id(), Duration.ofSeconds(5), gone);
        tickets.giveBack(holder.id());
        tickets.hungUp(hangsUp.id(), gone);
        assertThat(tickets.isGranted(next.id())).isTrue();
    }

    /** A4 */
    @Test
    void who_asks_anew_loses_its_old_ticket_and_what_goes_by_it() {
        Ticket old = ask("again");
        assertThat(tickets.transfer(old.id(), () -> cut.add("cut"))).isPresent();
        Ticket anew = ask("again");
        assertThat(anew.granted()).isTrue();
        assertThat(tickets.numbers()).isEqualTo(new Numbers(1, 0, 1));
        assertThat(cut).containsExactly("cut");
        assertThat(tickets.isGranted(old.id())).isFalse();
        assertThat(tickets.isGranted(anew.id())).isTrue();
    }

    @Test
    void an_unknown_or_lost_ticket_is_told_as_lost() {
        tickets.watch("nobody's", Duration.ofSeconds(5), answers::add);
        Ticket ticket = ask();
        pass(LEASE);
        tickets.watch(ticket.id(), Duration.ofSeconds(5), answers::add);
        assertThat(answers).containsExactly(new Tickets.Lost(), new Tickets.Lost());
    }

    /** A4: a transfer keeps its place while it gets on */
    @Test
    void a_transfer_that_gets_on_keeps_its_place_and_one_that_stops_loses_it() {
        Ticket ticket = ask();
        Transfer transfer = tickets.transfer(ticket.id(), () -> cut.add("cut")).orElseThrow();
        for (int i = 0; i < 100; i++) {
            transfer.gotOn();
            pass(Duration.ofSeconds(2));
        }
        assertThat(cut).isEmpty();
        assertThat(tickets.numbers().updating()).isEqualTo(1);
        Ticket waiting = ask();
        for (int i = 0; i < 33; i++) {
            tickets.renew(waiting.id());
            pass(Duration.ofSeconds(1));
        }
        assertThat(cut).containsExactly("cut");
        assertThat(tickets.isGranted(waiting.id())).isTrue();
        assertThat(tickets.isGranted(ticket.id())).isFalse();
        transfer.close();
    }

    /** A4 */
    @Test
    void a_slow_client_that_renews_keeps_its_place_without_a_byte() {
        Ticket ticket = ask();
        Transfer transfer = tickets.transfer(ticket.id(), () -> cut.add("cut")).orElseThrow();
        for (int i = 0; i < 20; i++) {
            tickets.renew(ticket.id());
            pass(Duration.ofSeconds(10));
        }
        assertThat(cut).isEmpty();
        transfer.close();
    }

    /** A4: no ticket, no bytes */
    @Test
    void who_waits_or_has_no_ticket_transfers_nothing() {
        ask();
        Ticket waiting = ask();
        assertThat(tickets.transfer(waiting.id(), () -> {})).isEmpty();
        assertThat(tickets.transfer("nobody's", () -> {})).isEmpty();
        assertThat(tickets.isGranted(waiting.id())).isFalse();
    }

    /** A4 */
    @Test
    void giving_back_ends_what_is_still_transferred() {
        Ticket ticket = ask();
        assertThat(tickets.transfer(ticket.id(), () -> cut.add("cut"))).isPresent();
        tickets.giveBack(ticket.id());
        assertThat(cut).containsExactly("cut");
        assertThat(tickets.isGranted(ticket.id())).isFalse();
    }

    /** A1: graceful end */
    @Test
    void at_the_end_nobody_is_kept_waiting_and_transfers_go_on() {
        Ticket holder = ask();
        Transfer transfer = tickets.transfer(holder.id(), () -> cut.add("cut")).orElseThrow();
        Ticket waiting = ask();
        tickets.watch(waiting.id(), Duration.ofSeconds(20), answers::add);
        tickets.end();
        assertThat(answers).hasSize(1);
        assertThat(tickets.ask(new Asker("late", "192.0.2.1"))).isEmpty();
        transfer.gotOn();
        pass(Duration.ofSeconds(1));
        assertThat(cut).isEmpty();
    }

    /** A4: waiting costs hardly anything, also many of them at once */
    @Test
    void ten_thousand_who_wait_are_told_in_turn() {
        ask();
        List<Ticket> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(ask());
        }
        waiting.forEach(ticket -> tickets.renew(ticket.id()));
        waiting.forEach(ticket -> tickets.watch(ticket.id(), Duration.ofSeconds(20), answers::add));
        assertThat(answers).isEmpty();
        ask();
        pass(Duration.ofSeconds(1));
        assertThat(answers).hasSizeBetween(100, 1_000);
    }

    @Test
    void whoever_shows_it_hears_of_changes() {
        List<Topic> topics = new ArrayList<>();
        changes.listen(topics::add);
        Ticket ticket = ask();
        assertThat(topics).containsExactly(Topic.ADMISSION);
        tickets.giveBack(ticket.id());
        tickets.beat();
        assertThat(topics).hasSize(2);
    }

    @Test
    void an_id_is_long_and_never_the_same() {
        limit = 100;
        assertThat(ask().id()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(ask().id());
    }
}
