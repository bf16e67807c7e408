/** Who is there: which PCs run the application or the launcher now (SPEC A8), and how they hear that something is new. */
@NullMarked
package jp.quickcare.server.presence;

import org.jspecify.annotations.NullMarked;
