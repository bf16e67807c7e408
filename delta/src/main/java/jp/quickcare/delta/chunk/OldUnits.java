package jp.quickcare.delta.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Where units that an index knows lie on this PC, in whatever files it has. Not thread-safe. */
public final class OldUnits implements Closeable {
    private final CutFiles files;
    private final HashNumbers numbers;
    private final List<Place> places = new ArrayList<>();

    /** A unit in one of the files. */
    record Place(int file, Unit unit) {}

    private OldUnits(List<Path> paths, HashNumbers numbers) {
        this.files = new CutFiles(paths);
        this.numbers = numbers;
    }

    /**
     * Cuts what is there. A file that cannot be read is as good as none: it may be the reason for the update.
     *
     * @param paths of files that may be of use, in any state
     * @param watch hears of bytes that were looked through; may throw to give up
     */
    public static OldUnits look(ChunkIndex index, List<Path> paths, LongConsumer watch) {
        HashNumbers useful = index.useful();
        OldUnits old = new OldUnits(paths, new HashNumbers(useful.size()));
        Cutter cutter = new Cutter();
        for (int i = 0; i < paths.size(); i++) {
            try (CutFile file = new CutFile(paths.get(i))) {
                for (Unit unit : cutter.cut(file.source(), file.zip())) {
                    if (useful.get(unit.hash()) >= 0) {
                        old.add(i, unit);
                    }
                }
                watch.accept(file.source().length());
            } catch (IOException e) {
                watch.accept(0);
            }
        }
        return old;
    }

    private void add(int file, Unit unit) {
        if (numbers.putIfAbsent(unit.hash(), places.size()) == places.size()) {
            places.add(new Place(file, unit));
        }
    }

    Optional<Place> find(long hash) {
        int number = numbers.get(hash);
        return number < 0 ? Optional.empty() : Optional.of(places.get(number));
    }

    CutFile file(Place place) throws IOException {
        return files.get(place.file());
    }

    byte[] text(Place place) throws IOException {
        return file(place).text(place.unit());
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
