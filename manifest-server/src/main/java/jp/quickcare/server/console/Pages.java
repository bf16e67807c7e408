package jp.quickcare.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import jp.quickcare.server.console.page.Frame;

/** Makes a page from its template, which the build has compiled; every value is escaped by the place where it stands. */
final class Pages {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Pages() {}

    static String render(String template, Frame frame, Object page) {
        StringOutput out = new StringOutput();
        ENGINE.render(template, Map.of("frame", frame, "page", page), out);
        return out.toString();
    }
}
