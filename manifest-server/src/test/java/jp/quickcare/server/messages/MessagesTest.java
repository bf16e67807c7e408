package jp.quickcare.server.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say the same, and all that is said is there in both (SPEC F1). */
class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern JAPANESE =
            Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}\\u3000-\\u303f\\uff00-\\uffef]");
    private static final Pattern STRING = Pattern.compile("\"([^\"\\\\\\n]*)\"");
    /** The first argument is a key, or a choice of two. */
    private static final Pattern SAID =
            Pattern.compile("Sentence\\s*\\.(?:of|list)\\(([^,;]*?\"[^\"]+\"[^,;\"]*(?:\"[^\"]+\")?)");

    private static final Map<String, String> ENGLISH = bundle(Locale.ENGLISH);
    private static final Map<String, String> JAPANESE_WORDS = bundle(Locale.JAPANESE);

    private static Map<String, String> bundle(Locale locale) {
        Map<String, String> words = new TreeMap<>();
        java.util.ResourceBundle bundle = java.util.ResourceBundle.getBundle(
                Keyed.BUNDLE,
                locale,
                java.util.ResourceBundle.Control.getNoFallbackControl(
                        java.util.ResourceBundle.Control.FORMAT_PROPERTIES));
        bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        return words;
    }

    private static Set<String> own(String file) throws IOException {
        java.util.Properties words = new java.util.Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/jp/quickcare/server/messages", file))) {
            words.load(in);
        }
        return new TreeSet<>(words.stringPropertyNames());
    }

    /** F1 */
    @Test
    void both_languages_have_the_same_sentences_with_the_same_facts() throws IOException {
        assertThat(own("messages_ja.properties")).isEqualTo(own("messages.properties"));
        ENGLISH.forEach((key, english) ->
                assertThat(places(JAPANESE_WORDS.getOrDefault(key, ""))).as(key).isEqualTo(places(english)));
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** F1 */
    @Test
    void nothing_is_left_in_english() {
        ENGLISH.forEach((key, english) -> {
            if (LETTER.matcher(PLACE.matcher(english).replaceAll("")).find() && !english.isBlank()) {
                assertThat(JAPANESE_WORDS.get(key)).as(key).isNotEqualTo(english);
                if (!key.equals("list.or")) {
                    assertThat(JAPANESE_WORDS.get(key)).as(key).containsPattern(JAPANESE);
                }
            }
        });
    }

    /** F1 */
    @Test
    void every_sentence_is_said_somewhere_and_all_that_is_said_is_there() throws IOException {
        Set<String> strings = new TreeSet<>();
        Set<String> said = new TreeSet<>();
        for (String source : sources()) {
            STRING.matcher(source).results().forEach(match -> strings.add(match.group(1)));
            SAID.matcher(source)
                    .results()
                    .forEach(match -> STRING.matcher(match.group(1))
                            .results()
                            .map(key -> key.group(1))
                            .filter(key -> key.matches("[a-z-]+(\\.[a-z-]+)*"))
                            .forEach(said::add));
        }

        assertThat(said).hasSizeGreaterThan(100).isSubsetOf(ENGLISH.keySet());
        assertThat(ENGLISH.keySet())
                .allSatisfy(key -> assertThat(strings)
                        .anyMatch(string -> string.equals(key) || (string.endsWith(".") && key.startsWith(string))));
    }

    /** F1 */
    @Test
    void failures_are_never_in_one_language_only() throws IOException {
        Pattern oneLanguage = Pattern.compile(
                "(badInput|ServerFailure\\.disk|WrongContent)\\(\\s*\"|new ServerFailure\\(\\s*[\\w.]+,\\s*\"");

        assertThat(sources().stream()
                        .flatMap(source -> oneLanguage.matcher(source).results())
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static List<String> sources() throws IOException {
        // The server's words on Windows are said by the module that talks to it.
        try (Stream<Path> server = Files.walk(Path.of("src/main/java"));
                Stream<Path> windows = Files.walk(Path.of("../windows-integration/src/main/java"))) {
            return Stream.concat(server, windows)
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(MessagesTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** F1 */
    @Test
    void a_fact_that_is_a_sentence_is_said_in_the_language_around_it() {
        Sentence sentence = Sentence.of("failure.disk", Sentence.of("attempt.reading", "{1}'s"), "{0}");

        assertThat(sentence).hasToString("Reading {1}'s failed: {0}");
        assertThat(sentence.in(Locale.JAPANESE)).isEqualTo("{1}'s の読み込みに失敗しました: {0}");
        assertThat(sentence.in(Locale.FRENCH)).isEqualTo(sentence.toString());
    }

    /** F1 */
    @Test
    void the_variable_counts_before_the_setting_and_that_before_the_system() {
        Map<String, String> japanese = Map.of("LANG", "ja_JP.UTF-8");
        Map<String, String> english = Map.of("QUICKCARE_LANGUAGE", "en", "LANG", "ja_JP.UTF-8");

        assertThat(Language.of(japanese, Optional.empty())).isEqualTo(Locale.JAPANESE);
        assertThat(Language.of(Map.of("LC_ALL", "C", "LANG", "ja_JP.UTF-8"), Optional.empty()))
                .isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(japanese, Optional.of(Locale.ENGLISH))).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(english, Optional.of(Locale.JAPANESE))).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(Map.of("QUICKCARE_LANGUAGE", "ja", "LANG", "C"), Optional.empty()))
                .isEqualTo(Locale.JAPANESE);
        assertThat(Language.of(Map.of("LANG", "fr_FR.UTF-8"), Optional.empty())).isEqualTo(Locale.ENGLISH);
    }
}
