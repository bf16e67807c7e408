package jp.quickcare.samples.e2e;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of windows: one site for all of a class; a channel of its own, a PC and a screen for each test. */
abstract class OnADesktop {
    @TempDir
    static Path shared;

    private static World served;

    @TempDir
    Path temp;

    World world;
    Client client;
    Screen screen;

    @BeforeAll
    static void a_site_serves_two_releases() {
        served = World.offeringTheFirstOfTwo(shared, "optional");
    }

    @AfterAll
    static void the_server_ends() {
        served.close();
    }

    @BeforeEach
    void a_client_with_a_screen_runs_the_first_release_and_the_second_is_there() {
        world = served.onAnotherChannel();
        client = world.install(temp.resolve("home"));
        screen = Screen.open();
    }

    @AfterEach
    void the_screen_ends() {
        screen.close();
        // Also where a test failed before it let the server go on.
        world.site().resume();
    }

    static Command.Result ended(CompletableFuture<Command.Result> running) throws Exception {
        return running.get(15, TimeUnit.MINUTES);
    }
}
