package jp.quickcare.launcher.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.talk.Conversation.InUse;
import jp.quickcare.launcher.talk.Conversation.InUseAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent's door on a real socket, or on Windows a real pipe, and whoever may come there: nobody but an honest caller
 * has anything done, each is told why not, and the next honest one is served.
 */
class AgentIT {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Home home;
    private @Nullable Agent agent;
    private final List<Request> done = new CopyOnWriteArrayList<>();
    private Errand errand = (request, caller) -> {
        try {
            caller.tell(Line.of(Say.END, End.UP_TO_DATE.name(), "1.0"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    };

    @BeforeEach
    void an_installation() throws IOException {
        home = new Home(Files.createDirectory(folder.resolve("介護 home")));
        Files.createDirectories(home.state());
    }

    @AfterEach
    void the_agent_ends() {
        if (agent != null) {
            agent.close();
        }
    }

    private void begin(Agent.Limits limits) throws IOException {
        agent = new Agent(
                home,
                LocalTransport.ofSystem().open(home),
                (request, caller) -> {
                    done.add(request);
                    errand.run(request, caller);
                },
                limits);
        Thread thread = new Thread(agent::run, "agent");
        thread.setDaemon(true);
        thread.start();
    }

    private void begin() throws IOException {
        begin(new Agent.Limits(8, LONG, LONG, LONG));
    }

    private Link reach() {
        return LocalTransport.ofSystem().reach(home).orElseThrow();
    }

    /** Says these bytes. @return what the agent answers until it hangs up */
    private String said(byte[] bytes) throws IOException {
        try (Link link = reach()) {
            try {
                link.out().write(bytes);
                link.out().flush();
            } catch (IOException e) {
                // It has hung up already; what it said is there to be read.
            }
            return answer(link);
        }
    }

    private static String answer(Link link) {
        StringBuilder said = new StringBuilder();
        try {
            byte[] some = new byte[4096];
            for (int read = link.in().read(some); read >= 0; read = link.in().read(some)) {
                said.append(new String(some, 0, read, UTF_8));
            }
        } catch (IOException e) {
            // Hung up on.
        }
        return said.toString();
    }

    private String said(String text) throws IOException {
        return said(text.getBytes(UTF_8));
    }

    private void anHonestCallerIsServed() throws Exception {
        try (AgentCall call = AgentCall.open(home)) {
            assertThat(call.run(Request.Ask.UPDATE, new Said()).text(1)).isEqualTo("1.0");
        }
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** PU4, PU6: what is no question of ours, in whatever way, is refused with the reason and has nothing done. */
    @Test
    void nonsense_is_refused_with_its_reason_and_changes_nothing() throws Exception {
        begin();
        String key = AgentKey.of(home);
        String whole = "{\"v\":1,\"say\":\"update\",\"with\":[\"" + key + "\",\"en\",1]}\n";
        assertThat(said("GET / HTTP/1.1\r\n\r\n")).contains("NOT_UNDERSTOOD");
        assertThat(said(new byte[] {(byte) 0xc0, (byte) 0xaf, 0, '\n'})).contains("NOT_UNDERSTOOD");
        assertThat(said("{}\n")).contains("NOT_UNDERSTOOD");
        assertThat(said(whole.replace("\"v\":1", "\"v\":2"))).contains("OTHER_VERSION");
        assertThat(said(whole.replace("\"v\":1", "\"v\":1,\"v\":1"))).contains("NOT_UNDERSTOOD");
        assertThat(said(whole.replace("update", "install"))).contains("NOT_UNDERSTOOD");
        assertThat(said(whole.replace(",1]", ",1,\"http://elsewhere/\"]"))).contains("NOT_UNDERSTOOD");
        assertThat(said(whole.replace("[\"" + key, "[{},\"" + key))).contains("NOT_UNDERSTOOD");
        assertThat(said("[".repeat(4000) + "\n")).contains("NOT_UNDERSTOOD");
        assertThat(said("x".repeat(1 << 20))).contains("TOO_LONG");
        assertThat(done).isEmpty();
        anHonestCallerIsServed();
    }

    /** PU1, PU4: no folder that a caller names is ever touched. */
    @Test
    void another_installation_is_refused() throws Exception {
        begin();
        for (String other : List.of("/etc", "..", "C:\\\\Windows", "0".repeat(16), "")) {
            assertThat(said("{\"v\":1,\"say\":\"update\",\"with\":[\"" + other + "\",\"en\",1]}\n"))
                    .contains("OTHER_INSTALLATION");
        }
        assertThat(done).isEmpty();
        anHonestCallerIsServed();
    }

    /** PU6 */
    @Test
    void half_a_question_is_none() throws Exception {
        begin();
        try (Link link = reach()) {
            link.out().write("{\"v\":1,\"say\":\"upd".getBytes(UTF_8));
        }
        anHonestCallerIsServed();
        assertThat(done).hasSize(1);
    }

    /** PU6 */
    @Test
    void whoever_comes_and_says_nothing_is_sent_away() throws Exception {
        begin(new Agent.Limits(8, Duration.ofMillis(1), LONG, LONG));
        try (Link silent = reach()) {
            assertThat(answer(silent)).contains("TOO_LATE");
        }
        assertThat(done).isEmpty();
    }

    /** PU6: who takes nothing of what is told him holds nobody up for long. */
    @Test
    void whoever_does_not_listen_is_sent_away() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Errand quick = errand;
        errand = (request, caller) -> {
            try {
                while (true) {
                    caller.tell(Line.of(Say.FILE, "x".repeat(1_000), 1L, 2L));
                }
            } catch (IOException e) {
                gone.countDown();
            }
        };
        begin(new Agent.Limits(8, LONG, Duration.ofSeconds(2), LONG));
        try (Link deaf = reach()) {
            deaf.out()
                    .write(new Request(Request.Ask.UPDATE, Locale.ENGLISH, 1)
                            .toLine(AgentKey.of(home))
                            .toBytes());
            assertThat(gone.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        errand = quick;
        anHonestCallerIsServed();
    }

    /** A9: by the system, whatever the caller says of himself. */
    @Test
    void the_agent_knows_the_account_of_who_asks() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        Errand quick = errand;
        errand = (request, caller) -> {
            users.add(caller.user());
            quick.run(request, caller);
        };
        begin();
        anHonestCallerIsServed();
        assertThat(users).containsExactly(System.getProperty("user.name"));
    }

    /** PU3, PU6: a thousand at once take turns at the few places there are; who asks for something keeps his. */
    @Test
    void a_thousand_who_say_nothing_keep_nobody_out() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Errand quick = errand;
        errand = (request, caller) -> {
            asked.countDown();
            awaitQuietly(end);
            quick.run(request, caller);
        };
        begin();
        List<Link> crowd = new ArrayList<>();
        try {
            var working = CompletableFuture.runAsync(() -> {
                try {
                    anHonestCallerIsServed();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 1_000; i++) {
                LocalTransport.ofSystem().reach(home).ifPresent(crowd::add);
            }
            await(() -> AgentCall.status(home).isPresent());
            end.countDown();
            working.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } finally {
            for (Link link : crowd) {
                link.close();
            }
        }
        assertThat(done).hasSize(1);
        await(() -> AgentCall.status(home).isPresent());
        anHonestCallerIsServed();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** FS11: one at a time; who comes second is told so, and both may look. */
    @Test
    void a_second_update_is_told_that_another_is_under_way() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Errand quick = errand;
        errand = (request, caller) -> {
            begun.countDown();
            awaitQuietly(end);
            quick.run(request, caller);
        };
        begin(new Agent.Limits(8, LONG, LONG, Duration.ofMillis(50)));
        var first = CompletableFuture.runAsync(() -> {
            try {
                anHonestCallerIsServed();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        try (AgentCall second = AgentCall.open(home)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> second.run(Request.Ask.UPDATE, new Said()))
                    .isInstanceOfSatisfying(
                            KeepFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.BUSY));
        }
        assertThat(AgentCall.status(home).orElseThrow().number(3)).isEqualTo(1);
        end.countDown();
        first.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(done).hasSize(1);
    }

    /** A6, A25, A30, F4: what the agent's update says and asks is said and asked here; answers and a cancel get there. */
    @Test
    void a_conversation_goes_there_and_back() throws Exception {
        Heard heard = new Heard(LONG);
        errand = (request, caller) -> converse(heard, request, caller);
        begin();
        Said said = new Said();
        Line end;
        try (AgentCall call = AgentCall.open(home)) {
            end = call.run(Request.Ask.START, said);
        }
        assertThat(end.with()).containsExactly("START", "2.0", "更新があります");
        assertThat(said.heard)
                .containsExactly(
                        "step DOWNLOAD",
                        "bytes 10 of 10",
                        "waits 3 4",
                        "required 2.0 DIFFERENTIAL 51000 メンテナンス",
                        "in use [InUse[file=" + Path.of("lib", "a.jar") + ", program=java (7)]]",
                        "missing [a, b]",
                        "not updated DISK [file, 12]",
                        "moved aside [" + Path.of("mine.txt") + "]");
    }

    private static void converse(Heard heard, Request request, Errand.Caller caller) {
        Lines lines = new Lines(java.io.InputStream.nullInputStream(), new TellingStream(caller), 1);
        Thread listener = new Thread(() -> listen(heard, caller), "listener");
        listener.setDaemon(true);
        listener.start();
        ToldConversation talk = new ToldConversation(request.locale(), lines, heard);
        assertThat(talk.locale()).isEqualTo(Locale.JAPANESE);
        talk.progress().step(jp.quickcare.launcher.progress.Step.DOWNLOAD);
        talk.progress().bytes(10, 10);
        talk.waits(3, 4);
        var proposal = new jp.quickcare.launcher.talk.Conversation.Proposal(
                "2.0", jp.quickcare.launcher.plan.UpdateKind.DIFFERENTIAL, 51_000, "メンテナンス");
        assertThat(talk.agrees(proposal, new CompletableFuture<>())).isTrue();
        assertThat(talk.filesInUse(List.of(new InUse(Path.of("lib", "a.jar"), "java (7)"))))
                .isEqualTo(InUseAnswer.AT_NEXT_START);
        assertThat(talk.filesMissing(List.of("a", "b")))
                .isEqualTo(jp.quickcare.launcher.talk.Conversation.MissingAnswer.GO_ON);
        talk.notUpdated(new KeepFailure(FailureCode.DISK, "", null, Path.of("file"), 12L));
        talk.movedAside(List.of(Path.of("mine.txt")));
        try {
            caller.tell(Line.of(Say.END, End.START.name(), "2.0", "更新があります"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void listen(Heard heard, Errand.Caller caller) {
        heard.listen(new Lines(new HearingStream(caller), java.io.OutputStream.nullOutputStream(), 1 << 20));
    }

    /** A23: the person gives up, or is gone; either ends it as Ctrl-C would. */
    @Test
    void a_person_who_gives_up_or_is_gone_is_heard_of() throws Exception {
        CountDownLatch gone = new CountDownLatch(2);
        errand = (request, caller) -> {
            Heard heard = new Heard(LONG);
            listen(heard, caller);
            assertThat(heard.isCancelled()).isTrue();
            gone.countDown();
        };
        begin();
        try (Link link = reach()) {
            link.out()
                    .write(new Request(Request.Ask.UPDATE, Locale.ENGLISH, 1)
                            .toLine(AgentKey.of(home))
                            .toBytes());
            link.out().write(Line.of(Say.CANCEL).toBytes());
            await(() -> gone.getCount() == 1);
        }
        try (Link link = reach()) {
            link.out()
                    .write(new Request(Request.Ask.UPDATE, Locale.ENGLISH, 1)
                            .toLine(AgentKey.of(home))
                            .toBytes());
            await(() -> done.size() == 2);
        }
        assertThat(gone.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A21: what it was started from is another by now, so it makes room for one that is started from that. */
    @Test
    void an_agent_whose_launcher_was_replaced_ends_to_be_started_anew() throws Exception {
        agent = new Agent(
                home,
                LocalTransport.ofSystem().open(home),
                (request, caller) -> {},
                new Agent.Limits(8, LONG, LONG, LONG));
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(agent::run);
        Files.createDirectories(home.launchers());
        Files.writeString(home.launchers().resolve("current"), "another");
        assertThat(code.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(AgentWork.AGAIN);
    }

    /** A24, FS9: a service that is stopped takes no update with it that is putting files in place. */
    @Test
    void an_agent_that_is_stopped_waits_for_what_is_being_done() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch heardOf = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        errand = (request, caller) -> {
            begun.countDown();
            listen(new Heard(LONG), caller);
            heardOf.countDown();
            awaitQuietly(end);
        };
        begin();
        try (Link link = reach()) {
            link.out()
                    .write(new Request(Request.Ask.UPDATE, Locale.ENGLISH, 1)
                            .toLine(AgentKey.of(home))
                            .toBytes());
            awaitQuietly(begun);
            Thread stopping = new Thread(Objects.requireNonNull(agent)::end, "stopping");
            stopping.start();
            awaitQuietly(heardOf);
            await(() -> stopping.getState() == Thread.State.TIMED_WAITING
                    || stopping.getState() == Thread.State.TERMINATED);
            assertThat(stopping.isAlive()).isTrue();
            end.countDown();
            stopping.join(LONG.toMillis());
            assertThat(stopping.isAlive()).isFalse();
        }
    }
}
