package jp.quickcare.launcher.window;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between an update and its window.
 *
 * @param kind what it says
 * @param fields what it says it of; how many and which, each {@link Kind} tells
 */
public record Frame(Kind kind, List<String> fields) {
    private static final int MOST_FIELDS = 4_000;
    private static final int LONGEST_FIELD = 4_000;

    /** What a message says. The first ones go to the window, the last ones come from it. */
    public enum Kind {
        /** Name of the application. */
        HELLO,
        /** A {@code Step} begins: its name. */
        STEP,
        /** A file is worked on: its path. */
        FILE,
        /** Bytes done, bytes in all. */
        BYTES,
        /** PCs that update, PCs that wait. */
        WAITS,
        /** How long the update took others: a sentence, for the question that is being asked. */
        TOOK,
        /** A question: its number, its {@link Topic}, and what the topic says. */
        ASK,
        /** Something to read: a {@link Tone}, a title, sentences, the administrator's message, more sentences. */
        NOTICE,
        /** How a change of the connection went: empty when it is kept, else why not. */
        TRIED,
        /** To the front, please: somebody asked for this update once more. */
        RAISE,
        /** The update is over; a notice stays until it is read. */
        END,
        /** From the window: the number of the question, and the answer. */
        ANSWER,
        /** From the window: the update is not wanted any more. */
        CANCEL
    }

    /** What a question is about. */
    public enum Topic {
        /** May the required update begin? Version, kind, bytes to bring, the administrator's message. */
        REQUIRED,
        /** What to do? See {@link Overview}. */
        OVERVIEW,
        /** Files in use: whether a program can be asked to close, then pairs of file and program. */
        IN_USE,
        /** Files that the server lacks: their names. */
        MISSING,
        /** Name and password for a proxy: its name, whether the last were wrong. */
        CREDENTIALS
    }

    /** How a notice is meant. */
    public enum Tone {
        /** All is well. */
        DONE,
        /** Worth knowing. */
        INFORMATION,
        /** Something did not go as it should. */
        WARNING,
        /** Nothing starts. */
        STOP
    }

    /** Cuts what is too long to be read by anybody. */
    public Frame {
        fields = fields.stream()
                .limit(MOST_FIELDS)
                .map(field -> field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) : field)
                .toList();
    }

    /** A message of these fields. */
    public static Frame of(Kind kind, Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field));
        }
        return new Frame(kind, texts);
    }

    /** The field at that place; empty when there is none. */
    public String field(int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    /** The field at that place as a number; 0 when it is none. */
    public long number(int index) {
        try {
            return Long.parseLong(field(index));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The fields from that place on. */
    public List<String> rest(int index) {
        return index < fields.size() ? fields.subList(index, fields.size()) : List.of();
    }

    /** Sends it. */
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeShort(fields.size());
        for (String field : fields) {
            out.writeUTF(field);
        }
        out.flush();
    }

    /** Receives one. @throws IOException the other side is gone, or is none of ours */
    public static Frame read(DataInputStream in) throws IOException {
        Kind kind = kind(in.readUTF());
        int count = in.readUnsignedShort();
        if (count > MOST_FIELDS) {
            throw new IOException("not a message between an update and its window: " + count + " fields");
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(in.readUTF());
        }
        return new Frame(kind, fields);
    }

    private static Kind kind(String name) throws IOException {
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a message between an update and its window", e);
        }
    }
}
