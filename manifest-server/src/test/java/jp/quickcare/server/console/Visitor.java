package jp.quickcare.server.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for pages as a browser does, cookies and tokens included, and sends whatever else a test says. */
final class Visitor {
    /** An answer to one request. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final int PATIENCE_MILLIS = 120_000;

    private final InetSocketAddress address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";
    private String host = "localhost";

    Visitor(InetSocketAddress address) {
        this.address = address;
    }

    Visitor asking(String otherHost) {
        host = otherHost;
        return this;
    }

    String cookie() {
        return cookies.getOrDefault(Door.COOKIE, "");
    }

    String token() {
        return token;
    }

    /** One that has the same cookie, as whoever stole it. */
    Visitor twin() {
        Visitor twin = new Visitor(address);
        twin.cookies.putAll(cookies);
        twin.token = token;
        return twin;
    }

    Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    /** A form of names and values, with the token of the page that was seen last. */
    Answer post(String path, String... fields) throws IOException {
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 2, fields.length);
        all[0] = "token";
        all[1] = token;
        return postExactly(path, List.of(), all);
    }

    Answer postExactly(String path, List<String> headers, String... fields) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        List<String> all = new ArrayList<>(headers);
        all.add("Content-Type: application/x-www-form-urlencoded");
        all.add("Content-Length: " + body.length());
        return ask("POST", path, body.toString(), all.toArray(new String[0]));
    }

    Answer ask(String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(address);
            socket.getOutputStream().write(head(method, path, headers).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body.getBytes(StandardCharsets.ISO_8859_1));
            return remember(read(socket.getInputStream()));
        }
    }

    /** The beginning of a request, for tests that go on by themselves. */
    String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: close\r\nAccept-Language: en\r\n");
        if (!cookies.isEmpty()) {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            head.append("Cookie: ").append(String.join("; ", pairs)).append("\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private Answer remember(Answer answer) {
        for (String line : answer.header("set-cookie").split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                cookies.put(
                        line.substring(0, equals), line.substring(equals + 1).split(";", 2)[0]);
            }
        }
        Matcher found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return answer;
    }

    static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        String text = all.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (a, b) -> a + "\n" + b);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }
}
