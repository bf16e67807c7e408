package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import jp.quickcare.server.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A4, F6: in PostgreSQL, for several servers. */
class SharedPlacesIT extends PlacesContract {
    @TempDir
    private Path temp;

    private DatabaseLocation location;
    private Database database;
    private SharedPlaces places;

    @BeforeEach
    void open() throws Exception {
        location = Postgres.shared().database();
        database = Database.open(temp.resolve("data"), location);
        places = new SharedPlaces(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Places places() {
        return places;
    }

    @Override
    void pass(Duration time) {
        shift(-time.toMillis());
    }

    @Override
    Duration moment() {
        return Duration.ofMinutes(10);
    }

    /** What the leases look like when the clock goes on, or is set back. */
    private void shift(long millis) {
        database.write(handle -> handle.execute("UPDATE place SET until = until + ?", millis))
                .join();
    }

    private static Asker asker(String ticket) {
        return new Asker(ticket, "of " + ticket);
    }

    /** F6: another server of the same site */
    private Database another() throws Exception {
        return Database.open(temp.resolve("data"), location);
    }

    /** A4, F6 */
    @Test
    void two_servers_never_give_out_more_places_than_there_are() throws Exception {
        Admission five = rules(5, Order.RANDOM);
        try (Database other = another()) {
            List<Places> servers = List.of(places, new SharedPlaces(other));
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String ticket = "t" + i;
                Places server = servers.get(i % 2);
                all.add(CompletableFuture.runAsync(() ->
                        assertThat(server.enter(ticket, asker(ticket), five)).isPresent()));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
            Set<String> served = new HashSet<>();
            while (served.size() < 60) {
                Places.Overview here = servers.get(0).look(five);
                assertThat(servers.get(1).look(five)).isEqualTo(here);
                assertThat(here.granted()).hasSize(Math.min(5, 60 - served.size()));
                String done = here.granted().iterator().next();
                assertThat(served.add(done)).isTrue();
                servers.get(served.size() % 2).leave(done, five);
            }
        }
    }

    /** A4, F6: a server that is killed says nothing more */
    @Test
    void the_places_of_a_server_that_is_gone_are_free_after_one_lease_and_its_clients_may_ask_another()
            throws Exception {
        try (Database other = another()) {
            Places gone = new SharedPlaces(other);
            gone.enter("a", asker("a"), TWO);
            gone.enter("b", asker("b"), TWO);
            gone.enter("c", asker("c"), TWO);
        }
        places.enter("d", asker("d"), TWO);
        pass(LEASE.minus(moment()));
        assertThat(places.renew("b", TWO)).contains(new Standing(true, new Numbers(2, 2, 2)));
        places.renew("d", TWO);
        pass(moment());
        assertThat(places.look(TWO).granted()).containsExactlyInAnyOrder("b", "d");
    }

    /** A4, F6: while the database is away nobody can show a sign of life, however long that is */
    @Test
    void after_the_database_was_away_for_long_what_went_on_keeps_its_place_and_what_fell_silent_does_not() {
        places.enter("a", asker("a"), TWO);
        places.enter("b", asker("b"), TWO);
        places.enter("c", asker("c"), TWO);
        pass(LEASE.plusMinutes(1));
        places.renew(List.of("a", "unknown"), TWO);
        assertThat(places.look(TWO)).isEqualTo(new Places.Overview(Set.of("a"), new Numbers(1, 0, 2)));
        pass(LEASE.plusMinutes(1));
        assertThat(places.renew("a", TWO)).contains(new Standing(true, new Numbers(1, 0, 2)));
        places.leave("a", TWO);
        assertThat(places.renew("a", TWO)).as("given back").isEmpty();
    }

    /** A4: a clock set back */
    @Test
    void a_clock_that_is_set_back_makes_no_lease_longer_than_a_whole_one() {
        places.enter("a", asker("a"), TWO);
        shift(Duration.ofHours(5).toMillis());
        assertThat(places.look(TWO).granted()).containsExactly("a");
        pass(LEASE);
        assertThat(places.look(TWO).granted()).isEmpty();
    }
}
