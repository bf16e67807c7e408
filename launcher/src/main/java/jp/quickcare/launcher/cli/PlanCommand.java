package jp.quickcare.launcher.cli;

import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.DeltaChoice;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.update.Look;
import jp.quickcare.launcher.update.Maintenance;
import jp.quickcare.manifest.release.ReleaseDelta;
import picocli.CommandLine.Command;

/** Says what an update would bring, in which way, and why in that way (SPEC F3); changes nothing. */
@Command(name = "plan")
final class PlanCommand extends CommandBase {
    @Override
    int run() throws UpdateFailure {
        Look look = new Maintenance(installation().home(), false, false).lookClosely(conversation());
        line("installed", look.installed().orElse(messages().say("status.none")));
        if (look.why().isPresent()) {
            throw look.why().get();
        }
        line("offered", look.offered().orElse(messages().say("status.none")));
        Optional<DeltaChoice> choice = look.choice();
        if (look.kind() == UpdateKind.UP_TO_DATE || choice.isEmpty()) {
            tell(messages().say("plan.nothing"));
            return 0;
        }
        choice.get()
                .delta()
                .map(ReleaseDelta::lengthBytes)
                .ifPresentOrElse(
                        bytes -> line("delta", bytes),
                        () -> line("no_delta", messages().say("status.none")));
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
        tell(messages().say("plan.why." + choice.get().reason().name().toLowerCase(Locale.ROOT)));
        return 0;
    }

    private void line(String key, Object... values) {
        tell(messages().say("plan." + key, values));
    }
}
