package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API, held against a running server: what it promises is answered, in the form it says. */
class ApiDescriptionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UUID = "123e4567-e89b-12d3-a456-426614174000";
    private static final String ANOTHER_UUID = "123e4567-e89b-12d3-a456-426614174001";
    private static final String DIGEST = "a".repeat(64);
    private static final String CLIENT = """
            "client":{"id":"%s","pc":"PC-07","user":"tanaka","app":"qc","channel":"QC","platform":"any","launcher":"1.0.0",\
            "installed":"0.9","manifest":"%s"}""".formatted(UUID, DIGEST);

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private Optional<RunningSite> running = Optional.empty();
    private Optional<RepositoryServer> server = Optional.empty();
    private final Set<String> seen = new TreeSet<>();
    private JsonNode description = JSON.createObjectNode();

    @BeforeEach
    void a_site_is_served() throws Exception {
        World world = World.offering(temp, "optional");
        Path settings = world.site().resolve("manifest-server.properties");
        Files.writeString(settings, "port=0\nbind=127.0.0.1\ntransfersAtOnce=1\n");
        LiveSettings live = LiveSettings.watch(settings);
        RunningSite site = RunningSite.open(ServerFolder.site(world.site()), live, new Ending());
        running = Optional.of(site);
        server = Optional.of(RepositoryServer.start(
                world.site().resolve("repository"),
                live.current(),
                site.areas(),
                Optional.of(site.desk()),
                UnaryOperator.identity()));
        description = JSON.readTree(ask("GET", "/v1/openapi.json", "", "").text());
    }

    @AfterEach
    void it_ends() {
        running.ifPresent(RunningSite::end);
        server.ifPresent(RepositoryServer::close);
        running.ifPresent(RunningSite::close);
    }

    private RawClient.Answer ask(String method, String path, String body, String header) throws IOException {
        try (RawClient client = new RawClient(server.orElseThrow().address())) {
            String text = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header
                    + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
            client.send(text);
            return client.read(true);
        }
    }

    /** Asks, and holds question and answer against what the description says of them. */
    private RawClient.Answer described(int status, String method, String path, String template, String body)
            throws IOException {
        return described(
                status, method, path, template, body, body.isEmpty() ? "" : "Content-Type: application/json\r\n");
    }

    private RawClient.Answer described(
            int status, String method, String path, String template, String body, String header) throws IOException {
        RawClient.Answer answer = ask(method, path, body, header);
        String what = method + " " + path + " " + body + " -> " + answer.status() + " " + answer.text();
        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.header("X-Request-Id")).as(what).isNotEmpty();
        String operation = pointer("paths", template, method.toLowerCase(Locale.ROOT));
        JsonNode response = resolved(description.at(operation + "/responses/" + status));
        assertThat(response.isMissingNode()).as("%s is described", what).isFalse();
        seen.add(method + " " + template + " " + status);
        if (status < 300 && !body.isEmpty()) {
            assertValid(operation + "/requestBody/content/application~1json/schema", body, what);
        }
        JsonNode content = response.path("content");
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        if (content.isEmpty()) {
            assertThat(answer.text()).as(what).isEmpty();
        } else {
            assertThat(content.has(type))
                    .as("%s has one of the types %s, not %s", what, content, type)
                    .isTrue();
            JsonNode schema = content.path(type).path("schema");
            if (type.endsWith("json")) {
                assertThat(validate(schema, answer.text())).as(what).isEmpty();
            }
        }
        return answer;
    }

    private static String pointer(String... names) {
        StringBuilder pointer = new StringBuilder();
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : description.at(reference.substring(1));
    }

    private void assertValid(String pointer, String json, String what) throws IOException {
        assertThat(validate(description.at(pointer), json)).as(what).isEmpty();
    }

    private Set<ValidationMessage> validate(JsonNode schema, String json) throws IOException {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", description.path("components"));
        whole.setAll((ObjectNode) schema.deepCopy());
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return validator.validate(JSON.readTree(json));
    }

    /** F5, A3 */
    @Test
    void everything_that_it_promises_is_answered_as_it_says() throws IOException {
        described(200, "GET", "/healthz", "/healthz", "");
        described(200, "GET", "/v1/openapi.json", "/v1/openapi.json", "");
        metadata();
        tickets();
        contents();
        reports();
        took();
        presence();
        for (String path : new String[] {"/v1/files", "/v1/tickets", "/v1/reports", "/v1/presence"}) {
            described(400, "POST", path, path, "{");
            described(415, "POST", path, path, "{}", "Content-Type: text/plain\r\n");
            described(411, "POST", path, path, "", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
            described(413, "POST", path, path, "", "Content-Type: application/json\r\nContent-Length: 999999999\r\n");
        }

        Set<String> promised = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " ";
                operation
                        .getValue()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> promised.add(name + status));
            }
        }
        // That it is answered later is for other tests: it takes a server that ends, a database that is away, or a
        // flood.
        promised.removeIf(one -> one.endsWith(" 503") || one.endsWith(" 429"));
        assertThat(seen).isEqualTo(promised);
    }

    private void metadata() throws IOException {
        String question = "/v1/metadata?app=qc&channel=QC&platform=any&siteRoot=1&siteSnapshot=0&releaseRoot=1"
                + "&releaseSnapshot=0&manifest=" + DIGEST;
        described(200, "GET", question, "/v1/metadata", "");
        described(400, "GET", question.replace("QC", "Q/C"), "/v1/metadata", "");
    }

    private void tickets() throws IOException {
        String request = "{" + CLIENT + ",\"release\":\"" + DIGEST + "\",\"kind\":\"differential\"}";
        RawClient.Answer first = described(201, "POST", "/v1/tickets", "/v1/tickets", request);
        String ticket = first.header("Location");
        assertThat(first.text()).contains("granted");
        RawClient.Answer second =
                described(201, "POST", "/v1/tickets", "/v1/tickets", request.replace(UUID, ANOTHER_UUID));
        assertThat(second.text()).contains("waiting");
        described(200, "GET", ticket + "?wait=0", "/v1/tickets/{id}", "");
        described(400, "GET", ticket + "?wait=61", "/v1/tickets/{id}", "");
        described(200, "PUT", ticket, "/v1/tickets/{id}", "");
        described(204, "DELETE", ticket, "/v1/tickets/{id}", "");
        ask("DELETE", second.header("Location"), "", "");
        for (String method : new String[] {"GET", "PUT"}) {
            described(410, method, ticket, "/v1/tickets/{id}", "");
        }
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            described(404, method, "/v1/tickets/none", "/v1/tickets/{id}", "");
        }
        String never = request.replace("differential", "new").replace(",\"installed\":\"0.9\"", "");
        forbidNewInstalls();
        described(403, "POST", "/v1/tickets", "/v1/tickets", never);
    }

    private void forbidNewInstalls() {
        Commands.run(
                        "offer",
                        "--dir",
                        temp.resolve("site"),
                        "--app",
                        "qc",
                        "--channel",
                        "QC",
                        "--mode",
                        "optional",
                        "--new-installs",
                        "no")
                .expect(0);
    }

    private void contents() throws IOException {
        Path objects = temp.resolve("site/repository/objects");
        Path object;
        try (var files = Files.walk(objects)) {
            object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        String path = "/objects/" + objects.relativize(object);
        String template = "/objects/{prefix}/{name}";
        described(403, "GET", path, template, "");
        String list = "{\"release\":\"" + DIGEST + "\",\"objects\":[{\"sha256\":\""
                + object.getFileName().toString().substring(0, 64) + "\",\"offset\":0}]}";
        described(403, "POST", "/v1/files", "/v1/files", list);
        along(list);
        String id = granted();
        String header = "QuickCare-Ticket: " + id + "\r\n";
        described(200, "GET", path, template, "", header);
        described(206, "GET", path, template, "", header + "Range: bytes=0-0\r\n");
        described(304, "GET", path, template, "", header + "If-None-Match: \"" + object.getFileName() + "\"\r\n");
        described(416, "GET", path, template, "", header + "Range: bytes=99999999-\r\n");
        described(404, "GET", "/objects/aa/" + DIGEST, template, "", header);
        described(200, "POST", "/v1/files", "/v1/files", list, header + "Content-Type: application/json\r\n");
        ask("DELETE", "/v1/tickets/" + id, "", "");
    }

    private void along(String list) throws IOException {
        String wish = "{\"ticket\":{" + CLIENT + ",\"release\":\"" + DIGEST + "\",\"kind\":\"repair\"},";
        RawClient.Answer files = described(200, "POST", "/v1/files", "/v1/files", wish + list.substring(1));
        JsonNode schema = description.at(
                "/paths/~1v1~1files/post/responses/200/headers/QuickCare-Granted/content/application~1json/schema");
        String granted = files.header("QuickCare-Granted");
        assertThat(validate(schema, granted)).as(granted).isEmpty();
        String another = wish.replace(UUID, ANOTHER_UUID) + list.substring(1);
        RawClient.Answer waits = described(201, "POST", "/v1/files", "/v1/files", another);
        assertThat(waits.text()).contains("waiting");
        ask("DELETE", waits.header("Location"), "", "");
        ask("DELETE", "/v1/tickets/" + JSON.readTree(granted).path("id").asText(), "", "");
    }

    private String granted() throws IOException {
        String request = "{" + CLIENT + ",\"release\":\"" + DIGEST + "\",\"kind\":\"repair\"}";
        RawClient.Answer asked = ask("POST", "/v1/tickets", request, "Content-Type: application/json\r\n");
        String id = JSON.readTree(asked.text()).path("id").asText();
        assertThat(JSON.readTree(asked.text()).path("state").asText())
                .as(asked.text())
                .isEqualTo("granted");
        return id;
    }

    private void reports() throws IOException {
        String time = "\"time\":\"2026-01-02T03:04:05Z\"";
        String steps = String.join(
                ",",
                report(0, time, "\"step\":\"update-started\",\"mode\":\"new\",\"release\":\"1.0\",\"bytes\":5"),
                report(1, time, "\"step\":\"progress\",\"phase\":\"download\",\"doneBytes\":1,\"totalBytes\":5"),
                report(2, time, "\"step\":\"file-missing-ignored\",\"files\":[\"a.jar\"],\"count\":1"),
                report(3, time, "\"step\":\"apply-ignored\",\"files\":[\"a\"],\"programs\":[\"p\"],\"count\":1"),
                report(4, time, "\"step\":\"aborted\",\"phase\":\"waiting\""),
                report(5, time, "\"step\":\"no-answer\",\"code\":\"no-server\",\"detail\":\"x\""),
                report(6, time, "\"step\":\"version-store-failed\",\"detail\":\"x\""),
                report(7, time, "\"step\":\"update-ended\",\"result\":\"failed\",\"release\":\"1.0\""),
                report(8, time, "\"step\":\"state\",\"why\":\"no-server\""));
        String body = "{" + CLIENT + ",\"reports\":[" + steps + "]}";
        described(204, "POST", "/v1/reports", "/v1/reports", body);
        String shown = "\"id\":\"" + ANOTHER_UUID + "\",\"key\":\"";
        String first = body.replace("\"id\":\"" + UUID + "\"", shown + "k".repeat(43) + "\"");
        described(204, "POST", "/v1/reports", "/v1/reports", first);
        RawClient.Answer another =
                described(403, "POST", "/v1/reports", "/v1/reports", first.replace("k".repeat(43), "x".repeat(43)));
        assertThat(another.text()).contains("urn:quickcare:problem:another-client");
    }

    private void took() throws IOException {
        String template = "/v1/took/{manifest}";
        described(404, "GET", "/v1/took/" + DIGEST, template, "");
        String other = "b".repeat(64);
        String steps = String.join(
                ",",
                report(
                        20,
                        "\"time\":\"2026-01-02T03:04:05Z\"",
                        "\"step\":\"update-started\",\"mode\":\"full\",\"release\":\"1.0\",\"manifest\":\"" + other
                                + "\",\"bytes\":5"),
                report(
                        21,
                        "\"time\":\"2026-01-02T03:05:19Z\"",
                        "\"step\":\"update-ended\",\"result\":\"normal\",\"release\":\"1.0\""));
        steps = steps.replace(UUID, "223e4567-e89b-12d3-a456-426614174000");
        described(
                204,
                "POST",
                "/v1/reports",
                "/v1/reports",
                "{" + CLIENT.replace(UUID, "323e4567-e89b-12d3-a456-426614174000")
                        + ",\"sent\":\"2026-01-02T03:05:20Z\",\"reports\":[" + steps + "]}");
        assertThat(described(200, "GET", "/v1/took/" + other, template, "").text())
                .isEqualTo("{\"updates\":1,\"medianSeconds\":74}");
    }

    private static String report(int seq, String time, String step) {
        return "{\"update\":\"" + UUID + "\",\"seq\":" + seq + "," + time + "," + step + "}";
    }

    private void presence() throws IOException {
        String body = "{" + CLIENT + ",\"session\":\"" + UUID + "\",\"program\":\"application\",\"processes\":1}";
        described(200, "POST", "/v1/presence?wait=0", "/v1/presence", body);
        described(204, "DELETE", "/v1/presence/" + UUID, "/v1/presence/{session}", "");
    }

    /** SPEC A9: what describes must not be richer than what is: a step that is missing in one would go unheard. */
    @Test
    void it_is_a_document_of_version_3_1_whose_references_all_lead_somewhere() {
        assertThat(description.path("openapi").asText()).isEqualTo("3.1.0");
        description
                .findValues("$ref")
                .forEach(reference -> assertThat(
                                description.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }
}
