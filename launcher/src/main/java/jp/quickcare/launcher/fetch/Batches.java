package jp.quickcare.launcher.fetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits a list for transfers that run at the same time and should end at the same time. Pure. */
final class Batches {
    /** What an object costs beside its bytes: headers, a file to make and to write through. */
    private static final long OBJECT_COST_BYTES = 16 * 1024;

    private Batches() {}

    /**
     * The largest first, each to the list that has least so far.
     *
     * @param parallel how many lists at most, where more than {@code worthSplittingBytes} are to come
     * @param most objects in a list; a longer one becomes several
     */
    static List<List<WantedObject>> of(List<WantedObject> objects, int parallel, long worthSplittingBytes, int most) {
        double total = objects.stream().mapToDouble(Batches::cost).sum();
        int lists = total > worthSplittingBytes ? Math.min(parallel, objects.size()) : 1;
        List<List<WantedObject>> split = new ArrayList<>();
        double[] load = new double[lists];
        for (int i = 0; i < lists; i++) {
            split.add(new ArrayList<>());
        }
        List<WantedObject> bySize = new ArrayList<>(objects);
        bySize.sort(Comparator.comparingLong(WantedObject::storedBytes).reversed());
        for (WantedObject object : bySize) {
            int least = 0;
            for (int i = 1; i < lists; i++) {
                least = load[i] < load[least] ? i : least;
            }
            split.get(least).add(object);
            load[least] += cost(object);
        }
        return split.stream().flatMap(list -> parts(list, most).stream()).toList();
    }

    private static double cost(WantedObject object) {
        return (double) object.storedBytes() + OBJECT_COST_BYTES;
    }

    private static List<List<WantedObject>> parts(List<WantedObject> list, int most) {
        List<List<WantedObject>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += most) {
            parts.add(List.copyOf(list.subList(from, Math.min(list.size(), from + most))));
        }
        return parts;
    }
}
