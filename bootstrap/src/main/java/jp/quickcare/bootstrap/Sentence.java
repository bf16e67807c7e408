package jp.quickcare.bootstrap;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The few sentences of the bootstrap, in English and Japanese; a resource bundle would cost every click more. */
enum Sentence {
    NO_HOME(
            "QuickCare cannot start: the option -Dquickcare.home is missing. Start it with bin/start.",
            "QuickCareを起動できません。オプション -Dquickcare.home がありません。bin/start から起動してください。"),
    NO_POINTER(
            "QuickCare cannot start: the launcher's record cannot be read (%). Install it again.",
            "QuickCareを起動できません。ランチャーの記録を読み取れません(%)。再インストールしてください。"),
    NO_LAUNCHER(
            "QuickCare cannot start: no launcher here is intact (%). Install it again.",
            "QuickCareを起動できません。正常なランチャーがありません(%)。再インストールしてください。"),
    LAUNCHER_FAILED(
            "QuickCare cannot start: the launcher failed (%). Install it again, or ask your administrator.",
            "QuickCareを起動できません。ランチャーが異常終了しました(%)。再インストールするか、管理者に連絡してください。"),
    NO_APPLICATION(
            "QuickCare cannot start: its main class cannot be used (%). Run the repair.",
            "QuickCareを起動できません。メインクラスを使用できません(%)。修復を実行してください。");

    private final String english;
    private final String japanese;

    Sentence(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String with(String fact) {
        boolean inJapanese = Locale.getDefault().getLanguage().equals("ja");
        return (inJapanese ? japanese : english).replace("%", visible(fact));
    }

    /** A damaged record may hold anything, and the sentence goes to a terminal. */
    private static String visible(String fact) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < fact.length(); i++) {
            char c = fact.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.toString();
    }

    /** What went wrong in the words of the platform, in one line. */
    static String fact(Throwable failure) {
        @Nullable String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return name;
        }
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return failure instanceof IOException ? line : name + ": " + line;
    }
}
