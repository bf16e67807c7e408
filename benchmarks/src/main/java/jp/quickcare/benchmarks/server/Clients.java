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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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
     * @param perInterval how many answers came in each interval from the first on; one number where there are none
     */
    record Answers(Map<Integer, Long> byStatus, long late, long broken, List<Long> perInterval) {}

    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final Map<Long, Long> perInterval = new TreeMap<>();
    /** Those that have no request under way, whose turn is next first: looking at all of them costs more than asking. */
    private final PriorityQueue<Client> idle =
            new PriorityQueue<>(Comparator.comparingLong(client -> client.nextNanos));

    private long left;
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
            // Counted from the beginning, for nanoTime may turn over.
            client.nextNanos = intervalNanos / clients.size() * client.number;
            idle.add(client);
        }
        left = clients.size();
        while (left > 0 && !stopped) {
            long now = System.nanoTime() - begin;
            Client next = idle.peek();
            while (next != null && next.nextNanos <= now) {
                ask(idle.remove(), requests, intervalNanos, now);
                next = idle.peek();
            }
            long interval = intervalNanos == 0 ? 0 : now / intervalNanos;
            selector.select(key -> ready(key, interval), 2);
        }
        return new Answers(Map.copyOf(byStatus), late, broken, List.copyOf(perInterval.values()));
    }

    private void ask(Client client, Requests requests, long intervalNanos, long now) throws IOException {
        if (client.done) {
            return;
        }
        byte[] request = requests.next(client.number, client.round);
        if (request == null) {
            client.done = true;
            left--;
            return;
        }
        if (client.round > 0 && intervalNanos > 0 && now - client.nextNanos > intervalNanos / 2) {
            late++;
        }
        client.round++;
        client.nextNanos += intervalNanos;
        write(client, ByteBuffer.wrap(request));
    }

    private static void write(Client client, ByteBuffer bytes) throws IOException {
        client.channel().write(bytes);
        boolean waited = client.rest != null;
        client.rest = bytes.hasRemaining() ? bytes : null;
        if (waited || client.rest != null) {
            client.key.interestOps(
                    client.rest == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void ready(SelectionKey key, long interval) {
        Client client = (Client) key.attachment();
        try {
            if (key.isWritable() && client.rest != null) {
                write(client, client.rest);
            }
            if (key.isReadable()) {
                read(client, interval);
            }
        } catch (IOException e) {
            end(client);
        }
    }

    private void read(Client client, long interval) throws IOException {
        buffer.clear();
        if (client.channel().read(buffer) < 0) {
            end(client);
            return;
        }
        buffer.flip();
        int status = client.answer.take(buffer);
        if (status > 0) {
            byStatus.merge(status, 1L, Long::sum);
            perInterval.merge(interval, 1L, Long::sum);
            idle.add(client);
        }
    }

    private void end(Client client) {
        client.key.cancel();
        if (!client.done) {
            client.done = true;
            left--;
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
