/** What PCs report of each step (SPEC A29), taken in so that nothing that was accepted is lost or counted twice. */
@NullMarked
package jp.quickcare.server.reports;

import org.jspecify.annotations.NullMarked;
