package jp.quickcare.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the command line says in Japanese (SPEC F1). */
class JapaneseTest {
    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
    /** An English sentence left over; words such as the names of commands and options stand alone. */
    private static final Pattern ENGLISH = Pattern.compile("([a-z]{2,} ){3}[a-z]{2,}");

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return ServerCommandLine.run(Locale.JAPANESE, new PrintWriter(out, true), new PrintWriter(err, true), texts);
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> found = new ArrayList<>(List.of(command));
        new HashSet<>(command.getSubcommands().values()).forEach(sub -> found.addAll(all(sub)));
        return found;
    }

    /** F1, F5 */
    @Test
    void the_help_of_every_command_is_in_japanese() {
        CommandLine commands = ServerCommandLine.commands(Locale.JAPANESE);

        assertThat(all(commands)).hasSizeGreaterThan(25).allSatisfy(command -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description())
                    .as(spec.qualifiedName())
                    .allMatch(JapaneseTest::isJapanese);
            for (OptionSpec option : spec.options()) {
                assertThat(option.description())
                        .as(spec.qualifiedName() + " " + option.longestName())
                        .allMatch(JapaneseTest::isJapanese);
            }
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                assertThat(parameter.description())
                        .as(spec.qualifiedName() + " " + parameter.paramLabel())
                        .allMatch(JapaneseTest::isJapanese);
            }
            assertThat(command.getUsageMessage())
                    .contains("使い方: ", "終了コード:")
                    .doesNotContain("Usage", "Exit codes", "Commands:")
                    .doesNotContainPattern(ENGLISH);
        });
    }

    /** F1: what picocli does not find under a name that is spelled wrongly, it does not miss either. */
    @Test
    void every_line_of_the_help_belongs_to_a_command() {
        Set<String> known = new HashSet<>(Set.of("help", "dir", "keys", "name"));
        for (CommandLine command : all(ServerCommandLine.commands(Locale.ENGLISH))) {
            CommandSpec spec = command.getCommandSpec();
            String prefix = spec.qualifiedName(".") + ".";
            int lines = spec.usageMessage().description().length;
            for (int i = 0; i < lines; i++) {
                known.add(prefix + "usage.description" + (lines == 1 ? "" : "." + i));
            }
            spec.options()
                    .forEach(option -> known.add(prefix + option.longestName().replaceFirst("^-+", "")));
            spec.positionalParameters()
                    .forEach(parameter -> known.add(prefix + parameter.paramLabel() + "[" + parameter.index() + "]"));
        }
        int codes = ServerCommandLine.commands(Locale.ENGLISH)
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .size();

        assertThat(HelpWords.in(Locale.JAPANESE).keySet())
                .filteredOn(key -> !key.startsWith("usage."))
                .isSubsetOf(known);
        assertThat(HelpWords.in(Locale.JAPANESE).keySet())
                .filteredOn(key -> key.startsWith("usage.exitCodeList."))
                .hasSize(codes);
    }

    /** F1 */
    @Test
    void exit_codes_are_the_same_in_both_languages() {
        assertThat(ServerCommandLine.commands(Locale.JAPANESE)
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList()
                        .keySet())
                .containsExactlyElementsOf(ServerCommandLine.commands(Locale.ENGLISH)
                        .getCommandSpec()
                        .usageMessage()
                        .exitCodeList()
                        .keySet());
    }

    /** F1 */
    @Test
    void what_was_typed_wrongly_is_said_in_japanese() {
        assertThat(said(2)).startsWith("コマンドを指定してください。使えるのは次のとおりです: init、key");
        assertThat(said(2, "service")).startsWith("コマンドを指定してください。");
        assertThat(said(2, "offer")).startsWith("指定が足りません: --dir FOLDER。");
        assertThat(said(2, "gc", "--dir", "x", "--what")).startsWith("不明な指定です: --what。");
        assertThat(said(2, "gc", "--dir", "x", "--dir", "y")).startsWith("--dir FOLDER が 2 回指定されています。");
        assertThat(said(2, "serve", "--dir", "x", "--port", "many")).startsWith("--port PORT の値「many」は使えません。");
        assertThat(said(2, "serv")).startsWith("不明な指定です: serv。次のことですか: serve または service または");
    }

    private String said(int code, Object... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(code);
        assertThat(err.toString()).doesNotContainPattern(ENGLISH);
        return err.toString();
    }

    /** F1 */
    @Test
    void failures_and_results_are_in_japanese() throws IOException {
        Path site = temp.resolve("施設");
        assertThat(said(2, "gc", "--dir", site)).contains("ベンダーまたは施設のフォルダーではありません");
        assertThat(said(2, "init", "site", "--dir", site, "--vendor-root", temp.resolve("x")))
                .contains("ベンダーのルートファイルを読めません: ファイルがありません（");

        World world = new World(temp).initVendor();
        assertThat(run("verify", "--dir", world.vendor())).isZero();
        assertThat(out.toString()).contains("すべて正常です: リリース 0 個、内容 0 個。");
        assertThat(run("key", "list", "--dir", world.vendor())).isZero();
        assertThat(out.toString()).contains("root: 3 本のうち 2 本");
        assertThat(said(2, "key", "make", "--dir", world.vendor(), "--name", "root-1"))
                .contains("には鍵 root-1 がすでにあります。");
        assertThat(out.toString()).doesNotContainPattern(ENGLISH);
    }

    /** F1, A13 */
    @Test
    void a_site_may_have_a_language_of_its_own() throws IOException {
        Files.writeString(temp.resolve("manifest-server.properties"), "language=ja\n");

        assertThat(SiteLanguage.of("gc", "--dir", temp.toString())).contains(Locale.JAPANESE);
        assertThat(SiteLanguage.of("gc", "--dir=" + temp)).contains(Locale.JAPANESE);
        assertThat(SiteLanguage.of("gc", "--dir")).isEmpty();
        assertThat(SiteLanguage.of("gc", "--dir", temp.resolve("elsewhere").toString()))
                .isEmpty();
    }

    private static boolean isJapanese(String text) {
        return JAPANESE.matcher(text).find();
    }
}
