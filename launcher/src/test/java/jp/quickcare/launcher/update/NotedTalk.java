package jp.quickcare.launcher.update;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.talk.Conversation;

/** A person who says no to everything, and the names of what he was told. */
final class NotedTalk {
    final List<String> told = new ArrayList<>();
    private final boolean givenUp;

    /** @param givenUp whether he wants it stopped, from the beginning */
    NotedTalk(boolean givenUp) {
        this.givenUp = givenUp;
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return givenUp;
            }
        };
    }

    Conversation conversation() {
        Class<?>[] kind = {Conversation.class};
        return (Conversation) Proxy.newProxyInstance(kind[0].getClassLoader(), kind, (proxy, method, arguments) -> {
            return switch (method.getName()) {
                case "locale" -> Locale.ENGLISH;
                case "progress" -> progress();
                case "close" -> null;
                default -> {
                    told.add(method.getName() + (arguments[0] instanceof UpdateFailure e ? " " + e.code() : ""));
                    yield method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                }
            };
        });
    }
}
