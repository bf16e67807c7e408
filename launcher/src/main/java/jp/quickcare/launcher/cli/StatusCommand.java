package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.apply.RollBack;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.launcher.selfupdate.LauncherVersions;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says what is installed, what the server last offered, and when that was last confirmed (THREATS MT10). */
@Command(name = "status")
final class StatusCommand extends CommandBase {
    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        Home home = installation.home();
        Settings settings = installation.settings();
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        line("app", settings.app());
        line("release", receipt.map(Receipt::version).orElse(word("none")));
        line("channel", settings.channel());
        line("platform", settings.platform());
        List<String> servers = settings.servers().stream().map(URI::toString).toList();
        line("server", String.join(" ", servers));
        line("launcher", launcher(home));
        Runtimes.named(home).ifPresent(runtime -> line("runtime", runtime.name()));
        line("home", home.folder().toString());
        LastCheck last = LastCheck.read(home.lastCheck().toFile());
        confirmed(last);
        if (last != null) {
            line("offered", offered(last));
            String message = last.message(messages().locale().getLanguage());
            if (!message.isEmpty() && last.decision() != LastCheck.Decision.UP_TO_DATE) {
                line("message", Messages.printable(message, 2_000));
            }
        }
        line("previous", RollBack.possible(home) ? word("yes") : word("no"));
        if (Recovery.needed(home)) {
            tell(word("journal"));
        }
        return 0;
    }

    private static String launcher(Home home) {
        try {
            return LauncherVersions.inForce(home).version();
        } catch (IOException e) {
            return "?";
        }
    }

    private void confirmed(@Nullable LastCheck last) {
        if (last == null) {
            line("confirmed", word("never"), "-");
            return;
        }
        Instant at = Instant.ofEpochMilli(last.checkedAtMillis());
        Duration age = Duration.between(at, Instant.now());
        String shown = age.toHours() < 2
                ? messages().say("age.minutes", String.valueOf(Math.max(0, age.toMinutes())))
                : age.toDays() < 2
                        ? messages().say("age.hours", String.valueOf(age.toHours()))
                        : messages().say("age.days", String.valueOf(age.toDays()));
        tell(messages().say("status.confirmed", at, shown));
    }

    private String offered(LastCheck last) {
        return switch (last.decision()) {
            case UP_TO_DATE -> word("offer_uptodate");
            case REFUSED -> word("offer_refused");
            case OFFERED ->
                messages().say("status." + (last.required() ? "offer_required" : "offer_optional"), last.version());
        };
    }

    private String word(String key) {
        return messages().say("status." + key);
    }

    private void line(String key, Object... values) {
        tell(messages().say("status." + key, values));
    }
}
