package jp.quickcare.samples.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** A test on Windows that waited in vain says what Windows' programs were doing at that moment. */
final class TellsOfWindows implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof AssertionError)) {
            throw failure;
        }
        AssertionError told = new AssertionError(failure.getMessage() + WindowsPc.states(), failure.getCause());
        told.setStackTrace(failure.getStackTrace());
        throw told;
    }
}
