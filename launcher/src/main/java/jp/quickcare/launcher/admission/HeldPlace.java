package jp.quickcare.launcher.admission;

import java.net.URI;
import jp.quickcare.launcher.fetch.Admitting;

/** A ticket that was given to this PC, until it is closed. Thread-safe. */
final class HeldPlace implements Admitting.Place {
    private final Ticket given;
    private final URI address;
    private final Keeper keeper;
    private boolean open = true;

    HeldPlace(Ticket given, URI address, Keeper keeper) {
        this.given = given;
        this.address = address;
        this.keeper = keeper;
        keeper.mayHaveToGiveBack(this);
    }

    @Override
    public String ticket() {
        return given.id();
    }

    URI address() {
        return address;
    }

    int leaseSeconds() {
        return given.leaseSeconds();
    }

    /** Gives it back in the background. Twice does no harm. */
    @Override
    public void close() {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        keeper.giveBack(this);
    }
}
