package jp.quickcare.launcher.address;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/**
 * What this PC remembers of its site's moves, in {@code state/address}: plain lines, rewritten as a whole. Where it is
 * lost or not whole, nothing is known, and the site's statement is looked at as if for the first time.
 *
 * @param followed identity of the statement that was followed last, or that this PC was as it says already: it moves this
 *     PC no more, so what its administrator sets afterwards stays; empty where there was none
 * @param former where the servers were before, the latest first; at most {@link #MOST_FORMER}
 * @param refused the statement that was not followed; empty where none is open
 */
public record AddressNote(String followed, List<URI> former, Optional<Refused> refused) {
    /** How many former addresses are kept. */
    static final int MOST_FORMER = 4;

    /** Nothing is known. */
    static final AddressNote NONE = new AddressNote("", List.of(), Optional.empty());

    private static final String HEADER = "quickcare-address 1";
    private static final int MAX_BYTES = 16 * 1024;

    /** Why a statement was not followed. {@code address.<reason>} is the key of its sentence. */
    public enum Reason {
        /** Nobody answers there. */
        NO_SERVER,
        /** What is there is not properly signed by this very site, or older than what this PC knows. */
        NOT_TRUSTED,
        /** What is there is past its date. */
        NOT_FRESH,
        /** It would lead from https to http. */
        NOT_ENCRYPTED,
        /** It could not be kept here. */
        DISK
    }

    /**
     * A statement that was not followed; it is tried again at each check.
     *
     * @param servers where it leads
     * @param reason why not
     */
    public record Refused(List<URI> servers, Reason reason) {
        /** Keeps its own copy. */
        public Refused {
            servers = List.copyOf(servers);
        }

        /** The addresses with blanks between them. */
        public String text() {
            return AddressNote.text(servers);
        }
    }

    /** Keeps its own copy. */
    public AddressNote {
        former = List.copyOf(former);
    }

    /** Where it is kept. */
    public static Path file(Home home) {
        return home.state().resolve("address");
    }

    /** What is known; nothing where the note is missing or not whole. */
    public static AddressNote read(Home home) {
        Path file = file(home);
        try {
            return Files.size(file) > MAX_BYTES ? NONE : parse(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException | IllegalArgumentException e) {
            // Not whole: a note to ourselves, which the next check writes anew.
            return NONE;
        }
    }

    private static AddressNote parse(List<String> lines) {
        if (lines.isEmpty()
                || !lines.get(0).equals(HEADER)
                || !lines.get(lines.size() - 1).equals("end")) {
            return NONE;
        }
        String followed = "";
        List<URI> former = new ArrayList<>();
        Optional<Refused> refused = Optional.empty();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1);
            switch (line.substring(0, Math.max(0, equals))) {
                case "followed" -> followed = value;
                case "former" -> former.add(URI.create(value));
                case "refused" -> {
                    int blank = value.indexOf(' ');
                    List<URI> servers = new ArrayList<>();
                    for (String server : value.substring(blank + 1).split(" ", -1)) {
                        servers.add(URI.create(server));
                    }
                    refused = Optional.of(new Refused(servers, Reason.valueOf(value.substring(0, blank))));
                }
                default -> {}
            }
        }
        return new AddressNote(followed, former, refused);
    }

    /** Keeps it, durably and all at once. */
    void write(Home home) throws IOException {
        DurableFiles.write(file(home), lines().getBytes(StandardCharsets.UTF_8));
    }

    /** Its lines as they are kept; those of two notes that say the same are the same. */
    String lines() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append("followed=").append(followed).append('\n');
        former.forEach(server -> text.append("former=").append(server).append('\n'));
        refused.ifPresent(why -> text.append("refused=")
                .append(why.reason())
                .append(' ')
                .append(why.text())
                .append('\n'));
        return text.append("end\n").toString();
    }

    /** A person has said where this PC's servers are: where they were before counts no more. */
    public static void forgetFormer(Home home) throws IOException {
        AddressNote note = read(home);
        if (!note.former.isEmpty() || note.refused.isPresent()) {
            new AddressNote(note.followed, List.of(), Optional.empty()).write(home);
        }
    }

    AddressNote following(String statement) {
        return new AddressNote(statement, former, Optional.empty());
    }

    AddressNote refusing(Refused statement) {
        return new AddressNote(followed, former, Optional.of(statement));
    }

    /** Where else this site may be when it is not where it should be: where it said that it goes, and where it was. */
    List<URI> elsewhere() {
        List<URI> all = new ArrayList<>();
        refused.filter(open -> open.reason() != Reason.NOT_ENCRYPTED).ifPresent(open -> all.addAll(open.servers()));
        all.addAll(former);
        return all;
    }

    private static String text(List<URI> servers) {
        return String.join(" ", servers.stream().map(URI::toString).toList());
    }
}
