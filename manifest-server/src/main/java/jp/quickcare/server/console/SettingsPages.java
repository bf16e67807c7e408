package jp.quickcare.server.console;

import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.server.console.access.PasswordHash;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.console.page.SettingsPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.service.ThisService;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.Setting;
import jp.quickcare.server.settings.SettingsEdit;
import jp.quickcare.server.settings.SettingsProblem;

/** The settings file, edited in the browser: the same file, its comments kept (SPEC A13). And the password (SPEC A11). */
final class SettingsPages {
    static final String PATH = Console.PATH + "/settings";

    /** Those of daily life; the rest is explained in the file. */
    private static final List<Setting> SHOWN = List.of(
            Setting.PORT,
            Setting.TIMEOUT_MILLIS,
            Setting.DRAIN_SECONDS,
            Setting.TRANSFERS_AT_ONCE,
            Setting.WAITING_ORDER,
            Setting.LOG,
            Setting.LOG_DAYS,
            Setting.CONSOLE,
            Setting.LANGUAGE);

    private final ConsoleParts parts;
    private final Door door;
    private final LoginPage login;
    private final Journal journal;

    SettingsPages(ConsoleParts parts, Door door, LoginPage login, Journal journal) {
        this.parts = parts;
        this.door = door;
        this.login = login;
        this.journal = journal;
    }

    void show(Visit visit) throws ServerFailure {
        SettingsEdit file = SettingsEdit.open(parts.site().settings());
        answer(visit, StatusCodes.OK, visit.frame("settings"), file, inFile(file), Map.of(), Optional.empty());
    }

    private static Map<String, String> inFile(SettingsEdit file) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<Setting, String> all = file.values();
        SHOWN.forEach(setting -> values.put(setting.key(), all.getOrDefault(setting, "")));
        return values;
    }

    private void answer(
            Visit visit,
            int status,
            Frame frame,
            SettingsEdit file,
            Map<String, String> values,
            Map<String, String> errors,
            Optional<String> passwordError)
            throws ServerFailure {
        SettingsPage page = new SettingsPage(
                service(visit.texts()),
                ThisService.name().isPresent(),
                file.version(),
                values,
                errors,
                parts.settings().current().console().passwordHash().isPresent(),
                passwordError,
                parts.site().settings().toAbsolutePath().toString(),
                file.problem().map(problem -> problem.sentence(visit.texts().locale())));
        Answers.html(visit.exchange(), status, Pages.render("settings.jte", frame, page));
    }

    private List<SettingsPage.Fact> service(Texts texts) throws ServerFailure {
        Path folder = parts.site().path().toAbsolutePath();
        List<SettingsPage.Fact> facts = ServiceAction.facts(texts);
        try {
            facts.add(new SettingsPage.Fact(texts.of("service.folder"), folder.toString()));
            facts.add(new SettingsPage.Fact(
                    texts.of("service.free"),
                    texts.size(Files.getFileStore(folder).getUsableSpace())));
            return facts;
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.looking", folder), e);
        }
    }

    void save(Visit visit) throws ServerFailure {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Map<String, String> typed = new LinkedHashMap<>();
        for (Setting setting : SHOWN) {
            if (visit.form().has(setting.key())) {
                String value = visit.form().or(setting.key(), "");
                values.put(setting, value);
                typed.put(setting.key(), value);
            }
        }
        Map<Setting, String> before = SettingsEdit.open(parts.site().settings()).values();
        List<String> changed = values.entrySet().stream()
                .filter(value -> !value.getValue().equals(before.get(value.getKey())))
                .map(value -> value.getKey().key() + "=" + value.getValue())
                .toList();
        Optional<SettingsProblem> problem = parts.settings().change(visit.form().or("version", ""), values);
        SettingsEdit now = SettingsEdit.open(parts.site().settings());
        if (problem.isPresent()) {
            refuse(visit, now, typed, problem.get());
            return;
        }
        journal.settings(visit, new LiveSettings.Edit(changed, Optional.empty()));
        parts.changes().changed(Topic.SETTINGS);
        Answers.seeOther(visit.exchange(), PATH + "?done=saved");
    }

    private void refuse(Visit visit, SettingsEdit now, Map<String, String> typed, SettingsProblem problem)
            throws ServerFailure {
        Map<String, String> errors = new LinkedHashMap<>();
        typed.forEach((key, value) -> Setting.of(key)
                .filter(setting -> !setting.isAllowed(value))
                .ifPresent(setting -> errors.put(
                        key,
                        visit.t(
                                "settings.allowed",
                                setting.allowed(visit.texts().locale())))));
        String sentence = errors.isEmpty()
                ? problem.sentence(visit.texts().locale())
                : visit.t(
                        "settings.not-saved",
                        errors.keySet().stream()
                                .map(key -> visit.texts().orElse("setting." + key, key))
                                .collect(Collectors.joining(", ")));
        Frame frame = visit.frame("settings").with(new Frame.Notice(false, sentence, ""));
        answer(visit, StatusCodes.UNPROCESSABLE_ENTITY, frame, now, typed, errors, Optional.empty());
    }

    void password(Visit visit) throws ServerFailure {
        Optional<String> before = parts.settings().current().console().passwordHash();
        String wanted = visit.form().raw("new");
        boolean remove = visit.form().has("remove");
        String error = null;
        if (before.isPresent()
                && !login.isPassword(visit, before.get(), visit.form().raw("current"))) {
            error = "password.wrong";
        } else if (!remove && wanted.length() < PasswordHash.SHORTEST) {
            error = "password.short";
        } else if (!remove && wanted.length() > PasswordHash.LONGEST) {
            error = "password.long";
        } else if (!remove && !wanted.equals(visit.form().raw("again"))) {
            error = "password.differs";
        }
        SettingsEdit file = SettingsEdit.open(parts.site().settings());
        if (error != null) {
            refusePassword(visit, file, visit.t(error, PasswordHash.SHORTEST, PasswordHash.LONGEST));
            return;
        }
        String hash = remove ? "" : PasswordHash.of(wanted.toCharArray());
        Optional<SettingsProblem> problem =
                parts.settings().change(file.version(), Map.of(Setting.CONSOLE_PASSWORD, hash));
        if (problem.isPresent()) {
            refusePassword(visit, file, problem.get().sentence(visit.texts().locale()));
            return;
        }
        // Whoever knew only the old one is out.
        door.sessions().endAll();
        if (!remove) {
            Door.give(visit.exchange(), door.sessions().begin());
        }
        journal.note(visit, remove ? "password-removed" : "password-set", Map.of());
        Answers.seeOther(visit.exchange(), PATH + "?done=" + (remove ? "password-removed" : "password"));
    }

    private void refusePassword(Visit visit, SettingsEdit file, String sentence) throws ServerFailure {
        Frame frame = visit.frame("settings").with(new Frame.Notice(false, sentence, ""));
        answer(visit, StatusCodes.UNPROCESSABLE_ENTITY, frame, file, inFile(file), Map.of(), Optional.of(sentence));
    }

    /** The visitor's own choice of language, kept by the browser. */
    void language(Visit visit) {
        String wanted = visit.form().or("language", "");
        if (Texts.speaks(wanted)) {
            Door.giveLanguage(visit.exchange(), wanted);
        }
        String back = visit.form().or("back", Console.PATH);
        // Only to a page of ours: another place would be an open redirect.
        Answers.seeOther(visit.exchange(), back.matches("/console[A-Za-z0-9/_-]*") ? back : Console.PATH);
    }
}
