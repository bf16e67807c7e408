package jp.quickcare.launcher.window;

import java.util.List;
import jp.quickcare.launcher.plan.UpdateKind;

/**
 * What the update window shows before anything is done (SPEC A22, A23).
 *
 * @param installed version; empty where nothing is installed
 * @param offered version; empty where nothing can be brought
 * @param kind what the update is
 * @param changedBytes to bring for what changed
 * @param fullBytes to bring for every file
 * @param message the administrator's, or why nothing can be done
 * @param connection as it is set
 */
public record Overview(
        String installed,
        String offered,
        UpdateKind kind,
        long changedBytes,
        long fullBytes,
        String message,
        Connection connection) {

    /**
     * Where updates come from (SPEC A28).
     *
     * @param servers addresses with spaces between them
     * @param channel the channel that is followed
     * @param staging folder; empty for the system's temporary one
     * @param changeable whether it can be changed here
     */
    public record Connection(String servers, String channel, String staging, boolean changeable) {}

    /** What the person chose. */
    public enum Choice {
        /** What changed is brought. */
        UPDATE,
        /** Every file is brought again. */
        FULL,
        /** The connection is another now: look again. */
        LOOK_AGAIN,
        /** Nothing. */
        NOTHING
    }

    List<Object> fields() {
        return List.of(
                installed,
                offered,
                kind,
                changedBytes,
                fullBytes,
                message,
                connection.servers(),
                connection.channel(),
                connection.staging(),
                connection.changeable());
    }

    /** As it was sent in a question. */
    public static Overview of(Frame question) {
        return new Overview(
                question.field(2),
                question.field(3),
                UpdateKind.valueOf(question.field(4)),
                question.number(5),
                question.number(6),
                question.field(7),
                new Connection(
                        question.field(8),
                        question.field(9),
                        question.field(10),
                        question.field(11).equals("true")));
    }
}
