package jp.quickcare.launcher.cli;

import jp.quickcare.launcher.address.AddressNote;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.why.Explanation;
import picocli.CommandLine.Command;

/** Says in one sentence why this PC has the release it has (SPEC A37). */
@Command(name = "why")
final class WhyCommand extends CommandBase {
    /** Not up to date; the sentence says why. */
    private static final int NOT_UP_TO_DATE = 1;

    @Override
    int run() throws UpdateFailure {
        Explanation explanation = Explanation.of(installation().home());
        tell(explanation.sentence(messages()));
        AddressNote.read(installation().home())
                .refused()
                .ifPresent(open -> tell(messages().say("address." + open.reason(), open.text())));
        return explanation.upToDate() ? 0 : NOT_UP_TO_DATE;
    }
}
