/** Templates for frequent notes, there from release 1.2 on. */
@NullMarked
package jp.quickcare.sample.template;

import org.jspecify.annotations.NullMarked;
