package jp.quickcare.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.plan.Content.Container;
import jp.quickcare.delta.plan.Content.Kind;
import jp.quickcare.delta.plan.GroupOld.Resolved;
import jp.quickcare.delta.plan.Piece.Part;
import jp.quickcare.delta.plan.Piece.Source;
import org.junit.jupiter.api.Test;

/** THREATS CT7, docs/delta-format.md "Limits": what a plan asks for beyond them is refused before anything is allocated. */
class PlanLimitsTest {
    private static final Group NO_HEADERS = new Group(0, List.of(Group.Literals.NONE));
    private static final Group ONE_CONTAINER = new Group(1, List.of(Group.Literals.NONE));

    @Test
    void as_many_entries_as_may_be_are_read_and_one_more_is_refused() throws Exception {
        assertThat(read(container(Limits.MAX_ENTRIES, 0)).files()).hasSize(1);
        refused(container(Limits.MAX_ENTRIES + 1, 0));
    }

    @Test
    void headers_of_all_containers_together_have_a_limit() throws Exception {
        read(container(0, Limits.MAX_HEADER_BYTES));
        refused(container(0, Limits.MAX_HEADER_BYTES + 1));
    }

    @Test
    void containers_lie_in_containers_only_so_deep() throws Exception {
        read(nested(Limits.MAX_DEPTH));
        assertThatThrownBy(() -> read(nested(Limits.MAX_DEPTH + 1)))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void groups_have_the_parts_that_there_are() throws Exception {
        FilePlan file = plain(List.of());
        read(new DeltaPlan(List.of(file), NO_HEADERS, List.of(lanes(1, 0))));
        refused(new DeltaPlan(List.of(file), NO_HEADERS, List.of()));
        refused(new DeltaPlan(List.of(file), NO_HEADERS, List.of(lanes(2, 0))));
        refused(new DeltaPlan(List.of(file), ONE_CONTAINER, List.of(lanes(1, 0))));
    }

    @Test
    void dictionaries_and_old_bytes_of_a_part_have_a_limit() throws Exception {
        FilePlan file = plain(List.of());
        read(new DeltaPlan(List.of(file), NO_HEADERS, List.of(lanes(1, Limits.MAX_GROUP_MEMORY_BYTES))));
        refused(new DeltaPlan(List.of(file), NO_HEADERS, List.of(lanes(1, Limits.MAX_GROUP_MEMORY_BYTES + 4096))));
        refused(new DeltaPlan(
                List.of(plain(List.of(new Part(0, Limits.MAX_GROUP_OLD_BYTES + 1, 5)))),
                NO_HEADERS,
                List.of(lanes(1, 0))));
    }

    @Test
    void what_versions_before_images_knew_has_none() {
        DeltaPlan plan = new DeltaPlan(
                List.of(new FilePlan(0, new Container(Kind.IMAGE, 0, 0, List.of(EntryPlan.Derived.INSTANCE)))),
                ONE_CONTAINER,
                List.of());

        assertThatThrownBy(() -> PlanReader.read(PlanWriter.write(plan), 1, 2))
                .isInstanceOf(DamagedDeltaException.class);
    }

    /** Nothing is read, and no room made: the source would tell. */
    @Test
    void old_bytes_of_a_group_have_a_limit() {
        ByteSource endless = new ByteSource() {
            @Override
            public long length() {
                return 1L << 40;
            }

            @Override
            public void read(long position, byte[] to, int offset, int length) {
                throw new AssertionError("read");
            }
        };
        OldContent old = new OldContent.Whole(0, endless);
        int half = Limits.MAX_GROUP_OLD_BYTES / 2;
        List<Resolved> parts = List.of(
                new Resolved(0, 1, Optional.of(old), 0, half),
                new Resolved(1, 1, Optional.of(old), 0, half),
                new Resolved(0, 1, Optional.of(old), 7, 1));

        assertThatThrownBy(() -> GroupOld.read(parts, Limits.LANES))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("more old bytes");
    }

    @Test
    void parts_are_together_as_long_as_the_whole() {
        Piece piece = new Piece(new Source.None(), 0, List.of(new Part(0, 0, 5), new Part(0, 0, 6)));

        assertThatThrownBy(() -> Resolver.parts(piece, Optional.empty(), 12))
                .isInstanceOf(DamagedDeltaException.class)
                .hasMessageContaining("another length");
        assertThatThrownBy(() -> Resolver.parts(new Piece(new Source.None(), 0, List.of()), Optional.empty(), -1))
                .isInstanceOf(DamagedDeltaException.class);
    }

    private static DeltaPlan container(int entries, int headers) {
        Container container =
                new Container(Kind.ZIP, -1, headers, Collections.nCopies(entries, EntryPlan.CopySame.INSTANCE));
        return new DeltaPlan(List.of(new FilePlan(-1, container)), ONE_CONTAINER, List.of());
    }

    private static DeltaPlan nested(int depth) {
        Container container = new Container(Kind.ZIP, -1, 0, List.of());
        for (int i = 1; i < depth; i++) {
            container = new Container(Kind.ZIP, -1, 0, List.of(new EntryPlan.Build(container, 0, 1)));
        }
        Group headers = new Group(depth, List.of(Group.Literals.NONE));
        return new DeltaPlan(List.of(new FilePlan(-1, container)), headers, List.of());
    }

    private static FilePlan plain(List<Part> parts) {
        return new FilePlan(-1, new Content.Plain(new Piece(new Source.None(), 0, parts)));
    }

    private static Group lanes(int parts, int dictionary) {
        Group.Literals literals = dictionary == 0 ? Group.Literals.NONE : new Group.Literals(1, dictionary, false);
        return new Group(parts, Collections.nCopies(Limits.LANES, literals));
    }

    private static void refused(DeltaPlan plan) {
        assertThatThrownBy(() -> read(plan)).isInstanceOf(DamagedDeltaException.class);
    }

    private static DeltaPlan read(DeltaPlan plan) throws DamagedDeltaException, IOException {
        return PlanReader.read(PlanWriter.write(plan), plan.files().size(), Limits.VERSION);
    }
}
