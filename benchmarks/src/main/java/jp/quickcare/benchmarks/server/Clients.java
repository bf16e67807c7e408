package jp.quickcare.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Very many clients on kept connections, each with one request under way, all on one thread. {@link #run} is called by
 * one thread at a time; {@link #stop} by any.
 */
final class Clients implements Closeable {
    /** What each client asks. */
    interface Requests {
        /** The whole request; null when this client has no more. */
        byte @Nullable [] next(int client, int round);
    }

    /**
     * What came back.
     *
     * @param byStatus how many answers of each status
     * @param late rounds that began later than they were to, because the answer before was not there yet
     * @param broken connections that the server closed
     */
    record Answers(Map<Integer, Long> byStatus, long late, long broken) {}

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long late;
    private long broken;
    private volatile boolean stopped;

    private Clients(Selector selector) {
        this.selector = selector;
    }

    /** One client: its connection, and where in its rounds it is. */
    private static final class Client {
        private final int number;
        private final SelectionKey key;
        private final AnswerReader answer = new AnswerReader();
        private @Nullable ByteBuffer rest;
        private boolean waits;
        private boolean done;
        private int round;
        private long nextNanos;

        private Client(int number, SelectionKey key) {
            this.number = number;
            this.key = key;
        }

        private SocketChannel channel() {
            return (SocketChannel) key.channel();
        }
    }

    /** Opens so many connections. */
    static Clients connect(InetSocketAddress server, int count) throws IOException {
        Clients all = new Clients(Selector.open());
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(all.selector, SelectionKey.OP_READ);
            Client client = new Client(i, key);
            key.attach(client);
            all.clients.add(client);
        }
        return all;
    }

    /**
     * Has every client ask its requests, spread over the first interval, and then one each interval.
     *
     * @param intervalNanos 0: each asks again as soon as it has its answer
     */
    Answers run(long intervalNanos, Requests requests) throws IOException {
        long begin = System.nanoTime();
        for (Client client : clients) {
            client.nextNanos = begin + intervalNanos / clients.size() * client.number;
        }
        long left = clients.size();
        while (left > 0 && !stopped) {
            long now = System.nanoTime();
            for (Client client : clients) {
                if (!client.done
                        && !client.waits
                        && client.nextNanos - now <= 0
                        && !ask(client, requests, intervalNanos, now)) {
                    left--;
                }
            }
            selector.select(key -> left(key), 2);
            left = clients.stream().filter(client -> !client.done).count();
        }
        return new Answers(Map.copyOf(byStatus), late, broken);
    }

    private boolean ask(Client client, Requests requests, long intervalNanos, long now) throws IOException {
        byte[] request = requests.next(client.number, client.round);
        if (request == null) {
            client.done = true;
            return false;
        }
        if (client.round > 0 && intervalNanos > 0 && now - client.nextNanos > intervalNanos / 2) {
            late++;
        }
        client.round++;
        client.nextNanos += intervalNanos;
        client.waits = true;
        write(client, ByteBuffer.wrap(request));
        return true;
    }

    private static void write(Client client, ByteBuffer bytes) throws IOException {
        client.channel().write(bytes);
        client.rest = bytes.hasRemaining() ? bytes : null;
        client.key.interestOps(
                client.rest == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void left(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isWritable() && client.rest != null) {
                write(client, client.rest);
            }
            if (key.isReadable()) {
                read(client);
            }
        } catch (IOException e) {
            end(client);
        }
    }

    private void read(Client client) throws IOException {
        buffer.clear();
        if (client.channel().read(buffer) < 0) {
            end(client);
            return;
        }
        buffer.flip();
        int status = client.answer.take(buffer);
        if (status > 0) {
            byStatus.merge(status, 1L, Long::sum);
            client.waits = false;
        }
    }

    private void end(Client client) {
        client.key.cancel();
        if (!client.done) {
            client.done = true;
            broken++;
        }
    }

    /** Has {@link #run} return soon. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel().close();
        }
        selector.close();
    }
}
