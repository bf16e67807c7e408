package jp.quickcare.windows;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that mean nothing but on Windows, such as Wine's. Elsewhere they are skipped and say so; where the run
 * was promised a Windows ({@code -Dquickcare.windows=required}) and has none, they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnWindows.Condition.class)
public @interface OnWindows {
    /** Looks at the name of the system that this JVM runs on; for every test of the run that is meant for Windows. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String name = System.getProperty("os.name", "");
            if (name.startsWith("Windows")) {
                return ConditionEvaluationResult.enabled(name);
            }
            if ("required".equals(System.getProperty("quickcare.windows"))) {
                throw new IllegalStateException("a Windows JVM was promised, this is " + name);
            }
            return ConditionEvaluationResult.disabled("no Wine: this is " + name);
        }
    }
}
