package jp.quickcare.bootstrap;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/** The first class of a click: picks the launcher that works, lets it do its part, and runs the application. */
public final class Bootstrap {
    /** The class of every launcher that the bootstrap calls; has a public constructor without parameters. */
    static final String ENTRY_CLASS = "jp.quickcare.launcher.click.Click";

    /** "The application could not be started"; the launcher's documented exit code. */
    static final int CANNOT_START = 12;

    private Bootstrap() {}

    /**
     * Starts the application of the installation that the system property {@code quickcare.home} names. The process
     * ends with the application's own exit code, or with 12 and one sentence when nothing can start.
     *
     * @param arguments handed to the application
     * @throws Throwable what the application's main method throws, as if Java had called it
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static void main(String[] arguments) throws Throwable {
        String home = System.getProperty("quickcare.home");
        if (home == null || home.isEmpty()) {
            throw failed(Sentence.NO_HOME, "");
        }
        File folder = new File(home).getAbsoluteFile();
        ApplicationLink link = ApplicationLink.inThisJvm(folder, arguments);
        NextStep step = LauncherChoice.start(folder, List.of(arguments), link);
        if (step instanceof NextStep.RunApplication run) {
            runApplication(run);
        } else if (step instanceof NextStep.Exit exit) {
            System.exit(exit.code());
        }
    }

    /** Says it in one sentence and ends the process; never returns, the result is for the compiler. */
    static Error failed(Sentence sentence, String fact) {
        System.err.println(sentence.with(fact));
        System.exit(CANNOT_START);
        return new AssertionError("ended");
    }

    private static void runApplication(NextStep.RunApplication run) throws Throwable {
        Method main;
        try {
            ClassLoader system = ClassLoader.getSystemClassLoader();
            Thread.currentThread().setContextClassLoader(system);
            Class<?> mainClass = Class.forName(run.mainClass(), false, system);
            main = mainClass.getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers())) {
                throw new NoSuchMethodException(run.mainClass() + ".main is not static");
            }
            // As Java's own launcher does: the class need not be public.
            if (!Modifier.isPublic(mainClass.getModifiers())) {
                main.setAccessible(true);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(Sentence.NO_APPLICATION, Sentence.fact(e));
        }
        try {
            main.invoke(null, (Object) run.arguments().toArray(new String[0]));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** For messages: the pointer could not be used. */
    static Error noPointer(IOException e) {
        return failed(Sentence.NO_POINTER, Sentence.fact(e));
    }
}
