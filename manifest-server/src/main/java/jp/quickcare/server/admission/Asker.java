package jp.quickcare.server.admission;

import jp.quickcare.server.clients.ClientInfo;

/**
 * Who asks for a place, as far as places go by it. One asker has one ticket at most.
 *
 * @param client which client, in a form that nobody else can take on
 * @param peer the address that it asks from, which many clients may share
 */
public record Asker(String client, String peer) {
    /** By its number and its key: whoever knows the number alone is another asker. */
    static Asker of(ClientInfo client, String peer) {
        return new Asker(client.id() + " " + client.proof(), peer);
    }
}
