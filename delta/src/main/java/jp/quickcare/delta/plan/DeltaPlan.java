package jp.quickcare.delta.plan;

import java.util.List;

/**
 * What a delta says is to be done.
 *
 * @param files one for each changed file, in their order
 * @param headers where the headers of all containers are, as one group
 * @param groups of the parts of all contents
 */
public record DeltaPlan(List<FilePlan> files, Group headers, List<Group> groups) {
    /** Copies the lists. */
    public DeltaPlan {
        files = List.copyOf(files);
        groups = List.copyOf(groups);
    }
}
