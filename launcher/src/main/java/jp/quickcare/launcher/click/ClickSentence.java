package jp.quickcare.launcher.click;

import java.util.Locale;
import jp.quickcare.manifest.text.Visible;

/** What a click says on the terminal when a start did not go as it should. */
enum ClickSentence {
    CANNOT_START(
            "The application could not be started: %", //
            "アプリケーションを起動できませんでした。%"),
    PUT_BACK("Release % did not come up twice; the release before it was put back.", "リリース%が2回起動に失敗したため、前のリリースに戻しました。"),
    NOT_PUT_BACK(
            "The new release did not come up, and the one before it could not be put back: %",
            "新しいリリースが起動せず、前のリリースにも戻せませんでした。%");

    private final String english;
    private final String japanese;

    ClickSentence(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    void print(String fact) {
        boolean inJapanese = Locale.getDefault().getLanguage().equals("ja");
        System.err.println((inJapanese ? japanese : english).replace("%", Visible.of(fact)));
    }

    void print(Exception failure) {
        String message = failure.getMessage();
        print(message == null ? failure.getClass().getSimpleName() : message);
    }
}
