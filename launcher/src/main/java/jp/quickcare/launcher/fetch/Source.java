package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.manifest.digest.Sha256;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** One base address, and what this update has learnt of it. Thread-safe. */
final class Source {
    /** Shows a server that this PC has a place (docs/http.md). */
    private static final String TICKET_HEADER = "QuickCare-Ticket";

    private static final String TICKET_NEEDED = "urn:quickcare:problem:ticket-needed";

    /** A wrong digest behind resumed bytes may be the fault of whoever sent those; so often and no more. */
    private static final int MOST_DOUBTS = 2;

    private final URI base;
    private final Connections connections;
    private final Settling settling;
    private final Set<Sha256> lacking = ConcurrentHashMap.newKeySet();
    private final Map<Sha256, Integer> doubts = new ConcurrentHashMap<>();
    private final Map<Sha256, String> entityTags = new ConcurrentHashMap<>();
    private volatile Admitting.@Nullable Place place;
    private volatile boolean staticFiles;
    private volatile boolean manifestServer;
    private volatile @Nullable LyingSourceException lie;

    Source(URI base, Connections connections, Settling settling) {
        this.settling = settling;
        this.base = BaseUri.folder(base);
        this.connections = connections;
    }

    URI base() {
        return base;
    }

    Connections connections() {
        return connections;
    }

    String shown() {
        return BaseUri.shown(base);
    }

    /** Asks for a place, unless there is one. By one thread. */
    void enter(Admitting admitting, Admitting.Along along, BooleanSupplier cancelled) throws IOException, KeepFailure {
        if (place == null) {
            place = admitting.enter(new Calls(connections), base, along, cancelled);
        }
    }

    /**
     * Asks for a place along with these, unless there is one. By one thread.
     *
     * @return the files, where they come already: the caller has them received; null where they are still to be asked for
     */
    @Nullable
    FileStream enter(Admitting admitting, Sha256 release, List<WantedObject> first, Attempt attempt)
            throws IOException, KeepFailure {
        try (FirstRequest request = new FirstRequest(this, attempt, release, first)) {
            enter(admitting, request, attempt.work()::stopped);
            return request.take();
        }
    }

    /** Gives the place back, if there is one. By one thread. */
    void leave() {
        Admitting.Place held = place;
        place = null;
        if (held != null) {
            held.close();
        }
    }

    /** Makes a request for files show the place. */
    void show(HttpUriRequestBase request) {
        Admitting.Place held = place;
        if (held != null && !held.ticket().isEmpty()) {
            request.setHeader(TICKET_HEADER, held.ticket());
        }
    }

    /** @throws TicketNeededException the answer says that there is no place, or no longer */
    void requirePlace(Reply reply) throws IOException {
        if (reply.status() == 403 && Calls.answer(reply).problem().equals(TICKET_NEEDED)) {
            throw new TicketNeededException(shown() + " gives files only to those who have a ticket");
        }
    }

    /** Brings these in one stream where it is a manifest server, else one by one. */
    void bring(Sha256 release, List<WantedObject> objects, Attempt attempt) throws IOException, KeepFailure {
        if (!staticFiles) {
            if (receive(FileStream.ask(this, attempt, release, objects, null))) {
                return;
            }
            hasNoStream();
        }
        new SingleObjects(this, attempt).bring(objects);
    }

    /** Brings what was asked for. @return false where it is no manifest server */
    boolean receive(FileStream stream) throws IOException, KeepFailure {
        try (stream) {
            boolean received = stream.receive();
            manifestServer |= received;
            return received;
        }
    }

    /** It streams no files. @throws IOException it has done so before */
    void hasNoStream() throws IOException {
        if (manifestServer) {
            throw new IOException(shown() + " no longer streams files");
        }
        staticFiles = true;
    }

    /** Whether it is known to stream no files. */
    boolean isStatic() {
        return staticFiles;
    }

    void lacks(WantedObject object) {
        lacking.add(object.sha256());
    }

    boolean isLacking(WantedObject object) {
        return lacking.contains(object.sha256());
    }

    /** It lied: from now on it is not asked. */
    void condemn(LyingSourceException why) {
        lie = why;
    }

    @Nullable
    LyingSourceException lie() {
        return lie;
    }

    void entityTag(WantedObject object, @Nullable String strongTag) {
        if (strongTag != null) {
            entityTags.put(object.sha256(), strongTag);
        }
    }

    @Nullable
    String entityTag(WantedObject object) {
        return entityTags.get(object.sha256());
    }

    /**
     * Ends an object that has all of its bytes. Where they are wrong, but may have been begun by another, it is left for
     * the next attempt, which begins anew.
     *
     * @throws LyingSourceException this source sent other bytes than those asked for
     */
    void finish(Incoming incoming, WantedObject object, Attempt attempt) throws LyingSourceException, KeepFailure {
        if (incoming.check()) {
            settling.add(incoming, object, attempt);
            return;
        }
        attempt.work().dropped(object.storedBytes());
        if (!incoming.resumed() || doubts.merge(object.sha256(), 1, Integer::sum) >= MOST_DOUBTS) {
            throw new LyingSourceException(shown() + " sent other bytes than those of " + object.storedName());
        }
    }
}
