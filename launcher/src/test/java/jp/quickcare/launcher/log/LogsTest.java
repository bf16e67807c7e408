package jp.quickcare.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);

    @TempDir
    private Path temp;

    private Home home;

    @BeforeEach
    void a_home() throws IOException {
        home = new Home(temp);
        Files.createDirectories(home.state());
    }

    @AfterEach
    void close() {
        Logs.close();
    }

    @Test
    void what_matters_goes_to_the_log_while_it_is_open() throws IOException {
        LOG.info("before");
        Logs.open(home);
        LOG.debug("detail");
        LOG.info("took {} of {}", 1, "two");
        LOG.warn("failed", new IOException("the cause"));
        Logs.close();
        LOG.info("after");

        assertThat(Files.readAllLines(home.logs().resolve("launcher.log")))
                .anySatisfy(line -> assertThat(line).matches("\\d{4}-\\S+Z INFO LogsTest - took 1 of two"))
                .anySatisfy(line -> assertThat(line).contains("WARN LogsTest - failed"))
                .anySatisfy(line -> assertThat(line).contains("the cause"))
                .noneSatisfy(line -> assertThat(line).containsAnyOf("before", "detail", "after"));
    }

    @Test
    void a_log_that_grew_too_large_is_put_aside_and_the_oldest_goes() throws IOException {
        Files.createDirectories(home.logs());
        Path log = home.logs().resolve("launcher.log");
        Logs.open(home);
        for (int i = 1; i <= 6; i++) {
            Files.write(log, new byte[(int) LogFile.MAX_BYTES + 1]);
            LOG.info("entry {}", i);
        }

        assertThat(Files.readString(log)).contains("entry 6");
        try (var files = Files.list(home.logs())) {
            assertThat(files).hasSize(5);
        }
    }
}
