package jp.quickcare.samples.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a PC: one site for all of a class, with two releases; a channel of its own and a PC for each test. */
abstract class OnAPc {
    @TempDir
    static Path shared;

    private static World served;

    @TempDir
    Path temp;

    World world;
    Client client;

    @BeforeAll
    static void a_site_serves_two_releases() {
        served = World.offeringTheFirstOfTwo(shared, "optional");
    }

    @AfterAll
    static void the_server_ends() {
        served.close();
    }

    @BeforeEach
    void a_client_runs_the_first_release_and_the_second_is_there() {
        world = served.onAnotherChannel();
        client = world.install(temp.resolve("home"));
    }
}
