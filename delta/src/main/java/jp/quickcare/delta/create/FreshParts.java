package jp.quickcare.delta.create;

import java.io.IOException;
import java.util.List;
import jp.quickcare.delta.plan.Pieces;

/** The bytes of each part, by its number. */
final class FreshParts {
    private final List<FreshPiece> pieces;
    private final int[] pieceOf;
    private final long[] offset;
    private final int[] length;

    FreshParts(List<FreshPiece> pieces, Pieces resolved) {
        this.pieces = pieces;
        int count = resolved.parts().size();
        pieceOf = new int[count];
        offset = new long[count];
        length = new int[count];
        int part = 0;
        for (int piece = 0; piece < resolved.partCounts().size(); piece++) {
            long at = 0;
            for (int i = 0; i < resolved.partCounts().get(piece); i++) {
                pieceOf[part] = piece;
                offset[part] = at;
                length[part] = resolved.parts().get(part).length();
                at += length[part++];
            }
        }
    }

    byte[] bytes(int part) throws IOException {
        return pieces.get(pieceOf[part]).bytes(offset[part], length[part]);
    }
}
