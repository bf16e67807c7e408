package jp.quickcare.samples.e2e;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of windows: a PC with a screen for each test. */
abstract class OnADesktop extends OnAPc {
    Screen screen;

    @BeforeEach
    void the_pc_has_a_screen() {
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
