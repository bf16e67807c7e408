package jp.quickcare.server.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Notices that a peer hangs up while its request is held. The HTTP server looks at a connection again only when the
 * answer has gone out; so that nobody waits for the end of a long wait, it is looked at meanwhile. What
 * {@link Departure} has to do is done then. Used on the connection's I/O thread.
 */
public final class HangingUp {
    private HangingUp() {}

    /**
     * Begins to look. The request's body is taken in already.
     *
     * @return what ends it; to be run before anything is answered
     */
    public static Runnable watch(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof AbstractServerConnection connection)) {
            return () -> {};
        }
        ConduitStreamSourceChannel channel = connection.getChannel().getSourceChannel();
        // Below the request's own channel, which is at its end.
        StreamSourceConduit socket = connection.getOriginalSourceConduit();
        ChannelListener<? super ConduitStreamSourceChannel> before = channel.getReadListener();
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.setReadListener(open -> {
            try {
                int read = socket.read(one);
                if (read != 0) {
                    // A peer that goes on to talk before it has its answer is none of ours either.
                    IoUtils.safeClose(connection);
                }
            } catch (IOException broken) {
                IoUtils.safeClose(connection);
            }
        });
        socket.resumeReads();
        return () -> {
            socket.suspendReads();
            channel.setReadListener(before);
        };
    }
}
