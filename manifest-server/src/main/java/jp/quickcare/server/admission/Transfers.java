package jp.quickcare.server.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** What is transferred now, and by which ticket. Thread-safe. */
final class Transfers {
    private final LongSupplier nanoTime;
    private final Map<String, Held> byTicket = new HashMap<>();

    Transfers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A ticket that was seen to have a place. */
    private static final class Held {
        private final Set<UnderWay> underWay = new HashSet<>();
        private long seenNanos;
        private boolean signed = true;
    }

    private final class UnderWay implements Transfer {
        private final String ticket;
        private final Runnable cut;
        private volatile boolean moved = true;

        UnderWay(String ticket, Runnable cut) {
            this.ticket = ticket;
            this.cut = cut;
        }

        @Override
        public void gotOn() {
            if (!moved) {
                moved = true;
            }
        }

        @Override
        public void close() {
            end(this);
        }
    }

    /** Whether it had a place so short a time ago that nobody needs to be asked; this is a sign of life. */
    synchronized boolean isSurelyGranted(String ticket, Duration lease) {
        Held held = byTicket.get(ticket);
        if (held == null || nanoTime.getAsLong() - held.seenNanos >= lease.toNanos() / 3) {
            return false;
        }
        held.signed = true;
        return true;
    }

    synchronized void granted(String ticket) {
        byTicket.computeIfAbsent(ticket, same -> new Held()).seenNanos = nanoTime.getAsLong();
    }

    synchronized Transfer begin(String ticket, Runnable cut) {
        UnderWay transfer = new UnderWay(ticket, cut);
        byTicket.computeIfAbsent(ticket, same -> new Held()).underWay.add(transfer);
        return transfer;
    }

    private synchronized void end(UnderWay transfer) {
        Held held = byTicket.get(transfer.ticket);
        if (held != null && held.underWay.remove(transfer)) {
            held.signed = true;
        }
    }

    /** The tickets that gave a sign of life since the last call: bytes were taken, or a request came. */
    synchronized Set<String> alive() {
        Set<String> alive = new HashSet<>();
        byTicket.forEach((ticket, held) -> {
            boolean moved = held.signed;
            held.signed = false;
            for (UnderWay transfer : held.underWay) {
                moved |= transfer.moved;
                transfer.moved = false;
            }
            if (moved) {
                alive.add(ticket);
            }
        });
        return alive;
    }

    /**
     * Ends what is transferred by tickets that have no place any more.
     *
     * @param granted those that had one
     * @param asOfNanos when; what was granted since is not known to them
     */
    void keepOnly(Set<String> granted, long asOfNanos) {
        List<UnderWay> lost = new ArrayList<>();
        synchronized (this) {
            byTicket.entrySet().removeIf(one -> {
                if (one.getValue().seenNanos - asOfNanos >= 0) {
                    return false;
                }
                if (granted.contains(one.getKey())) {
                    one.getValue().seenNanos = asOfNanos;
                    return false;
                }
                lost.addAll(one.getValue().underWay);
                return true;
            });
        }
        lost.forEach(transfer -> transfer.cut.run());
    }

    /** Ends what is transferred by this ticket. */
    void cut(String ticket) {
        List<UnderWay> lost = new ArrayList<>();
        synchronized (this) {
            Held held = byTicket.remove(ticket);
            if (held != null) {
                lost.addAll(held.underWay);
            }
        }
        lost.forEach(transfer -> transfer.cut.run());
    }
}
