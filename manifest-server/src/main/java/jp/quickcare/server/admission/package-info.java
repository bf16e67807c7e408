/** Who may transfer now and who waits: tickets with a lease (SPEC A4). */
@NullMarked
package jp.quickcare.server.admission;

import org.jspecify.annotations.NullMarked;
