package jp.quickcare.launcher.cli;

import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.update.Besides;
import jp.quickcare.launcher.update.Look;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.launcher.update.NewerLauncher;
import jp.quickcare.launcher.update.NewerRuntime;
import jp.quickcare.manifest.release.ReleaseDelta;
import picocli.CommandLine.Command;

/** Says what an update would bring, launcher and Java with it, in which way, and why in that way (SPEC F3); changes nothing. */
@Command(name = "plan")
final class PlanCommand extends CommandBase {
    @Override
    int run() throws UpdateFailure {
        Look look = new Maintenance(installation().home(), false, false).lookClosely(conversation());
        line("installed", look.installed().orElse(messages().say("status.none")));
        if (look.why().isEmpty()) {
            application(look);
        }
        besides(look.besides());
        if (look.why().isPresent()) {
            throw look.why().get();
        }
        return 0;
    }

    private void application(Look look) {
        line("offered", look.offered().orElse(messages().say("status.none")));
        Optional<DeltaChoice> choice = look.choice();
        if (look.kind() == UpdateKind.UP_TO_DATE || choice.isEmpty()) {
            line(look.besides().isNothing() ? "nothing" : "nothing_of_app");
            return;
        }
        delta(choice.get().delta());
        choice.get()
                .plan()
                .to()
                .chunks()
                .ifPresent(chunks -> look.chunks()
                        .ifPresentOrElse(
                                need -> line("chunks", need.bytes(), (long) chunks.indexBytes()),
                                () -> line("chunks_index", (long) chunks.indexBytes())));
        line("changed", (Long) choice.get().plan().withoutDelta().downloadBytes());
        line("every_file", (Long) look.fullBytes());
        line("why." + choice.get().reason().name().toLowerCase(Locale.ROOT));
    }

    private void besides(Besides besides) {
        besides.launcher().ifPresent(this::launcher);
        besides.runtime().ifPresent(this::runtime);
        besides.passedOver().ifPresent(version -> {
            tell("");
            line("runtime_passed_over", version);
        });
    }

    private void launcher(NewerLauncher newer) {
        tell("");
        line("launcher", newer.version(), newer.inForce());
        line("launcher_bytes", (Long) newer.bytes());
        line("launcher_why");
    }

    private void runtime(NewerRuntime newer) {
        tell("");
        line("runtime", newer.version(), newer.inForce().orElse(messages().say("status.none")));
        delta(newer.choice().delta());
        line("changed", (Long) newer.choice().wholeBytes());
        line("runtime_why." + newer.choice().reason().name().toLowerCase(Locale.ROOT));
    }

    private void delta(Optional<ReleaseDelta> delta) {
        delta.map(ReleaseDelta::lengthBytes)
                .ifPresentOrElse(
                        bytes -> line("delta", bytes),
                        () -> line("no_delta", messages().say("status.none")));
    }

    private void line(String key, Object... values) {
        tell(messages().say("plan." + key, values));
    }
}
