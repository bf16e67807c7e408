package jp.quickcare.launcher.why;

import java.io.File;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.report.LastState;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.talk.Messages;
import org.jspecify.annotations.Nullable;

/**
 * Why this PC has the release it has (SPEC A37), from what it knows itself: nobody is asked.
 *
 * @param why the reason
 * @param offered version of the release that is offered; empty where none is known
 */
public record Explanation(Why why, String offered) {
    /** Finds the reason out. */
    public static Explanation of(Home home) {
        Optional<Receipt> installed = Receipt.read(home.receipt());
        LastCheck check = LastCheck.read(home.lastCheck().toFile());
        String offered = check == null ? "" : check.version();
        if (installed.isPresent() && !isWhole(home, installed.get())) {
            return new Explanation(Why.DAMAGED, offered);
        }
        Optional<LastState> state = LastState.read(home);
        File note = LastState.file(home).toFile();
        // A check that came after the last trouble has got over it.
        boolean newest = note.lastModified() >= home.lastCheck().toFile().lastModified();
        if (state.isPresent() && (newest || check == null)) {
            return new Explanation(state.get().why(), state.get().offered());
        }
        return new Explanation(policy(check, installed), offered);
    }

    private static boolean isWhole(Home home, Receipt receipt) {
        try {
            // Of a copied installation every file is another one, and the same all the same.
            return Inventory.quick(home, receipt).whole()
                    || Inventory.deep(home, receipt).whole();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static Why policy(@Nullable LastCheck check, Optional<Receipt> installed) {
        if (check == null || installed.isEmpty()) {
            return installed.isEmpty() ? Why.DAMAGED : Why.NO_SERVER;
        }
        return switch (check.decision()) {
            case UP_TO_DATE -> check.version().isEmpty() ? Why.NOTHING_OFFERED : Why.UP_TO_DATE;
            case OFFERED -> Why.UPDATE_KNOWN;
            case REFUSED -> Why.REFUSED;
        };
    }

    /** Whether nothing is wrong and nothing is left to do. */
    public boolean upToDate() {
        return why == Why.UP_TO_DATE;
    }

    /** The sentence, in one language. */
    public String sentence(Messages messages) {
        String sentence = messages.say("why." + why.code());
        boolean names = !offered.isEmpty()
                && !List.of(Why.UP_TO_DATE, Why.NOTHING_OFFERED).contains(why);
        return names ? messages.say("why_offered", sentence, offered) : sentence;
    }
}
