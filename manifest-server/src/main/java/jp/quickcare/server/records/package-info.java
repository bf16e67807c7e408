/** Updates of PCs, one record each, with their progress while they go on (SPEC A9). */
@NullMarked
package jp.quickcare.server.records;

import org.jspecify.annotations.NullMarked;
