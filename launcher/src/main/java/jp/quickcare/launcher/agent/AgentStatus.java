package jp.quickcare.launcher.agent;

import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.update.LauncherRelease;

/** What an agent says of itself. */
record AgentStatus(Home home) {
    Line line(boolean atWork) {
        String installed = Receipt.read(home.receipt()).map(Receipt::version).orElse("");
        return Line.of(
                Say.END, End.STATUS.name(), LauncherRelease.version().toString(), installed, (Long) (atWork ? 1L : 0L));
    }
}
