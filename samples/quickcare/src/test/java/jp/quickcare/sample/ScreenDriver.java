package jp.quickcare.sample;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.text.JTextComponent;

/**
 * Sits in front of a running QuickCare in the place of a person. Each argument is one step: {@code see NAME TEXT},
 * {@code type NAME TEXT}, {@code press NAME}, {@code choose NAME INDEX}, {@code focus NAME},
 * {@code wait FILE}, {@code picture FILE}, {@code leave}.
 */
final class ScreenDriver {

    private static final long PATIENCE_NANOS = 180_000_000_000L;

    private ScreenDriver() {}

    public static void main(String[] steps) throws Exception {
        QuickCare.main(new String[0]);
        for (String step : steps) {
            String[] words = step.split(" ", 3);
            System.out.println(step);
            switch (words[0]) {
                case "see" ->
                    await(
                            step,
                            () -> shown(words[1])
                                    .map(ScreenDriver::text)
                                    .filter(text -> text.contains(words[2]))
                                    .isPresent());
                case "type" ->
                    await(
                            step,
                            () -> shown(words[1])
                                    .map(field -> {
                                        ((JTextComponent) field).setText(words[2]);
                                        return field;
                                    })
                                    .isPresent());
                case "choose" ->
                    await(
                            step,
                            () -> shown(words[1])
                                    .map(list -> {
                                        ((JList<?>) list).setSelectedIndex(Integer.parseInt(words[2]));
                                        return list;
                                    })
                                    .isPresent());
                // Later, so that a button which ends the application does not end the step with it.
                case "press" ->
                    await(
                            step,
                            () -> shown(words[1])
                                    .map(button -> {
                                        EventQueue.invokeLater(((AbstractButton) button)::doClick);
                                        return button;
                                    })
                                    .isPresent());
                case "focus" ->
                    await(
                            step,
                            () -> shown(words[1])
                                    .filter(Component::isFocusOwner)
                                    .isPresent());
                case "wait" -> await(step, () -> Files.exists(Path.of(words[1])));
                case "picture" -> await(step, () -> keep(new File(words[1])));
                case "leave" -> System.exit(0);
                default -> throw new IllegalArgumentException(step);
            }
        }
    }

    private static void await(String step, Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            FutureTask<Boolean> look = new FutureTask<>(done);
            EventQueue.invokeAndWait(look);
            if (look.get()) {
                return;
            }
            if (System.nanoTime() > end) {
                System.out.println("not seen: " + step);
                System.exit(1);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Keeps what the screen shows, once that is more than an empty window. */
    private static boolean keep(File file) throws AWTException, IOException {
        BufferedImage screen = new Robot().createScreenCapture(new Rectangle(1280, 800));
        long colours = IntStream.range(0, 800)
                .flatMap(y -> IntStream.range(0, 1280).map(x -> screen.getRGB(x, y)))
                .distinct()
                .count();
        return colours > 200 && ImageIO.write(screen, "png", file);
    }

    private static Optional<Component> shown(String name) {
        return Arrays.stream(Window.getWindows())
                .flatMap(ScreenDriver::all)
                .filter(part -> name.equals(part.getName()) && part.isShowing())
                .findFirst();
    }

    private static Stream<Component> all(Component part) {
        Stream<Component> inside = part instanceof Container container
                ? Arrays.stream(container.getComponents()).flatMap(ScreenDriver::all)
                : Stream.empty();
        return Stream.concat(Stream.of(part), inside);
    }

    private static String text(Component part) {
        if (part instanceof AbstractButton button) {
            return button.getText();
        }
        return part instanceof JLabel label ? label.getText() : ((JTextComponent) part).getText();
    }
}
