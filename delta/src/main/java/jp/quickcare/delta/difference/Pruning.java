package jp.quickcare.delta.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives up stretches over old bytes that save less than it costs to say where they are: their bytes become literals,
 * which the literals' own dictionary serves better.
 */
final class Pruning {
    /** How many more bytes must be equal than differ for a place anywhere to be worth naming: measured on real jars. */
    private static final int ANYWHERE = 64;

    /** The same for a place near where the last stretch ended. */
    private static final int NEARBY = 16;

    private static final int NEARBY_BYTES = 256;

    private Pruning() {}

    static List<Control> prune(List<Control> controls, byte[] old, byte[] fresh) {
        List<Control> kept = new ArrayList<>();
        int made = 0;
        int pendingAt = controls.isEmpty() ? 0 : controls.get(0).oldAt();
        int pendingOver = 0;
        int pendingExtra = 0;
        for (Control control : controls) {
            int saved = saved(control, old, fresh, made);
            long ended = (long) pendingAt + pendingOver + pendingExtra;
            boolean near = Math.abs(control.oldAt() - ended) < NEARBY_BYTES;
            if (saved >= (near ? NEARBY : ANYWHERE)) {
                if (pendingOver + pendingExtra > 0) {
                    kept.add(new Control(pendingAt, pendingOver, pendingExtra));
                }
                pendingAt = control.oldAt();
                pendingOver = control.overLength();
                pendingExtra = control.extraLength();
            } else {
                pendingExtra += control.overLength() + control.extraLength();
            }
            made += control.overLength() + control.extraLength();
        }
        if (pendingOver + pendingExtra > 0) {
            kept.add(new Control(pendingAt, pendingOver, pendingExtra));
        }
        return kept;
    }

    private static int saved(Control control, byte[] old, byte[] fresh, int made) {
        int saved = 0;
        for (int i = 0; i < control.overLength(); i++) {
            saved += old[control.oldAt() + i] == fresh[made + i] ? 1 : -1;
        }
        return saved;
    }
}
