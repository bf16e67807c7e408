package jp.quickcare.benchmarks.application;

/**
 * What to generate. The same plan gives the same bytes on the same JDK.
 *
 * @param seed of every random choice
 * @param libraries jars beside the application's own
 * @param classes classes in the application's own jar
 * @param touched how many of them the application loads before it ends
 * @param changedClasses how many of them differ in release 2
 * @param changedLibraries how many libraries differ in release 2
 * @param libraryBytes size of each library jar, reached to within one entry
 */
public record ApplicationPlan(
        long seed,
        int libraries,
        int classes,
        int touched,
        int changedClasses,
        int changedLibraries,
        long libraryBytes) {

    /** Refuses a plan that contradicts itself. */
    public ApplicationPlan {
        if (touched > classes || changedClasses > classes || changedLibraries > libraries) {
            throw new IllegalArgumentException("more touched or changed than there are: " + seed);
        }
    }

    /**
     * Returns the ordinary desktop application: 40 MB in 19 jars, 1% of the 1,500 classes changed.
     *
     * @return the plan of the start benchmark
     */
    public static ApplicationPlan ordinary() {
        return new ApplicationPlan(20_260_101, 18, 1_500, 150, 15, 0, 2_000_000);
    }

    /**
     * Returns an application of 500 MB whose jars are each larger than the heap they must fit past, all of it changed.
     *
     * @return the plan of the memory benchmark
     */
    public static ApplicationPlan large() {
        return new ApplicationPlan(20_260_102, 5, 50, 10, 5, 5, 100_000_000);
    }

    String folderName() {
        return "app-%d-%d-%d-%d-%d-%d-%d"
                .formatted(seed, libraries, classes, touched, changedClasses, changedLibraries, libraryBytes);
    }
}
