/** What every container has: entries, and what lies around them. */
@NullMarked
package jp.quickcare.delta.container;

import org.jspecify.annotations.NullMarked;
