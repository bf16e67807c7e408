package jp.quickcare.launcher.agent;

import java.io.IOException;

/** Does what was asked of the agent; in the product, in a process of its own. */
@FunctionalInterface
interface Errand {
    /** Who asked. */
    interface Caller {
        /** Tells. @throws IOException the caller is gone */
        void tell(Line line) throws IOException;

        /** What the caller says next; null when there is nothing more to come. @throws IOException gone */
        @org.jspecify.annotations.Nullable
        Line hear() throws IOException;

        /** The caller's account, as the system tells it; empty where it does not. */
        String user();
    }

    /** Does it, to its end, also where the caller goes away; tells one {@link Say#END}. */
    void run(Request request, Caller caller);
}
