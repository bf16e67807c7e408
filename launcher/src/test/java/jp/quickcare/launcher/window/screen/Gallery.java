package jp.quickcare.launcher.window.screen;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.talk.TookOthers;
import jp.quickcare.launcher.window.Frame;
import jp.quickcare.launcher.window.Frame.Kind;
import jp.quickcare.launcher.window.Frame.Tone;
import jp.quickcare.launcher.window.Frame.Topic;

/**
 * Shows every card that there is, one after the other, in a real window; takes a picture of each and prints what a
 * person who cannot see, or has no mouse, would miss on it. A process of its own: {@code Gallery LANGUAGE FOLDER}.
 */
final class Gallery {
    private static final long SETTLE_MILLIS = 250;
    private static final String LONG_PATH =
            "/home/mori/介護 記録 システム/QuickCare Standard Edition/app/帳票/サービス提供票別表_令和八年度改定版.html";

    private Gallery() {}

    public static void main(String[] arguments) throws Exception {
        Locale language = Locale.forLanguageTag(arguments[0]);
        Locale.setDefault(language);
        File folder = new File(arguments[1]);
        Messages messages = Messages.in(language);
        boolean sound = true;
        for (Map.Entry<String, List<Frame>> scene : scenes(messages).entrySet()) {
            for (String complaint : show(messages, scene.getKey(), scene.getValue(), folder)) {
                System.out.println(scene.getKey() + ": " + complaint);
                sound = false;
            }
        }
        System.out.println(sound ? "all is well" : "not well");
        System.exit(sound ? 0 : 1);
    }

    private static List<String> show(Messages messages, String name, List<Frame> frames, File folder)
            throws InterruptedException, InvocationTargetException, AWTException, IOException {
        UpdateWindow[] window = new UpdateWindow[1];
        EventQueue.invokeAndWait(() -> {
            Look.install();
            window[0] = new UpdateWindow(messages, answer -> {});
            window[0].hear(Frame.of(Kind.HELLO, "QuickCare"));
            frames.forEach(window[0]::hear);
        });
        if (name.equals("connection") || name.equals("connection-failed")) {
            press(window[0], "connection");
        }
        if (name.equals("connection-failed")) {
            EventQueue.invokeAndWait(() -> window[0].hear(
                    Frame.of(Kind.TRIED, messages.sentence(failure(FailureCode.NO_SERVER, "http://server/")))));
        }
        if (name.equals("lost")) {
            EventQueue.invokeAndWait(window[0]::lost);
        }
        if (name.equals("confirm-cancel")) {
            press(window[0], "cancelUpdate");
        }
        if (name.equals("confirm-close")) {
            EventQueue.invokeAndWait(() -> window[0]
                    .frame()
                    .dispatchEvent(new java.awt.event.WindowEvent(
                            window[0].frame(), java.awt.event.WindowEvent.WINDOW_CLOSING)));
        }
        Robot robot = new Robot();
        robot.waitForIdle();
        Thread.sleep(SETTLE_MILLIS);
        Rectangle at = window[0].frame().getBounds();
        ImageIO.write(
                robot.createMultiResolutionScreenCapture(at).getResolutionVariants().stream()
                        .map(java.awt.image.RenderedImage.class::cast)
                        .reduce((one, larger) -> larger)
                        .orElseThrow(),
                "png",
                new File(folder, name + ".png"));
        List<String> complaints = new ArrayList<>();
        EventQueue.invokeAndWait(() -> {
            complaints.addAll(Complaints.about(window[0].frame()));
            window[0].frame().dispose();
        });
        return complaints;
    }

    private static void press(UpdateWindow window, String button)
            throws InterruptedException, InvocationTargetException {
        EventQueue.invokeAndWait(() -> Complaints.all(window.frame())
                .filter(part -> button.equals(part.getName()))
                .map(javax.swing.AbstractButton.class::cast)
                .findFirst()
                .orElseThrow()
                .doClick());
    }

    private static KeepFailure failure(FailureCode code, Object... facts) {
        return new KeepFailure(code, "", null, facts);
    }

    private static Frame ask(Topic topic, Object... fields) {
        List<Object> all = new ArrayList<>(List.of(1, topic));
        all.addAll(List.of(fields));
        return Frame.of(Kind.ASK, all.toArray());
    }

    private static Frame overview(String installed, String offered, UpdateKind kind, String message) {
        return ask(
                Topic.OVERVIEW,
                installed,
                offered,
                kind,
                12_400_000,
                148_000_000,
                message,
                "http://server/",
                "QC",
                "",
                true);
    }

    private static Frame notice(Messages messages, Tone tone, String title, String text, String message) {
        return Frame.of(Kind.NOTICE, tone, messages.say("window.title." + title), text, message);
    }

    private static Map<String, List<Frame>> scenes(Messages messages) {
        boolean japanese = messages.locale().getLanguage().equals("ja");
        String message = japanese
                ? "介護報酬の改定に対応しました。\n本日の記録を始める前に更新してください。"
                : "The new care fees are in.\nPlease update before you begin today's records.";
        String fees = japanese ? "12時までお待ちください。" : "Please wait until noon.";
        Map<String, List<Frame>> scenes = new LinkedHashMap<>();
        scenes.put(
                "required",
                List.of(
                        ask(Topic.REQUIRED, "1.2.0", UpdateKind.DIFFERENTIAL, 12_400_000, message),
                        Frame.of(Kind.TOOK, new TookOthers(12, 110).sentence(messages))));
        scenes.put("refused", List.of(notice(messages, Tone.STOP, "refused", messages.say("failure.REFUSED"), fees)));
        scenes.put(
                "unreachable",
                List.of(notice(
                        messages,
                        Tone.STOP,
                        "unreachable",
                        messages.say("window.unreachable.text", "1.2.0"),
                        message)));
        scenes.put(
                "not-updated",
                List.of(notice(
                        messages,
                        Tone.WARNING,
                        "not_updated",
                        messages.say(
                                "start.not_updated",
                                messages.sentence(
                                        failure(FailureCode.NO_SPACE, "/home/mori", 148_000_000L, 9_000_000L))),
                        "")));
        scenes.put(
                "new-installs-forbidden",
                List.of(notice(
                        messages,
                        Tone.STOP,
                        "failed",
                        messages.sentence(failure(FailureCode.NEW_INSTALL_FORBIDDEN)),
                        fees)));
        scenes.put(
                "put-back",
                List.of(notice(
                        messages,
                        Tone.WARNING,
                        "put_back",
                        messages.say("window.put_back.text", "1.2.0", "1.1.0"),
                        "")));
        scenes.put(
                "done",
                List.of(notice(
                        messages,
                        Tone.DONE,
                        "done",
                        messages.say("window.done.text", "1.2.0", 12_400_000L) + "\n"
                                + messages.say("window.done.changed", "5", "2", "41"),
                        "")));
        scenes.put(
                "at-next-start",
                List.of(notice(
                        messages,
                        Tone.INFORMATION,
                        "at_next_start",
                        messages.sentence(failure(FailureCode.AT_NEXT_START, "1.2.0")),
                        "")));
        scenes.put(
                "cancelled",
                List.of(notice(
                        messages,
                        Tone.INFORMATION,
                        "cancelled",
                        messages.sentence(failure(FailureCode.CANCELLED)),
                        "")));
        scenes.put(
                "failed",
                List.of(notice(
                        messages,
                        Tone.STOP,
                        "failed",
                        messages.sentence(failure(
                                FailureCode.IN_USE, "app/lib/lucene-core-9.12.0.jar", "QuickCare (4711, tanaka)")),
                        "")));
        scenes.put(
                "moved-aside",
                List.of(notice(
                        messages,
                        Tone.INFORMATION,
                        "moved_aside",
                        messages.say("update.moved_aside", LONG_PATH)
                                + "\n"
                                + messages.say("update.moved_aside", "/home/mori/QuickCare/app/help (1).txt"),
                        "")));
        scenes.put("overview-update", List.of(overview("1.1.0", "1.2.0", UpdateKind.DIFFERENTIAL, message)));
        scenes.put("overview-new", List.of(overview("", "1.2.0", UpdateKind.NEW, "")));
        scenes.put("overview-current", List.of(overview("1.2.0", "1.2.0", UpdateKind.UP_TO_DATE, "")));
        scenes.put(
                "overview-not-possible",
                List.of(overview(
                        "1.1.0",
                        "",
                        UpdateKind.UP_TO_DATE,
                        messages.sentence(failure(FailureCode.NO_SERVER, "http://server/")))));
        scenes.put("connection", List.of(overview("1.1.0", "1.2.0", UpdateKind.DIFFERENTIAL, message)));
        scenes.put("connection-failed", List.of(overview("1.1.0", "1.2.0", UpdateKind.DIFFERENTIAL, message)));
        scenes.put(
                "in-use",
                List.of(ask(
                        Topic.IN_USE,
                        "lib/search/lucene-core-9.12.0.jar",
                        "QuickCare (4711, tanaka)",
                        "help/manual-ja.html",
                        "firefox (5230)")));
        List<Object> many = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            many.add(LONG_PATH + i);
            many.add("soffice.bin (" + i + ", tanaka)");
        }
        scenes.put("in-use-many", List.of(ask(Topic.IN_USE, many.toArray())));
        scenes.put("missing", List.of(ask(Topic.MISSING, "help/manual-en.html", "help/manual-ja.html")));
        scenes.put("credentials", List.of(ask(Topic.CREDENTIALS, "proxy.example.jp", "true")));
        List<Frame> progress = List.of(
                Frame.of(Kind.STEP, Step.DOWNLOAD),
                Frame.of(Kind.FILE, "lib/lucene-core-9.12.0.jar", 3_100_000, 4_200_000),
                Frame.of(Kind.BYTES, 7_300_000, 12_400_000));
        scenes.put("progress", progress);
        scenes.put(
                "progress-apply",
                List.of(
                        Frame.of(Kind.STEP, Step.APPLY),
                        Frame.of(Kind.FILE, "lib/lucene-core-9.12.0.jar"),
                        Frame.of(Kind.BYTES, 12, 41)));
        scenes.put(
                "progress-register",
                List.of(
                        Frame.of(Kind.STEP, Step.APPLY),
                        Frame.of(Kind.BYTES, 41, 41),
                        Frame.of(Kind.STEP, Step.REGISTER)));
        scenes.put("waiting", List.of(Frame.of(Kind.STEP, Step.DOWNLOAD), Frame.of(Kind.WAITS, 15, 7)));
        scenes.put("lost", progress);
        scenes.put("confirm-cancel", progress);
        scenes.put("confirm-close", progress);
        return scenes;
    }
}
